"""A card for each table: its number from afar, and a code that seats one at that very table."""

from __future__ import annotations

from math import ceil

from sqlalchemy.orm import Session

from methods.command import Actor
from methods.scope import Scope
from models import Seminar
from reports.prints.common import Asked, Print, begin, link, not_ended
from translations import _

SEATS = 8
MOST = 200


def cards(db: Session, seminar: Seminar, asked: Asked) -> Print:
    """An A4 for each table, to be folded: those there are, or those the plan will make."""
    not_ended(seminar)
    there = [t.number for t in Scope(db, seminar, Actor("stage", 0, seminar.id)).tables()]
    first = asked.first or 1
    wanted = range(first, min(asked.last, first + MOST - 1) + 1)
    usual = there or range(1, planned(seminar) + 1)
    numbers = wanted or usual
    return "tables", begin(seminar, _("Table cards: %(title)s", title=seminar.title), "a4") | {
        "table": _("Table"),
        "scan": _("Scan, and you sit here"),
        "hint": _("No phone? Say so, and you get paper."),
        "tables": [
            {"number": n, "qr": link(asked.address, seminar, table=n),
             "alt": _("QR code that seats you at table %(n)s", n=n)}
            for n in numbers
        ],
    }  # fmt: skip


def planned(seminar: Seminar) -> int:
    """How many tables the plan will make."""
    return ceil(seminar.size / _seats(seminar))


def _seats(seminar: Seminar) -> int:
    """Seats at a table, as the step that makes them says."""
    made = (s.settings.get("size") for s in seminar.steps if s.settings.get("by") == "table")
    return next((int(size) for size in made if size), SEATS)
