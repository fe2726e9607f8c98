"""What gathering shows: a table's own list, and counts for everyone else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from methods import items
from models import Group, Item, Note

if TYPE_CHECKING:
    from methods.activities.gather.activity import Gather


def counts(step: Gather) -> dict[int, int]:
    """How many live items each table has."""
    rows = step.db.execute(
        select(Item.group_id, func.count())
        .where(Item.step_id == step.step.id, Item.status == "live")
        .group_by(Item.group_id)
    )
    return {table or 0: n for table, n in rows}


def table(step: Gather, group: Group) -> dict[str, Any]:
    """A table's own list, the notes offered to it, and who writes."""
    wrote = [i for i in items.of_step(step.db, step.step) if i.group_id == group.id]
    live = [i for i in wrote if i.status == "live"]
    offered = step.db.scalars(
        select(Note).where(
            Note.step_id == step.step.id, Note.group_id == group.id, Note.state == "offered"
        )
    ).all()
    most = step.most()
    return {
        "table": group.number,
        "group": group.id,
        "problems": [
            {"id": i.id, "title": i.title, "body": i.body, "revision": i.revision} for i in live
        ],
        "hidden": [
            {"id": i.id, "title": i.title, "reason": i.reason}
            for i in wrote
            if i.status == "hidden"
        ],
        "offered": [{"id": n.id, "text": n.text} for n in offered],
        "count": len(live),
        "most": most,
        "full": bool(most) and len(live) >= most,
        "host": step.hosts().get(group.id, ""),
        "called": group.help_at is not None,
        "open": step.step.state == "open",
        "silent": step.solo_until() is not None,
        "title_max": step.settings.title_max,
        "body_max": step.settings.body_max,
    }


def room(step: Gather, surface: str) -> dict[str, Any]:
    """Counts for phone, wall and console; texts only after the first half."""
    half = step.half_time()
    made: dict[str, Any] = {
        "count": step.written(),
        "solo_until": step.solo_until(),
        "half": half,
        "problems": [],
        "open": step.step.state == "open",
    }
    if half and surface in ("screen", "console"):
        live = [i for i in items.of_step(step.db, step.step) if i.status == "live"]
        numbers = {g.id: g.number for g in step.scope.tables()}
        made["problems"] = [
            {"id": i.id, "title": i.title, "body": i.body, "table": numbers.get(i.group_id or 0)}
            for i in live
        ]
    if surface == "console":
        made["tables"] = _tables(step, half)
        made["few"] = step.step.state == "open" and half and made["count"] < 4
    return made


def _tables(step: Gather, half: bool) -> list[dict[str, Any]]:
    tables = step.scope.tables()
    sizes, wrote = step.scope.sizes(tables), counts(step)
    return [
        {
            "id": g.id,
            "number": g.number,
            "people": sizes[g.id],
            "count": wrote.get(g.id, 0),
            "help": g.help_at is not None,
            "state": _state(g, sizes[g.id], wrote.get(g.id, 0), half),
        }
        for g in tables
        if sizes[g.id]
    ]


def _state(group: Group, people: int, count: int, half: bool) -> str:
    """How a table stands, for the console: need, warn, ok or empty."""
    if group.help_at is not None or (half and not count):
        return "need"
    if people < 3:
        return "warn"
    return "ok" if count else "empty"
