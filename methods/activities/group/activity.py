"""group: people at tables of eight, and later at the topic each has chosen."""

from __future__ import annotations

from math import ceil
from typing import Annotated, Any, Literal

import msgspec
from sqlalchemy import select

from methods import groups, items
from methods.activities.group import choice, report, tables
from methods.activity import Activity, Block
from methods.command import command
from methods.refusal import Refused
from models import Group, Item, Participant
from translations import N_

STARTED = ("open", "paused", "closed", "published")
People = Annotated[int, msgspec.Meta(ge=1, le=100)]


class Grouping(Activity):
    id = "group"
    name = N_("Group formation")

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        by: Literal["table", "choice"] = "table"
        size: People = 8
        min: People = 2  # so few are told that they may go on, or join a neighbour
        max: People = 12  # a table never has more; a topic with more may be split

    @property
    def tables(self) -> bool:
        return bool(self.settings.by == "table")

    # --- what happens ------------------------------------------------------------------------

    def on_open(self) -> None:
        """Make the tables, or a group for each topic. A new round keeps people where they are."""
        if not self.tables:
            choice.begin(self)
            return
        if not self.scope.tables():
            for number in range(1, ceil(self.seminar.size / self.settings.size) + 1):
                tables.make(self, "table", number)

    def seat(self, person: Participant) -> None:
        """A newcomer goes to the fewest-filled table with room; there is always one more table."""
        if self.tables and person.table_id is None:
            sizes = self.scope.sizes(self.scope.tables())
            at = tables.emptiest(sizes, self.settings.max)
            place = self.db.get(Group, at) if at else tables.add(self)
            assert place is not None
            self._sit(person, place)

    @command("participant", states=STARTED)
    def sit(self, table: int) -> None:
        """Sit at the table with this number."""
        person = self.scope.participant()
        place = next((g for g in self.scope.tables() if g.number == table), None)
        if not self.tables or place is None:
            raise Refused("no_table", N_("There is no table %(n)s. Choose one of those on the "
                                         "screen."), n=table)  # fmt: skip
        if place.id == person.table_id:
            return
        if self.scope.sizes([place])[place.id] >= self.settings.max:
            raise Refused("full", N_("Table %(n)s is full. Choose another one."), n=table)
        self._sit(person, place)

    @command("facilitator", states=STARTED)
    def add_table(self) -> None:
        """One more table, for those who came without being on any list."""
        if not self.tables:
            raise Refused("no_table", N_("There are no tables in this step."))
        self.scope.log("add_table", self.step, number=tables.add(self).number)
        self._changed()

    @command("participant")
    def choose(self, group: int) -> None:
        """Go to a topic's group; the same command moves on to another."""
        place = self._topic(group)
        place.state = "open"  # if it was parked, somebody takes it after all
        groups.enter(self.scope, place, self.scope.participant())
        self._changed()

    @command("participant")
    def leave(self) -> None:
        """Belong to no group for now: visitors are welcome everywhere."""
        if self.tables:
            raise Refused("no_group", N_("Everybody has a table. You may sit at another one."))
        groups.leave(self.scope, self.step.id, self.scope.participant())
        self._changed()

    @command("facilitator")
    def split(self, group: int) -> None:
        """Deal a large group into equal parallel groups, over the home tables."""
        made = choice.split(self, self._topic(group))
        self.scope.log("split", self.step, groups=[g.number for g in made])
        self._changed()

    @command("facilitator")
    def call_out(self, group: int) -> None:
        """«Who takes this one?» on the wall."""
        place = self._empty(group)
        self.step.data = {**self.step.data, "called": [*choice.called(self), place.id]}
        self._changed()

    @command("facilitator")
    def park(self, group: int) -> None:
        """Nobody took it: prioritised, not taken. It stays in the report."""
        place = self._empty(group)
        place.state = "parked"
        self.scope.log("park", self.step, number=place.number)
        self._changed()

    @command("facilitator")
    def unpark(self, group: int) -> None:
        self._topic(group).state = "open"
        self._changed()

    def publish(self) -> dict[str, Any]:
        if self.tables:
            return {"groups": [g.id for g in self.scope.tables()]}
        return choice.result(self)

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        if group is not None:
            return tables.members(self, group)
        if self.tables:
            return tables.seats(self)
        return choice.topics(self)

    def own(self, person: Participant) -> dict[str, Any]:
        """`place` is the group one is in, `is_host` whether one writes for it."""
        group = self.group_of(person)
        mine = self.scope.membership(group, person.id) if group else None
        item = self.db.get(Item, group.item_id) if group and group.item_id else None
        return {
            "place": group.id if group else None,
            "place_number": group.number if group else None,
            "place_title": items.told(items.title(item)) if item else None,
            "is_host": bool(mine and mine.host),
        }

    def group_of(self, person: Participant) -> Group | None:
        if self.tables:
            return self.db.get(Group, person.table_id) if person.table_id else None
        return self.current_group(person)

    def progress(self) -> tuple[int, int] | None:
        if self.tables:
            return None
        return sum(self.scope.sizes(self.groups()).values()), self.scope.present()

    def outcome(self) -> dict[str, Any]:
        return report.seated(self) if self.tables else report.chosen(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return report.seats(outcome) if outcome["by"] == "table" else report.topics(outcome)

    # --- how ---------------------------------------------------------------------------------

    def _sit(self, person: Participant, table: Group) -> None:
        groups.enter(self.scope, table, person)
        person.table_id = table.id
        self.db.flush()
        self._changed()

    def _topic(self, group_id: int) -> Group:
        place = self.db.scalar(select(Group).where(Group.id == group_id, Group.kind == "topic",
                                                   Group.step_id == self.step.id))  # fmt: skip
        if place is None:
            raise Refused("no_group", N_("That group is no longer here. The page shows where "
                                         "you can go."))  # fmt: skip
        return place

    def _empty(self, group_id: int) -> Group:
        place = self._topic(group_id)
        if self.scope.sizes([place])[place.id]:
            raise Refused("not_empty", N_("Somebody is there now, and can take it."))
        return place

    def _changed(self) -> None:
        self.scope.touch("phone", "console", "screen")
