"""Who is connected: each socket's verified identity, and the rooms its boards are sent to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass
class Client:
    """One open page. `surface` is phone, console or screen; a phone has a participant."""

    sid: str
    surface: str
    seminar_id: int
    language: str
    participant_id: int | None = None
    facilitator_id: int | None = None
    group_id: int | None = None


@dataclass
class Clients:
    """`enter` and `leave` are the socket server's rooms. Rooms never come from a client."""

    enter: Callable[[str, str], None]
    leave: Callable[[str, str], None]
    by_sid: dict[str, Client] = field(default_factory=dict)

    @staticmethod
    def room(seminar_id: int, board: str, language: str) -> str:
        return f"{seminar_id}|{board}|{language}"

    def add(self, client: Client) -> None:
        self.by_sid[client.sid] = client
        self.enter(client.sid, self.room(client.seminar_id, client.surface, client.language))

    def remove(self, sid: str) -> Client | None:
        return self.by_sid.pop(sid, None)

    def regroup(self, client: Client, group_id: int | None, language: str) -> bool:
        """Follow the person to their group and language. True if either is another than before."""
        if (client.group_id, client.language) == (group_id, language):
            return False
        if client.group_id is not None:
            self.leave(client.sid, self._group_room(client))
        if client.language != language:
            self.leave(client.sid, self.room(client.seminar_id, client.surface, client.language))
            client.language = language
            self.enter(client.sid, self.room(client.seminar_id, client.surface, language))
        client.group_id = group_id
        if group_id is not None:
            self.enter(client.sid, self._group_room(client))
        return True

    def people(self, seminar_id: int) -> list[Client]:
        """The connected phones of a seminar."""
        return [
            c
            for c in self.by_sid.values()
            if c.seminar_id == seminar_id and c.participant_id is not None
        ]

    def online(self, seminar_id: int) -> int:
        """How many people have at least one page open."""
        return len({c.participant_id for c in self.people(seminar_id)})

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

    def _group_room(self, client: Client) -> str:
        return self.room(client.seminar_id, f"group:{client.group_id}", client.language)


def _boards(client: Client) -> Iterator[tuple[str, str]]:
    yield client.surface, client.language
    if client.group_id is not None:
        yield f"group:{client.group_id}", client.language
