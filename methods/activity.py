"""The base of every activity: an activity is a class that says everything about one kind of step.

- `Settings`: its fields are the keys allowed in a method file.
- methods marked `@command`: what people may do, who, and in which states of the step.
- `view(surface)`: what everyone on that surface may know, as finished values.
- `own(person)`: the small rest that is one person's.
- `publish()`: what the step hands on. `outcome()`: the step as kept data, in no language.
- `section(outcome)`: how the step reads afterwards, in the language of now.

Activities are found by folder; the engine never names one, and none imports another.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec
from sqlalchemy import select

from methods import activities, clock
from methods.command import Declaration, declared
from methods.refusal import Refused
from methods.scope import Scope
from models import Group, Item, Membership, Participant, Step
from translations import N_

Block = dict[str, Any]  # a piece of a section: {"kind": "text" | "table" | "bars" | …, …}


class Activity:
    """One step of a seminar, seen by a command, a view or a report. Made anew for each use."""

    id: ClassVar[str]
    name: ClassVar[str]  # message id, for people
    decides: ClassVar[bool] = False  # needs the facilitator between close and publish
    takes: ClassVar[bool] = False  # works on what an earlier step made: needs `from`
    sheets: ClassVar[bool] = False  # its people have a group board

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        pass

    def __init__(self, scope: Scope, step: Step) -> None:
        self.scope = scope
        self.step = step
        self.db = scope.db
        self.seminar = scope.seminar
        self.settings: Any = msgspec.convert(step.settings, type(self).Settings)

    # --- what happens to the step; the base does what most need -----------------------------

    def on_open(self) -> None:
        """The step opens: make what people need to begin."""

    def on_close(self) -> None:
        """The step closes: nothing more is taken in."""

    def seat(self, person: Participant) -> None:
        """Somebody joined while this step is the current one."""

    def publish(self) -> dict[str, Any]:
        """What the step hands on, as its `result`. Refuses while something is undecided."""
        return {}

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        """Finished values for `surface` (phone, group, console, screen)."""
        return {}

    def own(self, person: Participant) -> dict[str, Any]:
        """One person's own part, laid over the shared board; see web/static/js/own.js."""
        return {}

    def group_of(self, person: Participant) -> Group | None:
        """The group whose board the person sees in this step."""
        return None

    def progress(self) -> tuple[int, int] | None:
        """How many have done their part, of how many. Counts only, never who or what."""
        return None

    # --- afterwards --------------------------------------------------------------------------

    def outcome(self) -> dict[str, Any]:
        """The step as data for the outcome: no language, no person without consent."""
        return {}

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        """How the step reads, in the language of now: blocks of plain data."""
        return []

    # --- shared by activities ----------------------------------------------------------------

    def source(self) -> Step:
        """The published step this one takes from."""
        step = self.scope.latest(self.step.source)
        if step is None or step.result is None:
            raise Refused("no_source", N_("The step before has no result yet. Publish it first."))
        return step

    def taken(self) -> list[Item]:
        """The items this step works on: what `from` and `take` name, in the order handed on."""
        if not self.step.source:
            return []
        result = self.source().result or {}
        ids = result.get("shortlist" if self.step.take == "shortlist" else "items", [])
        found = {i.id: i for i in self.db.scalars(select(Item).where(Item.id.in_(ids)))}
        return [found[i] for i in ids if found[i].status == "live" and not found[i].merged_into_id]

    def item(self, item_id: int) -> Item:
        """An item of this seminar by its id; refuses another seminar's."""
        item = self.db.get(Item, item_id)
        if item is None or item.seminar_id != self.seminar.id:
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        return item

    def groups(self) -> Sequence[Group]:
        """The groups this step made, by number."""
        return self.db.scalars(
            select(Group).where(Group.step_id == self.step.id).order_by(Group.number)
        ).all()

    def current_group(self, person: Participant, step: Step | None = None) -> Group | None:
        """The group the person is in now, of this step or of `step`."""
        return self.db.scalar(
            select(Group)
            .join(Membership, Membership.group_id == Group.id)
            .where(
                Membership.step_id == (step or self.step).id,
                Membership.participant_id == person.id,
                Membership.left_at.is_(None),
            )
        )

    def half_time(self) -> bool:
        """Whether more than half of the step's time has passed."""
        if self.step.opened_at is None or self.step.deadline is None:
            return self.step.state in ("closed", "published")
        return clock.now() > (self.step.opened_at + self.step.deadline) / 2

    @classmethod
    def commands(cls) -> dict[str, Declaration]:
        return declared(cls)


def discover() -> dict[str, type[Activity]]:
    """Every activity by id: each folder under `methods/activities` has one in `activity.py`."""
    found: dict[str, type[Activity]] = {}
    for module in pkgutil.iter_modules(activities.__path__):
        name = f"{activities.__name__}.{module.name}.activity"
        for thing in vars(importlib.import_module(name)).values():
            if isinstance(thing, type) and issubclass(thing, Activity) and thing is not Activity:
                found[thing.id] = thing
    return found
