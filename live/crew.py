"""Those who lead, on the console and on helpers' pages: who they are, and who needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from live.clients import There
from methods import crew
from methods.activity import Activity
from models import Facilitator, Group, Item, Seminar


def leading(db: Session, seminar: Seminar, there: There) -> dict[str, Any]:
    """`crew`: the owner and those invited, and who is here; `consoles`: whose are open, if two."""
    here = [client.actor.name for client in there.leading(seminar.id)]
    rows = [_row(row["actor"] in here, **row) for row in _people(db, seminar)]
    consoles = [actor for actor in here if actor.startswith("facilitator:")]
    open_at = Counter(crew.name(db, actor) for actor in consoles)
    names = [f"{name} ({count})" if count > 1 else name for name, count in open_at.items()]
    return {"crew": rows, "consoles": names if len(consoles) > 1 else []}


def _people(db: Session, seminar: Seminar) -> Iterator[dict[str, Any]]:
    owner = db.get(Facilitator, seminar.facilitator_id)
    assert owner is not None
    yield {"id": 0, "role": "facilitator", "name": owner.name, "joined": True,
           "actor": f"facilitator:{owner.id}"}  # fmt: skip
    for one in crew.of(db, seminar):
        number = one.id if one.role == "helper" else one.facilitator_id
        yield {"id": one.id, "role": one.role, "name": one.name,
               "joined": one.joined_at is not None, "actor": f"{one.role}:{number}"}  # fmt: skip


def _row(here: bool, *, actor: str, joined: bool, **row: Any) -> dict[str, Any]:
    return {**row, "state": "here" if here else "away" if joined else "invited"}


def needs(db: Session, seminar: Seminar, current: Activity | None) -> dict[str, Any]:
    """`help`: groups that have called, the longest waiting first, and who is on the way there.

    `stuck`: groups that have not called, and have nothing yet.
    """
    rows = db.execute(
        select(Group, Item.title)
        .outerjoin(Item, Item.id == Group.item_id)
        .where(Group.seminar_id == seminar.id, Group.help_at.is_not(None))
        .order_by(Group.help_at, Group.id)
    ).all()
    calls = [
        _place(g, title)
        | {"since": int((g.help_at or 0) * 1000), "coming": crew.name(db, g.help_by)}
        for g, title in rows
    ]
    stuck = current.stuck() if current is not None and current.step.state == "open" else []
    return {"help": calls, "stuck": [_place(g) for g in stuck if g.help_at is None]}


def call(db: Session, group: Group) -> dict[str, Any]:
    """For the group itself: whether it has called, and who is on the way."""
    return {"called": group.help_at is not None, "coming": crew.name(db, group.help_by)}


def _place(group: Group, topic: str | None = "") -> dict[str, Any]:
    return {"id": group.id, "kind": group.kind, "number": group.number, "topic": topic or ""}
