"""Messages to one table or group: who sees them, and where the console finds them again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import Group, Item, Seminar


def places(db: Session, seminar: Seminar) -> Sequence[tuple[Group, str | None]]:
    """The groups that can be told something now: the tables, and the groups of this step."""
    rows = db.execute(
        select(Group, Item.title)
        .outerjoin(Item, Item.id == Group.item_id)
        .where(Group.seminar_id == seminar.id,
               or_(Group.kind == "table", Group.step_id == seminar.current_id))
        .order_by(Group.kind != "table", Group.number, Group.id)
    ).all()  # fmt: skip
    return [(group, title) for group, title in rows]


def console(db: Session, seminar: Seminar) -> dict[str, Any]:
    """`places` to choose among, and the `told` messages that stand there."""
    found = [
        {"id": g.id, "kind": g.kind, "number": g.number, "topic": title or "", "notice": g.notice}
        for g, title in places(db, seminar)
    ]
    return {"places": found, "told": [place for place in found if place["notice"]]}


def seen(*groups: Group | None) -> str:
    """What somebody in these groups is told, each message once."""
    return " · ".join(dict.fromkeys(g.notice for g in groups if g is not None and g.notice))
