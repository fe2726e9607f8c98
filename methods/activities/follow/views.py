"""What following up shows: each agreement, how it goes, and the last that was told."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from methods import items
from methods.activities.follow import reading
from methods.activities.follow.statuses import KINDS, LABELS, OVER, standing
from models import Agreement, Item, News
from translations import _

if TYPE_CHECKING:
    from methods.activities.follow.activity import Follow

LATEST = 3  # of what was told, on a phone


def view(step: Follow, surface: str) -> dict[str, Any]:
    """Finished values. A collector's name is on the wall only with the public yes."""
    deals: list[dict[str, Any]] = []
    if step.step.state != "waiting":
        told = _news(step)
        held = step.seminar.opened_at
        deals = [_deal(a, told[a.id], what, surface, standing(a, held)) for a, what in _named(step)]
    return {
        "dates": reading.told(step.dates(), step.settings.then_days),
        "channels": reading.channels(step.settings.channels),
        "deals": deals,
        "red": sum(1 for d in deals if not d["has_collector"]),
        "help": sum(1 for d in deals if d["status"] == "needs_help"),
        "statuses": [(key, _(label)) for key, label in LABELS.items()],
        "endings": [(key, _(LABELS[key])) for key in LABELS if key in OVER],
    }


def _named(step: Follow) -> list[tuple[Agreement, str]]:
    """The agreements, each with what it is about: nothing of an item that is hidden."""
    made = step.agreements()
    own = [a.item_id for a in made if a.item_id and a.step_id == step.step.id]
    found = {i.id: i for i in step.db.scalars(select(Item).where(Item.id.in_(own)))}
    return [(a, items.title(found[a.item_id]) if a.item_id in found else a.what) for a in made]


def _news(step: Follow) -> dict[int, list[News]]:
    ids = [a.id for a in step.agreements()]
    made: dict[int, list[News]] = defaultdict(list)
    for one in step.db.scalars(_told(ids)):
        made[one.agreement_id].append(one)
    return made


def _told(ids: list[int]) -> Select[News]:
    """What is for everyone to read; what is for the members alone goes to them."""
    of = News.agreement_id.in_(ids), News.audience == "everyone"
    return select(News).where(*of).order_by(News.id)


def _deal(a: Agreement, told: list[News], what: str, surface: str,
          status: str) -> dict[str, Any]:  # fmt: skip
    shown = a.consent_public or surface == "console" or (surface == "phone" and a.consent_group)
    return {
        "id": a.id, "number": a.number, "what": items.told(what), "next_date": a.next_date,
        "evaluate_by": a.evaluate_by, "status": status, "status_label": _(LABELS[status]),
        "has_collector": bool(a.collector_name), "collector": a.collector_name if shown else "",
        "asked": bool(told) and told[-1].kind == "reminder" and a.status not in OVER,
        "over": a.status in OVER,
        "news": [_line(n) for n in told[-LATEST:][::-1] if n.kind != "reminder"],
    }  # fmt: skip


def _line(one: News) -> dict[str, Any]:
    status = "" if one.kind == "help" else one.status  # that it needs help is said already
    return {"id": one.id, "kind": _(KINDS[one.kind]), "text": one.text,
            "status": _(LABELS[status]) if status else "", "day": _day(one)}  # fmt: skip


def _day(one: News) -> str:
    return date.fromtimestamp(one.at).isoformat()


def outcome(step: Follow) -> dict[str, Any]:
    """The dates, and each agreement's status and history; who told is not kept anywhere."""
    told = _news(step)
    return {
        "dates": step.dates(), "then_days": step.settings.then_days,
        "deals": [
            {"number": a.number, "what": what, "status": standing(a, step.seminar.opened_at),
             "has_collector": bool(a.collector_name), "evaluate_by": a.evaluate_by,
             "news": [{"kind": n.kind, "text": n.text, "status": n.status, "day": _day(n)}
                      for n in told[a.id] if n.kind != "reminder"]}
            for a, what in _named(step)
        ],
    }  # fmt: skip
