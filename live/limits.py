"""Limits on wrong guesses. A whole room shares one address, so only failures are counted."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from methods import clock
from methods.refusal import Refused
from translations import N_

WINDOW = 60.0  # seconds
MOST = 60  # wrong codes a minute, from everybody together


@dataclass
class Limits:
    """A right code is never refused: only after `MOST` wrong ones a minute must people wait."""

    failures: deque[float] = field(default_factory=deque)

    def check(self) -> None:
        now = clock.now()
        while self.failures and self.failures[0] < now - WINDOW:
            self.failures.popleft()
        if len(self.failures) >= MOST:
            raise Refused("too_many", N_("Too many wrong codes just now. Wait a minute, "
                                         "or scan the QR code on the wall instead."))  # fmt: skip

    def failed(self) -> None:
        self.failures.append(clock.now())
