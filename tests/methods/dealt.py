"""Seminars with groups dealt in some way, for the tests of it."""

from __future__ import annotations

from methods.catalogue import parse
from storage import Storage
from tests.cast import Cast, Player
from tests.plays import method, step


def seminar(storage: Storage, *steps: str, size: int = 16) -> Cast:
    """A seminar of a method with these steps."""
    return Cast(storage, size=size, method=parse(method("prove", *steps), "prove"))


def grouping(key: str, *settings: str) -> str:
    return step(key, "group", *settings)


def together(cast: Cast, people: list[Player], key: str = "") -> list[list[int]]:
    """Who is with whom, as places in `people`; the groups by number."""
    made: dict[int, list[int]] = {}
    for place, person in enumerate(people):
        number = person.own(key)["place_number"]
        if number is not None:
            made.setdefault(number, []).append(place)
    return [made[number] for number in sorted(made)]


def on(cast: Cast) -> None:
    """Go on to the next step and open it."""
    cast.facilitator.does("next")
    cast.facilitator.does("open")
