"""Tables: who has room, who sits there, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import groups
from methods.activities.group import dealt
from models import Group, Item, Membership, Participant
from translations import _

if TYPE_CHECKING:
    from methods.activities.group.leading import Leading


def seats(step: Leading) -> dict[str, Any]:
    """Every table or dealt group as shown: number, people, free seats, who may join whom."""
    found = step.open_groups()
    sizes, most, home = step.scope.sizes(found), step.settings.max, step.home
    lonely = range(1, step.settings.min + 1) if step.half_time() and home else ()
    rows = [
        {
            "id": g.id,
            "number": g.number,
            "people": sizes[g.id],
            "free": max(0, most - sizes[g.id]) if most else 1000,
            "state": "full" if most and sizes[g.id] >= most else "room",
            "small": sizes[g.id] in lonely,
            "near": None,
        }
        for g in found
        if home or sizes[g.id]
    ]
    for row in rows:
        row["near"] = neighbour(row, rows, most) if row["small"] else None
    by = step.settings.by
    return {"mode": "places", "by": by, "people": sum(sizes.values()), "tables": rows,
            "word": "table" if home or by == "rotate" else "group",
            "seats": by == "table" and bool(most),
            "dealt": by in ("random", "mix", "pair"), "movable": step.settings.movable,
            "made": len(step.step_groups()), "deals": dealt.times(step),
            "room": any(row["free"] for row in rows)}  # fmt: skip


def neighbour(row: dict[str, Any], rows: list[dict[str, Any]], most: int) -> dict[str, Any] | None:
    """The nearest group that has people and room for these too."""
    room = [r for r in rows if r is not row and r["people"]
            and (not most or r["people"] + row["people"] <= most)]  # fmt: skip
    near = min(room, key=lambda r: (abs(r["number"] - row["number"]), r["number"]), default=None)
    return near and {"id": near["id"], "number": near["number"]}


def to_place(step: Leading) -> dict[str, Any]:
    """Whom the facilitator may put in a group, by the names they gave, and where.

    Who has no phone cannot walk by it, and is there by the paper number.
    """
    alone = {p.id for p in step.unplaced()}
    found = step.open_groups()
    named = [p for p in groups.present(step.scope) if p.name or p.paper is not None]
    return {
        "alone": len(alone),
        "people": [
            {"id": p.id, "name": p.name or _("Number %(n)s", n=p.paper), "alone": p.id in alone}
            for p in named
        ],
        "groups": [{"id": g.id, "number": g.number, "slot": g.slot} for g in found],
    }


def members(step: Leading, group: Group) -> dict[str, Any]:
    """A group for those who are in it: the names given, and who writes."""
    rows = step.db.execute(
        select(Participant.name, Membership.host)
        .join(Membership, Membership.participant_id == Participant.id)
        .where(Membership.group_id == group.id, Membership.left_at.is_(None))
        .order_by(Membership.id)
    ).all()
    item = step.db.get(Item, group.item_id) if group.item_id else None
    return {
        "id": group.id,
        "kind": "table" if step.settings.by == "rotate" else group.kind,
        "number": group.number,
        "title": item.title if item and item.status == "live" else "",
        "size": len(rows),
        "small": group.kind == "topic" and len(rows) <= step.settings.min,
        "names": [name for name, _hosts in rows if name],
        "unnamed": sum(not name for name, _hosts in rows),
        "host": next((name for name, host in rows if host), ""),
        "hosted": any(host for _names, host in rows),
    }
