"""What agreeing shows: the deals, who looks after them, and what each still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from methods import items, retention
from methods.activities.agree.reading import HANDOVER, LACKS, OWNERS
from models import Agreement, Item, Line, Member, Participant
from translations import _

if TYPE_CHECKING:
    from methods.activities.agree.activity import Agree


def view(step: Agree, surface: str) -> dict[str, Any]:
    """Finished values. A collector's name is on the wall only with the public yes."""
    if step.step.state == "waiting":
        return {"deals": [], "red": 0, "cases": [], "hidden": [], "fields": step.settings.fields}
    titles, members = _titles(step), _members(step)
    elected = _elected(step) if surface == "console" else set()
    deals = [_deal(step, a, titles, members, surface) for a in step.agreements()]
    return {
        "deals": deals,
        "red": sum(1 for d in deals if "collector" in d["lacks"]),
        "people": sum(members.values()),
        "fields": step.settings.fields,
        "elected": [
            a.id
            for a in step.agreements()
            if a.collector_id in elected and a.id not in step.accepted()
        ],
        "hidden": [
            {"id": a.id, "number": a.number, "what": a.what, "reason": a.reason}
            for a in step.agreements(hidden=True)
        ]
        if surface == "console"
        else [],
        "cases": _cases(step) if surface == "phone" and step.step.state == "open" else [],
        "owners": [(key, _(label)) for key, label in OWNERS.items()],
    }


def _deal(step: Agree, a: Agreement, titles: dict[int, str], members: dict[int, int],
          surface: str) -> dict[str, Any]:  # fmt: skip
    shown = a.consent_public or (surface in ("phone", "console") and a.consent_group) \
        or surface == "console"  # fmt: skip
    lacks = step.lacks(a)
    return {
        "id": a.id,
        "number": a.number,
        "what": a.what,
        "first_step": a.first_step,
        "next_date": a.next_date,
        "plan_link": a.plan_link,
        "evaluate_by": a.evaluate_by,
        "warned": a.warned,
        "revision": a.revision,
        "topic": titles.get(a.item_id or 0, ""),
        "has_collector": bool(a.collector_name),
        "collector": a.collector_name if shown else "",
        "contact": a.collector_contact if shown and surface != "screen" else "",
        "has_deputy": bool(a.deputy_name),
        "deputy": a.deputy_name if surface == "console" else "",
        "members": members.get(a.id, 0),
        "lacks": lacks,
        "missing": ", ".join(_(LACKS[key]) for key in lacks),
        "owner_now": _(OWNERS[a.owner_now]) if a.owner_now else "",
        "owner_later": _(OWNERS[a.owner_later]) if a.owner_later else "",
        "when": a.handover_when,
        "handover": a.handover_state,
        "handover_words": _(HANDOVER[a.handover_state]) if a.handover_state else "",
    }


def _elected(step: Agree) -> set[int]:
    """Collectors who are elected representatives: they decide later on what comes of it."""
    ids = [a.collector_id for a in step.agreements() if a.collector_id]
    return set(step.db.scalars(
        select(Participant.id).where(Participant.id.in_(ids), Participant.role == "elected")
    ))  # fmt: skip


def _titles(step: Agree) -> dict[int, str]:
    ids = [a.item_id for a in step.agreements() if a.item_id]
    return {i.id: items.title(i) for i in step.db.scalars(select(Item).where(Item.id.in_(ids)))}


def _members(step: Agree) -> dict[int, int]:
    rows = step.db.execute(
        select(Member.agreement_id, func.count())
        .join(Agreement, Agreement.id == Member.agreement_id)
        .where(Agreement.step_id == step.step.id)
        .group_by(Member.agreement_id)
    )
    return {a: n for a, n in rows}


def _cases(step: Agree) -> list[dict[str, Any]]:
    """What was worked on before: an agreement can start from it, with the first step filled in."""
    source, cases = next(iter(step.sources()), None), step.taken()
    from_groups = (source.result or {}).get("groups", []) if source else []
    lines: dict[int, dict[str, str]] = {}
    if source and from_groups:
        for line in step.db.scalars(select(Line).where(Line.step_id == source.id)):
            lines.setdefault(line.group_id, {})[line.field] = line.text
    first = dict(zip([i.id for i in cases], from_groups, strict=False))
    field = step.settings.first_step_from
    return [
        {"id": i.id, "title": i.title,
         "first_step": lines.get(first.get(i.id, 0), {}).get(field, "")[:280]}
        for i in cases
    ]  # fmt: skip


def outcome(step: Agree) -> dict[str, Any]:
    """Every agreement as kept data; names and contacts only with the yes to the public page."""
    titles, members = _titles(step), _members(step)
    made = []
    for a in step.agreements():
        public = a.consent_public
        made.append({
            "number": a.number, "what": a.what, "first_step": a.first_step,
            "next_date": a.next_date, "idea": titles.get(a.item_id or 0, ""),
            "has_collector": bool(a.collector_name),
            "collector": a.collector_name if public else None,
            "contact": a.collector_contact if public else None,
            "has_deputy": bool(a.deputy_name), "members": members.get(a.id, 0),
            "owner_now": a.owner_now, "owner_later": a.owner_later,
            "handover_when": a.handover_when, "handover": a.handover_state,
            "lacks": step.lacks(a), "plan_link": a.plan_link, "evaluate_by": a.evaluate_by,
            "warned": a.warned,
            "meanwhile": step.seminar.contact or None
            if a.collector_name in ("", retention.FORGOTTEN) else None,
        })  # fmt: skip
    return {"agreements": made}
