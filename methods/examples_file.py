"""The collection as one file between municipalities: TOML, with a version (docs/examples.md).

Brought in as strictly as a method is: every fault is told, and if there is one, nothing is kept.
"""

from __future__ import annotations

import datetime
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
import tomli_w
from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import clock
from methods.asking import asks
from methods.checking import fields
from methods.examples import FIELDS, Card, checked
from methods.faults import BadMethod, Fault
from models import Example
from translations import N_, _

FORMAT, VERSION = "floke-examples", 1
LARGEST = 2_000_000  # bytes of a file
MOST = 500  # cards in it


class Filed(Card, kw_only=True):
    """A card as it stands in the file."""

    key: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{12}$")]
    published: Annotated[datetime.date, asks(N_("Published"))]
    changed: datetime.datetime | None = None  # when this text of it was saved
    consent: Literal["yes"]


class Head(msgspec.Struct):
    """The file itself."""

    format: Literal["floke-examples"]
    version: Literal[1]
    example: list[Any]


@dataclass(frozen=True)
class Brought:
    """How many cards are new, how many of one's own got a newer text, and how many stood here

    already and were left as they are.
    """

    new: int
    newer: int
    known: int


def export(cards: Sequence[Example]) -> str:
    """The cards as a file. Brought in elsewhere, they are the same."""
    return tomli_w.dumps({"format": FORMAT, "version": VERSION, "example": [
        {"key": e.key, "consent": "yes", "published": _at(e.published_at).date(),
         "changed": _at(e.consent_at),
         **{name: getattr(e, name) for name in FIELDS if getattr(e, name)}}
        for e in cards
    ]})  # fmt: skip


def _at(moment: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(int(moment), datetime.UTC)


def bring_in(db: Session, owner: int, data: bytes, file: str) -> Brought:
    """Take in every card of the file that is not here yet, and the newer text of one's own.

    Nobody else's card is changed. Raises `BadMethod`: then nothing is kept.
    """
    cards, done = _read(data, file), Counter[str]()
    rows = select(Example).where(Example.key.in_([c["key"] for c in cards])).order_by(Example.id)
    known = {e.key: e for e in db.scalars(rows)}
    for card in reversed(cards):  # the newest stands first in the file
        done[_take_in(db, owner, card, known.get(card["key"]))] += 1
    db.flush()
    return Brought(done["new"], done["newer"], done["known"])


def _take_in(db: Session, owner: int, card: dict[str, Any], known: Example | None) -> str:
    """What became of it, as `Brought` counts."""
    noon = datetime.datetime.combine(card.pop("published"), datetime.time(12), datetime.UTC)
    changed = card.pop("changed") or noon
    at = min(changed.replace(tzinfo=changed.tzinfo or datetime.UTC).timestamp(), clock.now())
    card.pop("consent")
    if known is None:
        db.add(Example(facilitator_id=owner, published_at=noon.timestamp(), consent_at=at, **card))
        return "new"
    if known.facilitator_id != owner or at <= known.consent_at:
        return "known"
    for name, value in {**card, "consent_at": at}.items():
        setattr(known, name, value)
    return "newer"


def _read(data: bytes, file: str) -> list[dict[str, Any]]:
    if len(data) > LARGEST:
        raise BadMethod(file, _("the file has more than %(most)s signs", most=LARGEST))
    try:
        raw = tomllib.loads(data.decode())
    except UnicodeDecodeError:
        raise BadMethod(file, _("it is not a text file in UTF-8")) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        why = str(error) if isinstance(error, tomllib.TOMLDecodeError) else ""
        raise BadMethod(file, _("it is not a TOML file: %(why)s", why=why[:200])) from None
    head, faults = fields(Head, raw, strict=True)
    if not faults and len(head["example"]) > MOST:
        faults = [Fault("example", _("at most %(most)s in one file", most=MOST))]
    if faults:
        raise BadMethod(file, *faults)
    return _cards(head["example"], file)


def _cards(rows: list[Any], file: str) -> list[dict[str, Any]]:
    made, keys = [], set()
    wrong: list[Fault] = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise BadMethod(file, Fault(f"example[{number}]", _("expected a table")))
        card, faults = checked(row, Filed)
        if card.get("key") in keys:
            faults.append(Fault("key", _("two examples have the same one")))
        keys.add(card.get("key"))
        wrong += [Fault(f"example[{number}].{f.key}", f.sentence) for f in faults]
        made.append({**dict.fromkeys(FIELDS, ""), "kind": "example", "changed": None, **card})
    if wrong:
        raise BadMethod(file, *wrong[:20])
    return made
