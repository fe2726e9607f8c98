"""A seminar that rates a handful of cards, for the tests here."""

from __future__ import annotations

from typing import Any

from methods.catalogue import parse
from methods.command import Actor
from models import Item, Participant
from storage import Storage
from tests.cast import Cast, Player
from tests.plays import method, step, words

CRITERIA = "criteria = [" + ", ".join(
    f'{{ key = "{key}", label = {words(key.capitalize())}, weight = {weight} }}'
    for key, weight in (("letthet", 1), ("gevinst", 2), ("politisk", 1))
) + "]"  # fmt: skip
STAKE = "criteria = [" + ", ".join(
    f'{{ key = "{key}", label = {words(key.capitalize())} }}'
    for key in ("interesse", "makt", "berort")
) + "]"  # fmt: skip


def rating(storage: Storage, *settings: str, cards: int = 4, people: int = 6) -> Cast:
    """The cards are written, people are there, and the rating is open."""
    rated = step("vurder", "rate", 'from = "kort"', *settings)
    text = method("test", step("kort", "gather"), rated,
                  step("velg", "rate", 'from = "vurder"', 'take = "top:2"'))  # fmt: skip
    cast = Cast(storage, size=16, method=parse(text, "test"))
    cast.people(people)
    items = [Item(seminar_id=cast.seminar.id, step_id=cast.step("kort").id, kind="idea",
                  number=n, title=f"Kort {n}") for n in range(1, cards + 1)]  # fmt: skip
    cast.db.add_all(items)
    cast.db.commit()
    cast.lead_to("vurder")
    return cast


def items(cast: Cast) -> list[int]:
    return list(cast.step().data["items"])


def everybody(cast: Cast) -> list[Player]:
    """All who are in the seminar, by id."""
    people = (
        cast.db.query(Participant).filter_by(seminar_id=cast.seminar.id).order_by(Participant.id)
    )
    return [Player(cast, Actor("participant", p.id, cast.seminar.id, "nb")) for p in people]


def score(cast: Cast, item: int | None, criterion: str, *values: int) -> None:
    """The first people give these values, one each."""
    about: dict[str, Any] = {} if item is None else {"item": item}
    for person, value in zip(everybody(cast), values, strict=False):
        person.does("score", criterion=criterion, value=value, **about)


def done(cast: Cast) -> list[dict[str, Any]]:
    """Close the rating: its rows, best first."""
    cast.facilitator.does("close")
    return list((cast.step().result or {})["scores"])
