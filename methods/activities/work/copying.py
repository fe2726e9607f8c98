"""Copying a field from earlier sheets: what stood there is where the new work begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods.activities.work import hiding
from methods.activities.work.fields import Field
from methods.refusal import Refused
from models import Group, Line, Step
from translations import N_, pick

if TYPE_CHECKING:
    from methods.activities.work.activity import Work


def sources(work: Work) -> list[dict[str, Any]]:
    """What can be copied here: `{step, source_field, field, title, label}`, the nearest first."""
    made = []
    steps = [s for s in work.seminar.steps if s.activity == work.id and s.id != work.step.id
             and s.result is not None and s.position <= work.step.position]  # fmt: skip
    for step in sorted(steps, key=lambda s: (-s.position, -s.round)):
        for old in step.settings["sheet"]:
            made += [
                {"step": step.id, "source_field": old["key"], "field": f.key,
                 "title": pick(step.title), "round": step.round, "label": pick(f.label)}
                for f in work.settings.sheet
                if (f.key, f.type) == (old["key"], old.get("type", "text")) and f.type != "items"
            ]  # fmt: skip
    return made


def copy(work: Work, field: Field, source: int, source_field: str) -> int:
    """Fill `field` on each group's empty sheet; how many were filled. What is hidden stays.

    Refuses a step that is not there, or a field of another type.
    """
    step = work.db.get(Step, source)
    if step is None or step.seminar_id != work.seminar.id or step.activity != work.id \
            or step.id == work.step.id or step.result is None:  # fmt: skip
        raise Refused("no_source", N_("The step before has no result yet. Publish it first."))
    kind = {f["key"]: f.get("type", "text") for f in step.settings["sheet"]}.get(source_field)
    if kind != field.type or field.type == "items":
        raise Refused("other_type", N_("Those two fields are not of the same kind, so nothing was "
                                       "copied."))  # fmt: skip
    texts = _texts(work, step, source_field)
    filled = 0
    for place in work.places():
        line = work.line(place, field.key)
        text = _of(place, texts)
        if text and not line.text:
            work.keep(place, line, text)
            filled += 1
    return filled


def _texts(work: Work, step: Step, field: str) -> list[tuple[Group, str]]:
    found = work.db.execute(
        select(Group, Line.text)
        .join(Line, Line.group_id == Group.id)
        .where(Line.step_id == step.id, Line.field == field)
        .order_by(Group.number, Group.id)
    )
    gone = [f"{key}." for key in (step.data or {}).get("hidden", {})]
    return [
        (group, text)
        for group, text in found
        if not any(key.startswith(f"{hiding.key(group.id, field)}.") for key in gone)
    ]


def _of(place: Group, texts: list[tuple[Group, str]]) -> str:
    """The text of the same group, else of the same item, else of the same number."""
    ways = [
        [text for group, text in texts if group.id == place.id],
        [text for group, text in texts if group.item_id and group.item_id == place.item_id],
        [text for group, text in texts if group.number == place.number],
    ]
    return next((found[0] for found in ways if found), "")
