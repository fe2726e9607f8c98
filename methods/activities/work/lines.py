"""What is written in a step, from one look at the database."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from methods import items
from models import Group, Item, Line

if TYPE_CHECKING:
    from methods.activities.work.activity import Work


def lines(work: Work) -> dict[int, dict[str, Line]]:
    """The lines by group and field."""
    found: dict[int, dict[str, Line]] = defaultdict(dict)
    for line in work.db.scalars(select(Line).where(Line.step_id == work.step.id)):
        found[line.group_id][line.field] = line
    return found


def texts(work: Work) -> dict[int, dict[str, str]]:
    """The kept texts by group and field."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for group, fields in lines(work).items():
        found[group] = {key: line.text for key, line in fields.items()}
    return found


def ideas(work: Work, status: str = "live") -> dict[int, list[Item]]:
    """The ideas by group."""
    found: dict[int, list[Item]] = defaultdict(list)
    for item in items.of_step(work.db, work.step):
        if item.status == status:
            found[item.group_id or 0].append(item)
    return found


def topics(work: Work, groups: list[Group]) -> dict[int, Item]:
    """What the groups work on, by item."""
    ids = [g.item_id for g in groups if g.item_id]
    return {i.id: i for i in work.db.scalars(select(Item).where(Item.id.in_(ids)))}
