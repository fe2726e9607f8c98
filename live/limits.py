"""Limits on wrong guesses. A whole room shares one address, so only failures are counted."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from methods import clock
from methods.refusal import Refused
from translations import N_

WINDOW = 60.0  # seconds
MOST = 60  # wrong guesses a minute, of each that is counted on its own
ELSEWHERE = "elsewhere"
REMEMBERED = 10_000  # addresses; after that we begin anew


@dataclass
class Limits:
    """Counts wrong guesses a minute: of each account's password, of each address people have

    joined from, and of all other addresses together. So nobody far away can shut a room out, and
    nobody in a room can shut out a facilitator. The QR code on the wall is never limited.
    """

    failures: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    rooms: set[str] = field(default_factory=set)
    tell: Callable[[str, str], None] = lambda _kind, _whose: None  # other processes (live/many.py)

    def place(self, address: str | None) -> str:
        """Whose failures an address's are: its own if people have joined from there."""
        return address if address and address in self.rooms else ELSEWHERE

    def joined(self, address: str | None) -> None:
        """Somebody got in from there, so it is a room. Kept in memory only."""
        if address and address not in self.rooms:
            self.tell("joined", address)
        self.remember(address)

    def remember(self, address: str | None) -> None:
        if len(self.rooms) >= REMEMBERED:
            self.rooms.clear()
        if address:
            self.rooms.add(address)

    def check(self, whose: str) -> None:
        """Refuses while `whose` wrong guesses of the last minute are too many."""
        failures, now = self.failures[whose], clock.now()
        while failures and not now - WINDOW <= failures[0] <= now:  # later: the clock was set back
            failures.popleft()
        if not failures:
            del self.failures[whose]
        if len(failures) >= MOST:
            raise Refused("too_many", N_("Too many wrong codes just now. Wait a minute, "
                                         "or scan the QR code on the wall instead."))  # fmt: skip

    def failed(self, whose: str) -> None:
        self.tell("failed", whose)
        self.count(whose)

    def count(self, whose: str) -> None:
        self.failures[whose].append(clock.now())
