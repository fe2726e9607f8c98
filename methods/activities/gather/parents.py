"""What is written about: the items of an earlier step, and which of them each one gets."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from methods import groups, taking
from methods.activities.gather import assignment
from models import Group, Item, Participant, Step

if TYPE_CHECKING:
    from methods.activities.gather.notes import Notes


class Parents:
    """Made anew for each use of the step, and read once for everybody."""

    def __init__(self, step: Notes) -> None:
        self.step = step
        self.rule: str = step.settings.assign

    @cached_property
    def all(self) -> list[Item]:
        """The items of the step that `about` names: its shortlist, if it has one."""
        key = self.step.settings.about
        rule = self.step.step.take if self.step.step.take != "all" else "shortlist"
        found = [item for behind in self.step.behind(key)
                 for item in taking.take(self.step.db, behind, rule)]  # fmt: skip
        return list(dict.fromkeys(found))

    @cached_property
    def where(self) -> dict[int, int]:
        """The group each person is in now: `{participant id: group id}`."""
        there = groups.members(self.step.scope, self.step.places)
        return {m.participant_id: group for group, who in there.items() for m in who}

    @cached_property
    def order(self) -> list[int]:
        return [p.id for p in groups.present(self.step.scope)]

    def of_group(self, group: Group) -> list[Item]:
        """Those the group writes about together."""
        at = [g.id for g in self.step.places].index(group.id)
        return self._chosen(("group", group.id), at, ("group", group.id))

    def of_person(self, person: Participant) -> list[Item]:
        """Those the person writes about. Who are in a group share its neighbour."""
        group = self.where.get(person.id)
        unit = ("group", group) if group else ("person", person.id)
        at = self.order.index(person.id) if person.id in self.order else 0
        return self._chosen(unit, at, ("person", person.id))

    def _chosen(self, unit: tuple[str, int], at: int, me: tuple[str, int]) -> list[Item]:
        by_id = {i.id: i for i in self.all}
        if self.rule == "all":
            return self.all
        if self.rule == "other_group":
            units = [("group", g.id) for g in self.step.places]
            owned = [(i.id, self._unit(i)) for i in self.all]
            rest = [u for _item, u in owned if u is not None and u not in units]
            ids = assignment.other_group(owned, [*units, *dict.fromkeys(rest)], unit)
            return [by_id[i] for i in ids]
        owners = [(i.id, unit if self._mine(i, unit, me) else None) for i in self.all]
        if self.rule == "own":
            return [by_id[i] for i in assignment.own(owners, unit)]
        size = int(self.rule.removeprefix("sample:"))
        return [by_id[i] for i in assignment.sample(owners, at, unit, size)]

    def _unit(self, item: Item) -> tuple[str, int] | None:
        """The group an item comes from: that which wrote it, or its author's now."""
        group = item.group_id if item.group_id in {g.id for g in self.step.places} else None
        group = group or self.where.get(item.author_id or 0)
        if group:
            return ("group", group)
        if item.group_id:
            return ("group", item.group_id)
        return ("person", item.author_id) if item.author_id else None

    def _mine(self, item: Item, unit: tuple[str, int], me: tuple[str, int]) -> bool:
        if item.author_id and me[0] == "person":
            return item.author_id == me[1]
        return self._unit(item) == unit


def earlier(step: Notes, group: Group) -> list[Item]:
    """What the group's people wrote before, alone or in smaller groups, to choose from."""
    there = groups.members(step.scope, [group])[group.id]
    people = {m.participant_id for m in there}
    taken = step.taken()
    from_groups = step.db.query(Group).filter(Group.id.in_({i.group_id for i in taken})).all()
    before = groups.members(step.scope, from_groups)
    mine = {g for g, who in before.items() if people & {m.participant_id for m in who}}
    return [
        i for i in taken
        if i.author_id in people or i.group_id in mine or not (i.author_id or i.group_id)
    ]  # fmt: skip


def placing(step: Notes) -> Step | None:
    """The step whose groups write here: the nearest before, or the tables made for this one."""
    near = groups.nearest(step.scope, step.step)
    table = next(iter(step.scope.tables()), None)
    return near or (step.db.get(Step, table.step_id) if table and table.step_id else None)
