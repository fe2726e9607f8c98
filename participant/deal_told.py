"""What a follower's page tells: finished values, in the language of now."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from methods import clock, followers, following
from methods.activities.agree.reading import HANDOVER, OWNERS
from methods.activities.follow.statuses import KINDS, LABELS, OVER
from models import Agreement, Follower, Member, News, Seminar
from translations import N_, _

CARRIERS = {
    "receiver": N_("%(name)s has taken it over and carries it."),
    "collector": N_("%(name)s is the collector and carries it."),
    "deputy": N_("%(name)s is the deputy and sees to it."),
    "contact": N_("It has no collector. The municipality looks after it until somebody takes it."),
}


def told(db: Session, seminar: Seminar, agreement: Agreement | None,
         follower: Follower) -> dict[str, Any]:  # fmt: skip
    """The agreement with its news; of one who asked for all news, every agreement's."""
    found = [agreement] if agreement else _all(db, seminar)
    leads = agreement is not None and following.may_lead(agreement, follower)
    return {
        "deals": [_deal(db, a, follower) for a in found],
        "leads": leads,
        "statuses": [(key, _(label)) for key, label in LABELS.items()],
        "handover": _handover(db, agreement) if agreement else {},
        "asked": _asked(db, agreement) if agreement and leads else None,
    }


def _asked(db: Session, agreement: Agreement) -> Follower | None:
    """Whose link is to be handed on: the one who has been asked and has not answered."""
    waits = agreement.handover_state == "offered"
    return followers.one(db, agreement, "receiver") if waits else None


def _all(db: Session, seminar: Seminar) -> list[Agreement]:
    return list(db.scalars(
        select(Agreement)
        .where(Agreement.seminar_id == seminar.id, Agreement.hidden.is_(False))
        .order_by(Agreement.step_id, Agreement.number)
    ))  # fmt: skip


def _deal(db: Session, a: Agreement, reader: Follower) -> dict[str, Any]:
    role, name = following.carrier(db, a)
    inside = reader.kind != "news" or a.consent_public
    shown = inside and (role != "collector" or a.consent_group or a.consent_public
                        or reader.kind != "news")  # fmt: skip
    return {
        "id": a.id, "what": a.what, "first_step": a.first_step, "next_date": a.next_date,
        "evaluate_by": a.evaluate_by, "status": a.status, "label": _(LABELS[a.status]),
        "over": a.status in OVER, "revision": a.revision, "came": a.came, "lesson": a.lesson,
        "carrier": _(CARRIERS[role], name=name if shown else _("Somebody who took part")),
        "people": db.scalar(select(func.count()).where(Member.agreement_id == a.id)),
        "news": [_line(n) for n in db.scalars(_read_by(a, reader))],
        "evaluation_due": not a.evaluated_at and _due(a.evaluate_by),
    }  # fmt: skip


def _read_by(a: Agreement, reader: Follower) -> Any:
    """The news that the reader may read, the newest first."""
    mine: list[ColumnElement[bool]] = [News.agreement_id == a.id, News.kind != "reminder"]
    if reader.kind == "news":
        mine.append(News.audience == "everyone")
    return select(News).where(*mine).order_by(News.id.desc()).limit(20)


def _line(one: News) -> dict[str, Any]:
    return {"kind": _(KINDS[one.kind]), "text": one.text, "members": one.audience == "members",
            "status": _(LABELS[one.status]) if one.status else "",
            "day": date.fromtimestamp(one.at).isoformat()}  # fmt: skip


def _due(iso: str) -> bool:
    return bool(iso) and iso <= date.fromtimestamp(clock.now()).isoformat()


def _handover(db: Session, a: Agreement) -> dict[str, Any]:
    receiver = followers.one(db, a, "receiver")
    return {
        "state": a.handover_state,
        "words": _(HANDOVER[a.handover_state]) if a.handover_state else "",
        "now": _(OWNERS[a.owner_now]) if a.owner_now in OWNERS else "",
        "later": _(OWNERS[a.owner_later]) if a.owner_later in OWNERS else "",
        "when": a.handover_when, "receiver": receiver.name if receiver else "",
    }  # fmt: skip
