"""Ballots on paper: numbered items, room for as many crosses as on a phone, and a number each."""

from __future__ import annotations

from math import ceil
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from methods import paperless
from methods.blank import Blank
from methods.command import Actor
from methods.engine import activity
from methods.refusal import Refused
from methods.scope import Scope
from models import Seminar, Step
from reports.prints.common import Asked, Print, begin, link, not_ended
from translations import N_, _, pick

MOST = 1000


class Layout(NamedTuple):
    """How ballots of so many items at most are set; of more, a ballot has several pages."""

    most: int
    per: int  # ballots on an A4
    columns: int
    signs: int  # of a title
    size: float  # points


LAYOUTS = (
    Layout(7, 4, 1, 80, 10), Layout(10, 2, 2, 80, 12), Layout(20, 2, 2, 80, 10),
    Layout(32, 1, 2, 80, 12.5), Layout(52, 1, 2, 80, 11), Layout(99, 1, 3, 64, 9),
)  # fmt: skip
WIDE = (Layout(4, 2, 1, 80, 12), Layout(24, 1, 1, 80, 12))  # each item has many boxes


def ballots(db: Session, seminar: Seminar, asked: Asked) -> Print:
    """Ballots numbered from `first` to `last` for one vote: the one asked for, else the next."""
    not_ended(seminar)
    step, blank = _vote(db, seminar, asked.step)
    usual = numbers(db, seminar)
    first, last = asked.first or usual[0], asked.last or usual[1]
    if not 1 <= first <= last < first + MOST:
        raise Refused("bad_numbers", N_("Write from which number to which, at most %(n)s ballots "
                                        "at a time."), n=MOST)  # fmt: skip
    way = _layout(blank)
    rows = [{"number": n, "title": _short(title, way.signs)} for n, title in blank.items]
    return "ballots", begin(seminar, _("Ballots: %(title)s", title=seminar.title), "a4") | {
        "step": pick(step.title),
        "ballot": _("Ballot"),
        "table": _("Table"),
        "rule": blank.rule,
        "how": blank.how,
        "give": _("Fold it, and give it to your table host or a helper."),
        "marks": blank.marks,
        "labels": blank.labels,
        "per": way.per,
        "size": way.size,
        "pages": [_columns(rows[at : at + way.most], way.columns)
                  for at in range(0, len(rows), way.most)],
        "ballots": [
            {"number": n, "qr": link(asked.address, seminar, paper=n),
             "alt": _("QR code of ballot %(n)s", n=n)}
            for n in range(first, last + 1)
        ],
    }  # fmt: skip


def votes(db: Session, seminar: Seminar) -> list[Step]:
    """The steps with a ballot that can be printed now."""
    scope = Scope(db, seminar, Actor("stage", 0, seminar.id))
    return [step for step in seminar.steps if _blank(scope, step) is not None]


def numbers(db: Session, seminar: Seminar) -> tuple[int, int]:
    """From which paper number to which: those given out, or before the day one person in ten."""
    given = paperless.issued(Scope(db, seminar, Actor("stage", 0, seminar.id)))
    if given:
        return given[0], given[-1]
    return paperless.FIRST, paperless.FIRST + ceil(seminar.size / 10) - 1


def _vote(db: Session, seminar: Seminar, wanted: int) -> tuple[Step, Blank]:
    scope = Scope(db, seminar, Actor("stage", 0, seminar.id))
    found = [s for s in seminar.steps if s.id == wanted]
    for step in found or votes(db, seminar):
        blank = activity(scope, step).blank()
        if blank is not None:
            return step, blank
    raise Refused("no_vote", N_("There is nothing to vote on just now. Ballots can be printed when "
                                "it is settled what people will vote on."))  # fmt: skip


def _blank(scope: Scope, step: Step) -> Blank | None:
    try:
        return activity(scope, step).blank()
    except Refused:
        return None


def _layout(blank: Blank) -> Layout:
    layouts = WIDE if len(blank.marks) > 3 else LAYOUTS
    return next((way for way in layouts if len(blank.items) <= way.most), layouts[-1])


def _columns(rows: list[dict[str, Any]], columns: int) -> list[list[dict[str, Any]]]:
    deep = ceil(len(rows) / columns)
    return [rows[at : at + deep] for at in range(0, len(rows), deep)]


def _short(title: str, signs: int) -> str:
    return title if len(title) <= signs else title[: signs - 1].rstrip() + "…"
