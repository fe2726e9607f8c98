"""Tables: who has room, who sits there, and how it looks."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from methods.activity import Activity
from models import Group, Item, Membership, Participant


def emptiest(sizes: dict[int, int], most: int) -> int | None:
    """The table with fewest people, if it has fewer than `most`; the first of equals."""
    with_room = [(n, place, table) for place, (table, n) in enumerate(sizes.items()) if n < most]
    return min(with_room)[2] if with_room else None


def make(step: Activity, kind: str, number: int, item_id: int | None = None) -> Group:
    """A new group of this step."""
    made = Group(seminar_id=step.seminar.id, step_id=step.step.id, kind=kind, number=number,
                 item_id=item_id, state="open", done=False)  # fmt: skip
    step.db.add(made)
    step.db.flush()
    return made


def add(step: Activity) -> Group:
    """The table with the next number. It stands with the others, also in a new round."""
    others = step.scope.tables()
    made = make(step, "table", max((g.number for g in others), default=0) + 1)
    made.step_id = others[0].step_id if others else made.step_id
    step.db.flush()
    return made


def seats(step: Activity) -> dict[str, Any]:
    """Every table as shown: number, people, free seats."""
    found = step.scope.tables()
    sizes, most = step.scope.sizes(found), step.settings.max
    lonely = range(1, step.settings.min + 1) if step.half_time() else ()
    rows = [
        {
            "id": g.id,
            "number": g.number,
            "people": sizes[g.id],
            "free": max(0, most - sizes[g.id]),
            "state": "full" if sizes[g.id] >= most else "room",
            "small": sizes[g.id] in lonely,
        }
        for g in found
    ]
    return {"by": "table", "people": sum(sizes.values()), "tables": rows,
            "room": any(row["free"] for row in rows)}  # fmt: skip


def members(step: Activity, group: Group) -> dict[str, Any]:
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
        "kind": group.kind,
        "number": group.number,
        "title": item.title if item and item.status == "live" else "",
        "size": len(rows),
        "small": group.kind == "topic" and len(rows) <= step.settings.min,
        "names": [name for name, _host in rows if name],
        "unnamed": sum(not name for name, _host in rows),
        "host": next((name for name, host in rows if host), ""),
        "hosted": any(host for _name, host in rows),
    }
