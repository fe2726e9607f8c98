"""Who is connected: each socket's verified identity, and the rooms its boards are sent to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from methods.command import Actor

LEADING = ("console", "helper")


@dataclass
class Client:
    """One open page. `surface` is phone, console, helper or screen; a phone has a participant.

    One that another process serves has no `sid`.
    """

    sid: str
    surface: str
    seminar_id: int
    language: str
    participant_id: int | None = None
    facilitator_id: int | None = None
    helper_id: int | None = None
    group_id: int | None = None
    since: float = 0  # when who leads signed in
    asks: bool = False  # for its boards anew, and has not been answered (live/looks.py)
    looked: float = float("-inf")  # when it was answered

    @property
    def actor(self) -> Actor:
        """The client as the engine sees it. A screen may do nothing."""
        for role, number in (("participant", self.participant_id), ("helper", self.helper_id),
                             ("facilitator", self.facilitator_id)):  # fmt: skip
            if number is not None:
                return Actor(role, number, self.seminar_id, self.language)
        return Actor("screen", 0, self.seminar_id, self.language)


class There(Protocol):
    """Who is connected, and how the server is, as the boards ask for it."""

    troubled: bool

    def online(self, seminar_id: int) -> int: ...
    def leading(self, seminar_id: int) -> list[Client]: ...


@dataclass
class Clients:
    """`enter` and `leave` are the socket server's rooms. Rooms never come from a client."""

    enter: Callable[[str, str], None]
    leave: Callable[[str, str], None]
    by_sid: dict[str, Client] = field(default_factory=dict)
    troubled: bool = False  # nothing can be saved now (live/health.py)
    moved: Callable[[int], None] = lambda _seminar_id: None  # somebody came or went
    elsewhere: dict[str, dict[int, list[Client]]] = field(
        default_factory=lambda: defaultdict(dict)
    )  # the pages that other processes serve, by process and seminar (live/many.py)

    @staticmethod
    def room(seminar_id: int, board: str, language: str) -> str:
        return f"{seminar_id}|{board}|{language}"

    def add(self, client: Client) -> None:
        self.by_sid[client.sid] = client
        self.moved(client.seminar_id)
        for board, language in _boards(client):
            self.enter(client.sid, self.room(client.seminar_id, board, language))

    def remove(self, sid: str) -> Client | None:
        client = self.by_sid.pop(sid, None)
        if client is not None:
            self.moved(client.seminar_id)
        return client

    def send_off(self, client: Client) -> None:
        """One who may no longer be here hears nothing more, though the socket is still open."""
        for board, language in _boards(client):
            self.leave(client.sid, self.room(client.seminar_id, board, language))
        self.remove(client.sid)

    def regroup(self, client: Client, group_id: int | None, language: str) -> bool:
        """Follow the person to their group and language. True if either is another than before."""
        if (client.group_id, client.language) == (group_id, language):
            return False
        before = set(_boards(client))
        client.group_id, client.language = group_id, language
        now = set(_boards(client))
        for board, spoken in before - now:
            self.leave(client.sid, self.room(client.seminar_id, board, spoken))
        for board, spoken in now - before:
            self.enter(client.sid, self.room(client.seminar_id, board, spoken))
        return True

    def people(self, seminar_id: int) -> list[Client]:
        """The connected phones of a seminar."""
        return [
            c
            for c in self.by_sid.values()
            if c.seminar_id == seminar_id and c.participant_id is not None
        ]

    def online(self, seminar_id: int) -> int:
        """How many people have at least one page open, here or at another process."""
        there = [c for c in self.others(seminar_id) if c.participant_id is not None]
        return len({c.participant_id for c in [*self.people(seminar_id), *there]})

    def others(self, seminar_id: int) -> list[Client]:
        """The pages of the seminar that other processes serve."""
        return [c for pages in self.elsewhere.values() for c in pages.get(seminar_id, [])]

    def leading(self, seminar_id: int) -> list[Client]:
        """The open consoles of a seminar, and its helpers' pages, in the order they came."""
        there = [*self.by_sid.values(), *self.others(seminar_id)]
        return [c for c in there if c.seminar_id == seminar_id and c.surface in LEADING]

    def of_account(self, facilitator_id: int) -> list[Client]:
        """The account's open consoles, of any seminar."""
        return [c for c in self.by_sid.values() if c.facilitator_id == facilitator_id]

    def shown(self, seminar_id: int) -> set[tuple[str, str]]:
        """The boards somebody sees now: `{(board, language)}`."""
        return {
            shown
            for c in self.by_sid.values()
            if c.seminar_id == seminar_id
            for shown in _boards(c)
        }

    def all_shown(self) -> Iterator[tuple[int, str, str]]:
        for seminar_id in {c.seminar_id for c in self.by_sid.values()}:
            for board, language in self.shown(seminar_id):
                yield seminar_id, board, language


def _boards(client: Client) -> Iterator[tuple[str, str]]:
    yield client.surface, client.language
    if client.participant_id is not None:
        yield "corner", client.language
    if client.group_id is not None:
        yield f"group:{client.group_id}", client.language
