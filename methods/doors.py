"""Doors of paper: what stands on a card or a sheet in the room, and where it leads when scanned."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """What was scanned: a table by its number, or a topic by its item's id; 0 is none."""

    table: int = 0
    topic: int = 0

    def __bool__(self) -> bool:
        return bool(self.table or self.topic)


@dataclass(frozen=True)
class Lead:
    """What a participant is told there, and the one command of the step that takes them there.

    No command where one cannot go now; `there` is that one is there already.
    """

    title: str
    sentence: str
    button: str = ""
    command: str = ""
    args: dict[str, int] = field(default_factory=dict)
    there: bool = False
