"""A facilitator's seminars over the years, in numbers: the register's part of the yearly report.

Counts only (A8), and texts that are in the outcomes too; nothing of who. A seminar belongs to the
year it was held in. Rehearsals, and seminars that were never opened, are not there.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import plans
from methods.activities.follow.statuses import STATUSES
from methods.clock import moment
from models import Floke, Seminar, Step
from reports.deals import agreements
from reports.outcome import step_outcome

Told = dict[str, Any]
FORMAT = 1
KEPT = frozenset({"done", "handed_over"})  # done, or somebody else's now


def yearly(db: Session, owner: int, year: int | None = None) -> Told:
    """All years in numbers, and the seminars, floker and maturity of `year` (the newest one)."""
    held = list(db.scalars(
        select(Seminar)
        .where(Seminar.facilitator_id == owner, Seminar.opened_at.is_not(None),
               Seminar.rehearses.is_(None))
        .order_by(Seminar.opened_at, Seminar.id)
    ))  # fmt: skip
    told = [_seminar(db, s) for s in held]
    years = sorted({s["year"] for s in told})
    chosen = year if year in years else (years[-1] if years else None)
    register = db.scalars(select(Floke).where(Floke.facilitator_id == owner).order_by(Floke.id))
    return {
        "format": FORMAT, "kind": "aarsrapport", "year": chosen,
        "years": [_year(y, [s for s in told if s["year"] == y]) for y in years],
        "seminars": [s for s in told if s["year"] == chosen],
        "floker": [{"title": f.title, "stage": f.stage, "origin": f.origin,
                    "seminars": sum(1 for s in told if s["floke"] == f.id)} for f in register],
        "maturity": _maturity(db, held),
    }  # fmt: skip


def _seminar(db: Session, seminar: Seminar) -> Told:
    """One seminar in numbers, with its agreements."""
    deals = agreements(db, seminar, seminar.steps)
    return {
        "year": datetime.fromtimestamp(seminar.opened_at or 0).year, "title": seminar.title,
        "held": moment(seminar.opened_at), "method": seminar.method_title,
        "floke": seminar.floke_id, "tests": sum(len(tallies(s)) for s in newest(seminar)),
        "plans": plans.told(db, seminar, seminar.steps),
        "agreements": [{"what": d["what"], "status": d["status"], "plan_link": d["plan_link"],
                        "evaluated": evaluated(d),
                        "lessons": [n["text"] for n in d["news"] if n["kind"] == "lesson"]}
                       for d in deals],
    }  # fmt: skip


def _year(year: int, held: list[Told]) -> Told:
    """The numbers of one year. `kept` and `evaluated` are agreements, of `agreements`."""
    deals = [d for s in held for d in s["agreements"]]
    by = Counter(d["status"] for d in deals)
    return {
        "year": year, "seminars": len(held),
        "floker": len({s["floke"] for s in held if s["floke"]}),
        "tests": sum(s["tests"] for s in held), "agreements": len(deals),
        "kept": sum(by[status] for status in KEPT),
        "evaluated": sum(1 for d in deals if d["evaluated"]),
        "statuses": {status: by[status] for status in STATUSES if by[status]},
    }  # fmt: skip


def newest(seminar: Seminar) -> list[Step]:
    """The newest published round of each step."""
    return list({s.key: s for s in seminar.steps if s.state == "published"}.values())


def tallies(step: Step) -> Told:
    """What a step's findings say of each hypothesis."""
    found: Told = (step.result or {}).get("tallies", {})
    return found


def evaluated(deal: Told) -> bool:
    """Whether somebody has looked back on it: it has a lesson, or was closed with one."""
    return deal["status"] == "closed_with_lesson" or any(n["kind"] == "lesson"
                                                         for n in deal["news"])  # fmt: skip


def _maturity(db: Session, held: list[Seminar]) -> list[Told]:
    """What was rated as a zero point, or again: each question's value, now and before.

    What the rating itself was compared with goes first; else the last time the same questions were
    asked on the same scale.
    """
    made: list[Told] = []
    last: dict[str, Told] = {}
    for seminar, step in ((s, step) for s in held for step in newest(s)):
        if step.activity != "rate" or "criteria" not in (step.result or {}):
            continue
        told = step_outcome(db, seminar, step)["outcome"]
        now = {key: cell["value"] for key, cell in told["criteria"].items()}
        same = f"{sorted(now)} {told['min']}-{told['max']}"
        before = told["before"] or last.get(same) or {}
        if told["baseline"] or before:
            held_at = moment(seminar.opened_at)
            last[same] = {"at": held_at, "values": now}
            made.append({
                "seminar": seminar.title, "title": step.title, "at": held_at,
                "answers": told["answers"], "since": before.get("at"),
                "values": [{"label": told["labels"][key], "now": value,
                            "before": before.get("values", {}).get(key)}
                           for key, value in now.items()],
            })  # fmt: skip
    return made
