"""A table at work on its sheet, for the tests of both its fields and its leading."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast, Player


def table(room: Cast, count: int = 3) -> list[Player]:
    there = room.people(count)
    room.lead_to("ark")
    return there


def field(room: Cast, player: Player, key: str) -> dict[str, Any]:
    work = room.activity()
    shown = work.view("group", work.group_of(player.person))
    return next(f for f in shown["fields"] if f["key"] == key)


def result(room: Cast, key: str = "ark") -> dict[str, list[dict[str, Any]]]:
    return room.step(key).result or {}
