"""What came out of a seminar, in short: what went on, what was found out, what was agreed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import items, taking
from models import Agreement, Item, Seminar, Step


@dataclass(frozen=True)
class Brief:
    """Titles of the newest shortlist; verdicts as (hypothesis, verdict); (agreement, status)."""

    shortlist: list[str]
    verdicts: list[tuple[str, str]]
    agreements: list[tuple[str, str]]


def brief(db: Session, seminar: Seminar) -> Brief:
    """Of what is published, in its newest rounds."""
    newest = {s.key: s for s in seminar.steps if s.state == "published"}
    short = [s for s in newest.values() if "shortlist" in (s.result or {})]
    return Brief(
        [i.title for i in taking.take(db, short[-1], "shortlist")] if short else [],
        [told for step in newest.values() for told in _verdicts(db, step)],
        _agreements(db, seminar),
    )


def _verdicts(db: Session, step: Step) -> list[tuple[str, str]]:
    tallies = (step.result or {}).get("tallies", {})
    return [(items.told(items.title(db.get(Item, int(number)))), tally["verdict"])
            for number, tally in tallies.items()]  # fmt: skip


def _agreements(db: Session, seminar: Seminar) -> list[tuple[str, str]]:
    found = db.scalars(
        select(Agreement)
        .where(Agreement.seminar_id == seminar.id, Agreement.hidden.is_(False))
        .order_by(Agreement.id)
    )
    return [(deal.what, deal.status) for deal in found]
