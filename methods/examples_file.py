"""The collection as one file between municipalities: TOML, with a version (docs/examples.md).

Brought in as strictly as a method is: every fault is told, and if there is one, nothing is kept.
"""

from __future__ import annotations

import datetime
import tomllib
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
    consent: Literal["yes"]


class Head(msgspec.Struct):
    """The file itself."""

    format: Literal["floke-examples"]
    version: Literal[1]
    example: list[Any]


@dataclass(frozen=True)
class Brought:
    """How many cards are new, and how many stood here already and were left as they are."""

    new: int
    known: int


def export(cards: Sequence[Example]) -> str:
    """The cards as a file. Brought in elsewhere, they are the same."""
    return tomli_w.dumps({"format": FORMAT, "version": VERSION, "example": [
        {"key": e.key, "consent": "yes", "published": _day(e.published_at),
         **{name: getattr(e, name) for name in FIELDS if getattr(e, name)}}
        for e in cards
    ]})  # fmt: skip


def _day(at: float) -> datetime.date:
    return datetime.datetime.fromtimestamp(at, datetime.UTC).date()


def bring_in(db: Session, owner: int, data: bytes, file: str) -> Brought:
    """Take in every card of the file that is not here yet. Raises `BadMethod`: nothing is kept."""
    cards = _read(data, file)
    known = set(db.scalars(select(Example.key).where(Example.key.in_([c["key"] for c in cards]))))
    new = [c for c in cards if c["key"] not in known]
    for card in reversed(new):  # the newest stands first in the file
        day = card.pop("published")
        at = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC).timestamp()
        card.pop("consent")
        db.add(Example(facilitator_id=owner, published_at=at, consent_at=clock.now(), **card))
    db.flush()
    return Brought(len(new), len(cards) - len(new))


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
        made.append({**dict.fromkeys(FIELDS, ""), "kind": "example", **card})
    if wrong:
        raise BadMethod(file, *wrong[:20])
    return made
