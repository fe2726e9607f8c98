"""The agreements of a seminar as one list: how it goes with each, and no name without a yes."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from methods import items
from methods.activities.follow.statuses import standing
from methods.clock import moment
from methods.retention import FORGOTTEN
from models import Agreement, Item, Member, News, Seminar, Step

UNTOLD = ("reminder",)  # what the server sent by itself is no news


def agreements(db: Session, seminar: Seminar, steps: list[Step]) -> list[dict[str, Any]]:
    """Every agreement made in one of `steps` that is not hidden, in the order they were made.

    Names and contacts only with that person's yes to the public page (docs/outcome.md).
    """
    keys = {s.id: {"step": s.key, "round": s.round} for s in steps}
    found = list(db.scalars(
        select(Agreement)
        .where(Agreement.seminar_id == seminar.id, Agreement.step_id.in_(keys),
               Agreement.hidden.is_(False))
        .order_by(Agreement.step_id, Agreement.number)
    ))  # fmt: skip
    members, news, about = _members(db, found), _news(db, found), _about(db, found)
    return [
        {**keys[a.step_id], **_deal(a, seminar), **about[a.id], "members": members[a.id],
         "news": news[a.id]}
        for a in found
    ]  # fmt: skip


def _deal(a: Agreement, seminar: Seminar) -> dict[str, Any]:
    public = a.consent_public
    return {
        "number": a.number, "what": a.what, "first_step": a.first_step,
        "next_date": a.next_date, "evaluate_by": a.evaluate_by,
        "status": standing(a, seminar.opened_at),
        "has_collector": bool(a.collector_name), "has_deputy": bool(a.deputy_name),
        "collector": a.collector_name if public else None,
        "contact": a.collector_contact if public else None,
        "meanwhile": (seminar.contact or None) if a.collector_name in ("", FORGOTTEN) else None,
        "owner_now": a.owner_now, "owner_later": a.owner_later,
        "handover": a.handover_state, "handover_when": a.handover_when,
        "plan_link": a.plan_link, "warned": a.warned,
    }  # fmt: skip


def _about(db: Session, found: list[Agreement]) -> dict[int, dict[str, Any]]:
    """By agreement: the title of what it grew out of, and the number of the topic behind it."""
    cards = {i.id: i for i in _items(db, {a.item_id for a in found})}
    cards |= {i.id: i for i in _items(db, {i.parent_id for i in cards.values()})}
    made = {}
    for a in found:
        card = cards.get(a.item_id or 0)
        topic = cards.get(card.parent_id or 0, card) if card else None
        named = {"kind": card.kind, "number": card.number} if items.title(card) and card else None
        made[a.id] = {"item": named, "idea": items.title(card),
                      "topic": topic.number if topic else None,
                      "topic_title": items.title(topic)}  # fmt: skip
    return made


def _items(db: Session, ids: set[int | None]) -> list[Item]:
    return list(db.scalars(select(Item).where(Item.id.in_(ids - {None})).order_by(Item.id)))


def _members(db: Session, found: list[Agreement]) -> Counter[int]:
    ids = [a.id for a in found]
    rows = db.execute(
        select(Member.agreement_id, func.count())
        .where(Member.agreement_id.in_(ids))
        .group_by(Member.agreement_id)
    )
    return Counter({number: n for number, n in rows})


def _news(db: Session, found: list[Agreement]) -> dict[int, list[dict[str, Any]]]:
    made: dict[int, list[dict[str, Any]]] = defaultdict(list)
    ids = [a.id for a in found]
    for one in db.scalars(
        select(News)
        .where(News.agreement_id.in_(ids), News.audience == "everyone")
        .order_by(News.id)
    ):
        if one.kind not in UNTOLD:
            made[one.agreement_id].append({"kind": one.kind, "text": one.text,
                                           "status": one.status, "at": moment(one.at)})  # fmt: skip
    return made
