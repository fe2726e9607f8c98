"""What a seminar begins with: cards that are written when it is planned, as a published step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from methods import clock, items
from methods.refusal import Refused
from methods.text import clean
from models import Item, Seminar
from translations import N_

CARD_MAX, CARDS_MAX = 80, 200


@dataclass(frozen=True)
class Card:
    """What is given. Without a kind it has the first step's; `source` is its earlier number.

    `fields` are the answers that stood beside its text, `asked` how they were asked for there.
    """

    title: str
    kind: str = ""
    body: str = ""
    source: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)


def said(card: Card) -> list[tuple[str, str]]:
    """The answers that come along, as they read."""
    return items.said(Item(fields=card.fields), card.asked)


def cards(lines: str) -> list[Card]:
    """The cards of a text, one a line. Refuses none, too many, and one that is too long."""
    found = [clean(line, len(line), required=False) for line in lines.splitlines()]
    found = list(dict.fromkeys(card for card in found if card))
    if not found:
        raise Refused("no_lines", N_("Write what the room will work on, one on each line."))
    if len(found) > CARDS_MAX:
        raise Refused("many_lines", N_("That is %(count)s lines, and there is room for %(limit)s. "
                                       "Your text is kept: shorten the list and try again."),
                      count=len(found), limit=CARDS_MAX)  # fmt: skip
    for card in found:
        if len(card) > CARD_MAX:
            raise Refused(
                "long_line",
                N_("“%(start)s …” is %(length)s characters, and a card has room for %(limit)s. "
                   "Your text is kept: shorten that line and try again."),
                start=card[:30], length=len(card), limit=CARD_MAX,
            )  # fmt: skip
    return [Card(title) for title in found]


def put(db: Session, seminar: Seminar, cards: list[Card], beside: list[str]) -> None:
    """Let the first step be published already, with `cards`.

    `beside` are the keys of the steps that they stand beside (methods/scope.py, `behind`).
    """
    step = seminar.steps[0]
    kinds = {card.kind for card in cards}
    if kinds != {""} and len(kinds) == 1:
        step.settings = {**step.settings, "kind": kinds.pop()}
    own = step.settings.get("kind", "")
    asked = {told["key"]: told for card in cards for told in card.asked}
    step.settings = {**step.settings, "fields": list(asked.values())}
    made = [
        Item(seminar_id=seminar.id, step_id=step.id, kind=card.kind or own, title=card.title,
             body=card.body, source=card.source, fields=card.fields, status="live", revision=1,
             forward=True, reason="")
        for card in cards
    ]  # fmt: skip
    db.add_all(made)
    db.flush()
    step.state, step.result = "published", {"items": [item.id for item in made]}
    step.data = {"beside": beside}
    step.opened_at = step.closed_at = step.published_at = clock.now()
