"""The zero point a rating is compared with: an earlier step, or one of the floke's journey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from models import Item, Seminar, Step

if TYPE_CHECKING:
    from methods.activities.rate.activity import Rate


def earlier(rate: Rate) -> dict[str, Any] | None:
    """The answers at the zero point, of the room and of each thing; None if there are none yet.

    `compare_to` names an earlier step of this seminar; or, among the seminars on the same floke,
    a step or the method it was in. The newest that was meant as a zero point goes first.
    """
    step = _step(rate)
    if step is None or step.result is None:
        return None
    values = _values(rate, step.result.get("criteria", {}))
    things = _things(rate, step)
    if not any(v is not None for told in (values, *things.values()) for v in told.values()):
        return None
    return {"title": step.title, "at": step.published_at, "values": values, "items": things}


def _values(rate: Rate, cells: dict[str, Any]) -> dict[str, float | None]:
    """What was answered to those of the questions that are asked now, too."""
    asked = {c.key for c in rate.settings.asked}
    return {k: c.get("value", c["mean"]) for k, c in cells.items() if k in asked}


def _things(rate: Rate, step: Step) -> dict[str, dict[str, float | None]]:
    """The same of each thing that was rated before, by its id now: `{id: {criterion: value}}`.

    In another seminar a thing is known again by its title.
    """
    rows = {row["item"]: row["criteria"] for row in (step.result or {}).get("scores", [])}
    before = {i.id: i for i in rate.db.scalars(select(Item).where(Item.id.in_(rows)))}
    by_title = {_title(item): rows[i] for i, item in before.items() if item.status == "live"}
    found = {i.id: rows.get(i.id) or by_title.get(_title(i)) for i in rate.rated()}
    return {str(i): _values(rate, cells) for i, cells in found.items() if cells}


def _title(item: Item) -> str:
    return " ".join(item.title.casefold().split())


def _step(rate: Rate) -> Step | None:
    name = rate.settings.compare_to
    if name == "none":
        return None
    here = [s for s in rate.behind(name) if s.activity == rate.id and s.id != rate.step.id]
    if here:
        return here[0]
    if rate.seminar.floke_id is None:
        return None
    found = rate.db.scalars(
        select(Step)
        .join(Seminar, Seminar.id == Step.seminar_id)
        .where(Seminar.floke_id == rate.seminar.floke_id, Seminar.id != rate.seminar.id,
               Step.activity == rate.id, Step.published_at.is_not(None),
               (Step.key == name) | (Seminar.method_id == name))
    ).all()  # fmt: skip
    return max(found, key=lambda s: (bool(s.settings.get("baseline")), s.published_at or 0),
               default=None)  # fmt: skip
