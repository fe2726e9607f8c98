"""What the facilitator does about groups: split, merge, assign, park, call out, deal again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from methods import groups
from methods.activities.group import choice, dealt, settings
from methods.activity import Activity
from methods.command import command
from methods.refusal import Refused, still
from models import Group, Participant, Step
from translations import N_

STARTED = ("open", "paused", "closed", "published")


class Leading(Activity):
    Settings = settings.Settings

    # --- which groups they are ---------------------------------------------------------------

    @property
    def chosen(self) -> bool:
        return bool(self.settings.by == "choice")

    @property
    def home(self) -> bool:
        """Whether the groups are the seminar's tables, which people come back to."""
        if self.settings.by not in ("table", "random", "mix"):
            return False
        table = next(iter(self.scope.tables()), None)
        made_by = self.db.get(Step, table.step_id) if table and table.step_id else None
        return self.settings.by == "table" or not made_by or made_by.key == self.step.key

    @property
    def kind(self) -> str:
        return "topic" if self.chosen else "table" if self.home else "group"

    @property
    def at(self) -> Step:
        """The step whose people they are: of tables that of their first round."""
        table = next(iter(self.scope.tables()), None) if self.home else None
        found = self.db.get(Step, table.step_id) if table and table.step_id else None
        return found or self.step

    def step_groups(self) -> Sequence[Group]:
        """Every group of the step, by number."""
        return self.scope.tables() if self.home else self.groups()

    def open_groups(self) -> list[Group]:
        """Those one may go to: not the ones that have joined another."""
        return [g for g in self.step_groups() if g.state != "joined"]

    # --- what the facilitator does -----------------------------------------------------------

    @command("facilitator", "helper", states=STARTED)
    def add_table(self, after: int | None = None) -> None:
        """One more table or group, for those who came without being on any list.

        `after`: how many there were on the page where it was pressed; two who press at once make
        one table, and the second is told.
        """
        if self.chosen:
            raise Refused("no_table", N_("There are no tables in this step."))
        still(after, len(self.step_groups()))
        self.scope.log("add_table", self.step, number=dealt.add(self).number)
        self._changed()

    @command("facilitator")
    def deal(self, after: int | None = None) -> None:
        """Deal everybody out once more, so that those who came later are mixed in.

        `after`: how often it had been done when the page was drawn, as in `add_table`.
        """
        if self.settings.by not in ("random", "mix", "pair"):
            raise Refused("not_dealt", N_("These groups are not dealt out. Nothing was changed."))
        still(after, dealt.times(self))
        dealt.again(self)
        self.step.data = {**(self.step.data or {}), "deals": dealt.times(self) + 1}
        self.scope.log("deal", self.step)

    @command("facilitator")
    def split(self, group: int) -> None:
        """Deal a large group into equal parallel groups, over the home tables."""
        made = choice.split(self, self._topic(group))
        self.scope.log("split", self.step, groups=[g.number for g in made])
        self._changed()

    @command("facilitator", states=STARTED)
    def merge(self, group: int, into: int) -> None:
        """Let a small group go on together with another. Refused where there is no room."""
        small, large = self._group(group), self._group(into)
        sizes = self.scope.sizes([small, large])
        if small.id == large.id or small.slot != large.slot:
            raise Refused("bad_merge", N_("Choose two different groups that meet at the same "
                                          "time."))  # fmt: skip
        if self.settings.max and sum(sizes.values()) > self.settings.max:
            raise Refused("full", N_("There is not room for both groups in number %(n)s. Choose "
                                     "another one."), n=large.number)  # fmt: skip
        for member in groups.people(self.scope, small):
            person = self.db.get(Participant, member.participant_id)
            assert person is not None
            dealt.enter(self, large, person)
        small.state = "joined"
        joined = {**(self.step.data or {}).get("joined", {}), str(small.id): large.id}
        self.step.data = {**(self.step.data or {}), "joined": joined}
        self.scope.log("join_groups", self.step, number=small.number, into=large.number)
        self.scope.touch("own:*")
        self._changed()

    @command("facilitator", "helper", states=STARTED)
    def assign(self, group: int = 0, person: int = 0) -> None:
        """Put a person in a group; no person is all who have none, no group where fewest are."""
        to = self._group(group) if group else None
        who = [self._person(person)] if person else self.unplaced()
        if not who:
            raise Refused("all_placed", N_("Everybody has a group already."))
        if to is None and not self.open_groups():
            raise Refused("no_group", N_("There is no group to put people in yet."))
        for one in who:
            if to is not None:
                dealt.enter(self, to, one)
            else:
                dealt.seat(self, one)
        self.scope.log("assign", self.step, people=len(who))
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
        """Take a parked topic up again, or one that was joined with another."""
        self._topic(group, joined=True).state = "open"
        self._changed()

    # --- how ---------------------------------------------------------------------------------

    def unplaced(self) -> list[Participant]:
        """Who has no group in this step."""
        placed = {m.participant_id for some in self._members().values() for m in some}
        return [p for p in groups.present(self.scope) if p.id not in placed]

    def _members(self) -> dict[int, Any]:
        return groups.members(self.scope, self.step_groups())

    def _person(self, person_id: int) -> Participant:
        person = self.db.get(Participant, person_id)
        if person is None or person.seminar_id != self.seminar.id or person.removed:
            raise Refused("no_person", N_("That person is not in this seminar."))
        return person

    def _group(self, group_id: int) -> Group:
        place = next((g for g in self.open_groups() if g.id == group_id), None)
        if place is None:
            raise Refused("no_group", N_("That group is no longer here. The page shows where "
                                         "you can go."))  # fmt: skip
        return place

    def _topic(self, group_id: int, *, joined: bool = False) -> Group:
        place = self.db.scalar(select(Group).where(Group.id == group_id, Group.kind == "topic",
                                                   Group.step_id == self.step.id))  # fmt: skip
        if place is None or (place.state == "joined" and not joined):
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
