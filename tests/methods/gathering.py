"""Seminars that gather in some way, for the tests of it."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast, Player
from tests.plays import step, words


def gather(key: str, *settings: str) -> str:
    return step(key, "gather", *settings)


def choice(key: str, *options: str) -> str:
    """A field to choose in, as a method file has it."""
    kept = ", ".join(f'{{ key = "{o}", label = {words(o.capitalize())} }}' for o in options)
    return f'{{ key = "{key}", type = "choice", label = {words(key)}, options = [{kept}] }}'


def text(key: str) -> str:
    return f'{{ key = "{key}", label = {words(key)} }}'


def mine(person: Player) -> list[str]:
    return [p["title"] for p in person.own()["list"]["problems"]]


def about(person: Player) -> list[str]:
    """What the person writes about, by title."""
    return [a["title"] for a in person.own()["list"]["about"]]


def group_list(cast: Cast, person: Player) -> dict[str, Any]:
    step = cast.activity()
    return step.view("group", step.group_of(person.person))


def writers(cast: Cast, people: list[Player]) -> list[Player]:
    """Who writes for a group now, one a group."""
    return [p for p in people if p.own().get("is_host")]


def table_of(cast: Cast) -> tuple[Player, int]:
    """One who sits at a table, and the table."""
    anna = cast.join("Anna")
    group = cast.activity().group_of(anna.person)
    assert group is not None
    return anna, group.id
