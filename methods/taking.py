"""What a step takes of an earlier one's result: all, shortlist, top:n or where:column=value."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Item, Step

RULE = re.compile(r"all|shortlist|top:[1-9][0-9]{0,2}|where:[a-z_]+=.{1,80}")
EXPECTED = "all, shortlist, top:n or where:column=value"


def take(db: Session, step: Step, rule: str) -> list[Item]:
    """The live, unmerged items that `rule` takes of the finished `step`, in the order handed on.

    A step without a shortlist gives all for it. `where` looks at an item's category, kind and own
    columns.
    """
    result = step.result or {}
    ids = result.get("items", [])
    if rule == "shortlist":
        ids = result.get("shortlist", ids)
    found = {i.id: i for i in db.scalars(select(Item).where(Item.id.in_(ids)))}
    live = [found[i] for i in ids if found[i].status == "live" and not found[i].merged_into_id]
    if rule.startswith("top:"):
        return live[: int(rule.removeprefix("top:"))]
    if rule.startswith("where:"):
        column, _equals, value = rule.removeprefix("where:").partition("=")
        if column == "category" and "categories" in result:  # as it was when it was published
            return [i for i in live if i.id in result["categories"].get(value, [])]
        return [i for i in live if value in _values(i, column)]
    return live


def _values(item: Item, column: str) -> list[str]:
    if column in ("category", "kind"):
        return [getattr(item, column)]
    kept = (item.fields or {}).get(column, "")
    return [str(v) for v in kept] if isinstance(kept, list) else [str(kept)]
