"""Merging items: a merged card keeps both texts and origins, and can be taken apart again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from methods import clock
from methods.refusal import Refused
from models import Item, Step
from translations import N_, _, pick


def title(item: Item | None) -> str:
    """The title as data: nothing for one that is hidden or gone, wherever it stood before."""
    return item.title if item is not None and item.status == "live" else ""


def told(kept: str) -> str:
    """A kept title as people read it."""
    return kept or _("(This text is hidden.)")


def said(item: Item, fields: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """What was answered beside the text, as it reads: `[(label, answer)]`.

    `fields` is what its step asked (`fields` of a gathering's settings).
    """
    kept, made = item.fields or {}, []
    for field in fields:
        if answer := str(kept.get(field["key"], "")):
            options = {o["key"]: o["label"] for o in field.get("options", [])}
            told = pick(options[answer]) if answer in options else answer
            made.append((pick(field["label"]), told))
    return made


def merge(item: Item, into: Item) -> None:
    """Let `item` stand under `into`; what stood under `item` comes along."""
    if item.id == into.id or into.merged_into_id is not None or item.merged_into_id is not None:
        raise Refused("bad_merge", N_("Those two cannot be merged: one of them already is."))
    item.merged_into_id, item.merged_at = into.id, clock.now()


def roots(items: list[Item]) -> dict[int, int]:
    """For each merged item the one it ends in: `{item id: root id}`."""
    into = {i.id: i.merged_into_id for i in items if i.merged_into_id is not None}
    found = {}
    for start in into:
        end = start
        while end in into:
            end = into[end]
        found[start] = end
    return found


def number(db: Session, found: Sequence[Item]) -> None:
    """Give those without a number the next ones of their steps; once shown, a number never moves.

    Where items of several steps stand together, no two have the same.
    """
    steps = {item.step_id for item in found}
    for item in found:
        if item.number is None:
            last = db.scalar(select(func.max(Item.number)).where(Item.step_id.in_(steps)))
            item.number = (last or 0) + 1
            db.flush()


def of_step(db: Session, step: Step) -> list[Item]:
    """All items written in `step`, also the merged and the hidden, by number."""
    return list(db.scalars(select(Item).where(Item.step_id == step.id).order_by(Item.id)))
