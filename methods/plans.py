"""Plan links: which plan an agreement is to be taken into, by when, and how far it has come.

The plans, the fields and the statuses are those of spec/reports.md (mission A9, P31).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import clock
from methods.refusal import Refused
from methods.text import clean
from models import Agreement, PlanLink, Seminar, Step
from translations import N_, _

PLANS = {
    "planning_strategy": N_("Planning strategy"),
    "social_part": N_("Municipal plan, the social part"),
    "land_use_part": N_("Municipal plan, the land-use part"),
    "action_part": N_("Action part and financial plan"),
    "budget": N_("Budget"),
    "thematic_plan": N_("Thematic plan"),
    "activity_plan": N_("Plan of a unit"),
    "results": N_("Management by objectives and results"),
}
STATUSES = {
    "proposed": N_("proposed"),
    "submitted": N_("put forward"),
    "adopted": N_("adopted"),
    "rejected": N_("turned down"),
    "not_relevant": N_("not relevant"),
}
WAITING = ("proposed", "submitted")  # a deadline still matters
LIMITS = {"text": 280, "case_number": 40, "owner": 80}
NEAR = 30  # days before a deadline that we warn


def name(plan: str) -> str:
    """The plan as it reads; of a link that was only written in the room, not chosen yet."""
    return _(PLANS[plan]) if plan in PLANS else _("not chosen yet")


def agreements(db: Session, seminar: Seminar) -> Sequence[Agreement]:
    """The seminar's agreements that are shown, in the order they were made."""
    return db.scalars(
        select(Agreement)
        .where(Agreement.seminar_id == seminar.id, Agreement.hidden.is_(False))
        .order_by(Agreement.step_id, Agreement.number)
    ).all()


def links(db: Session, seminar: Seminar) -> Sequence[PlanLink]:
    """Its plan links, those of one agreement together."""
    return db.scalars(
        select(PlanLink)
        .join(Agreement, Agreement.id == PlanLink.agreement_id)
        .where(Agreement.seminar_id == seminar.id, Agreement.hidden.is_(False))
        .order_by(Agreement.step_id, Agreement.number, PlanLink.id)
    ).all()


def nearness(deadline: str, status: str) -> str:
    """`past` or `near` (30 days) for a deadline that still matters; else nothing."""
    if not deadline or status not in WAITING:
        return ""
    left = (datetime.date.fromisoformat(deadline) - today()).days
    return "past" if left < 0 else "near" if left <= NEAR else ""


def today() -> datetime.date:
    return datetime.date.fromtimestamp(clock.now())


def save(db: Session, seminar: Seminar, typed: Mapping[str, str]) -> PlanLink:
    """Write a new link, or change the one whose number stands in `link`.

    Refuses an agreement that is not here, a plan or status that is none, and `conflict` where
    somebody has changed it since `revision`.
    """
    values = _checked(typed)
    found = one(db, seminar, typed["link"]) if typed.get("link") else None
    if found is None:
        found = PlanLink(agreement_id=_agreement(db, seminar, typed.get("agreement", "")))
        db.add(found)
    elif str(found.revision) != typed.get("revision"):
        raise Refused("conflict", N_("Somebody changed this plan link meanwhile. What you typed "
                                     "stands below: look at theirs in the list, and save again if "
                                     "yours shall stand."),
                      reply={"revision": found.revision})  # fmt: skip
    else:
        found.revision += 1
    for key, value in values.items():
        setattr(found, key, value)
    db.flush()
    return found


def one(db: Session, seminar: Seminar, number: str) -> PlanLink:
    """The link of that number. Refuses one that is not this seminar's."""
    for found in links(db, seminar):
        if str(found.id) == number:
            return found
    raise Refused("no_link", N_("That plan link is not here any more."))


def _agreement(db: Session, seminar: Seminar, number: str) -> int:
    for found in agreements(db, seminar):
        if str(found.id) == number:
            return found.id
    raise Refused("no_agreement", N_("Choose the agreement that the plan link belongs to."))


def _checked(typed: Mapping[str, str]) -> dict[str, str]:
    plan, status = typed.get("plan", ""), typed.get("status", "") or "proposed"
    if plan not in PLANS:
        raise Refused("no_plan", N_("Choose which plan it is. What you wrote stands below."))
    if status not in STATUSES:
        raise Refused("no_status", N_("Choose how far it has come. What you wrote stands below."))
    kept = {key: clean(typed.get(key, ""), most, required=False) for key, most in LIMITS.items()}
    return {"plan": plan, "status": status, "deadline": _date(typed.get("deadline", "")), **kept}


def _date(text: str) -> str:
    """An ISO date, past or to come, or empty. Refuses anything else in words."""
    try:
        return datetime.date.fromisoformat(text.strip()).isoformat() if text.strip() else ""
    except ValueError:
        raise Refused("bad_date", N_("That is not a date. Write it as 2026-12-24.")) from None


def told(db: Session, seminar: Seminar, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """For the outcome: every link of the agreements of `steps`, and what was written in the room.

    Words from the room count as proposed until a link has been made for their agreement.
    """
    here = {s.id for s in steps}
    by_agreement: dict[int, list[PlanLink]] = {}
    for link in links(db, seminar):
        by_agreement.setdefault(link.agreement_id, []).append(link)
    made = []
    for a in agreements(db, seminar):
        found = by_agreement.get(a.id) or ([_from_the_room(a)] if a.plan_link else [])
        if a.step_id in here:
            made += [{"agreement": a.number, "what": a.what, **_values(link)} for link in found]
    return made


def _from_the_room(a: Agreement) -> PlanLink:
    return PlanLink(agreement_id=a.id, plan="", text=a.plan_link, case_number="", deadline="",
                    owner="", status="proposed")  # fmt: skip


def _values(link: PlanLink) -> dict[str, str]:
    keys = ("plan", "text", "case_number", "deadline", "owner", "status")
    return {key: getattr(link, key) for key in keys}
