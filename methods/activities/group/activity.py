"""group: people at tables, in dealt groups, and later at the topic each has chosen."""

from __future__ import annotations

from math import ceil
from typing import Any

from methods import groups, items
from methods.activities.group import choice, dealt, doors, leading, report, tables
from methods.activity import Block
from methods.command import command
from methods.doors import Lead, Place
from methods.refusal import Refused
from models import Group, Item, Participant
from translations import N_

STARTED = leading.STARTED


class Grouping(leading.Leading):
    id = "group"
    name = N_("Group formation")
    gives = frozenset({"groups", "items"})
    helps_on = True

    @classmethod
    def looks_for(cls, settings: dict[str, Any]) -> frozenset[str]:
        """What people choose among; the other ways need nothing."""
        return frozenset({"items"}) if settings["by"] == "choice" else frozenset()

    @classmethod
    def begins(cls, settings: dict[str, Any]) -> bool:
        return bool(settings["by"] != "choice")

    # --- what happens ------------------------------------------------------------------------

    def on_open(self) -> None:
        """Make the tables, deal people out, or make a group for each topic.

        A new round keeps people where they are.
        """
        if self.chosen:
            choice.begin(self)
        elif self.settings.by != "table":
            dealt.begin(self)
        elif not self.scope.tables():
            for number in range(1, ceil(self.seminar.size / self.settings.size) + 1):
                groups.make(self.scope, self.step, "table", number)

    def seat(self, person: Participant, table: int = 0) -> None:
        """A newcomer goes to the table whose card was scanned, or to the nearest with room.

        Else to the fewest-filled group with room; there is always one more. To a topic one goes
        oneself.
        """
        if not self.chosen and not (self.home and person.table_id):
            near = doors.with_room(self, table) if self.home else None
            dealt.enter(self, near, person) if near else dealt.seat(self, person)
            self._changed()

    @command("participant", states=STARTED)
    def sit(self, table: int) -> None:
        """Sit at the table with this number."""
        place = next((g for g in self.open_groups() if g.number == table), None)
        if self.chosen or place is None:
            raise Refused("no_table", N_("There is no table %(n)s. Choose one of those on the "
                                         "screen."), n=table)  # fmt: skip
        self._go(place)

    @command("participant")
    def choose(self, group: int) -> None:
        """Go to a topic's group; the same command moves on to another."""
        place = self._topic(group)
        self._may_move(place)
        place.state = "open"  # if it was parked, somebody takes it after all
        groups.enter(self.scope, place, self.scope.participant())
        self._changed()

    @command("participant", states=STARTED)
    def move(self, group: int) -> None:
        """Go to another group than the one one was put in."""
        if self.chosen and self.step.state != "open":
            raise Refused("closed", N_("This step is closed. You can move in the next one."))
        place = self._group(group)
        if self.chosen:
            self.choose(place.id)
        else:
            self._go(place)

    @command("participant")
    def leave(self, group: int = 0) -> None:
        """Belong to no group for now (or not to this one): visitors are welcome everywhere."""
        if not self.chosen:
            raise Refused("no_group", N_("Everybody has a table. You may sit at another one."))
        place = self._group(group) if group else None
        self._may_move(place)
        groups.leave(self.scope, self.step.id, self.scope.participant(),
                     place.slot if place else None)  # fmt: skip
        self._changed()

    def publish(self) -> dict[str, Any]:
        if self.chosen:
            return choice.result(self)
        sizes = self.scope.sizes(found := self.open_groups())
        live = [g.id for g in found if self.home or sizes[g.id]]
        of = (self.step.data or {}).get("of", {})  # which earlier group each goes on from
        return {"groups": live, "of": {g: before for g, before in of.items() if int(g) in live}}

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        if group is not None:
            return tables.members(self, group)
        made = choice.topics(self) if self.chosen else tables.seats(self)
        if surface in ("console", "helper") and self.step.state not in ("waiting", "skipped"):
            made["people_to_place"] = tables.to_place(self)
        return made

    def own(self, person: Participant) -> dict[str, Any]:
        """`place` is the group one is in, `is_host` whether one writes for it.

        `programme` is where one is at each time of day, if topics take turns.
        """
        group = self.group_of(person)
        mine = self.scope.membership(group, person.id) if group else None
        item = self.db.get(Item, group.item_id) if group and group.item_id else None
        programme = choice.programme(self, person) if self.settings.slots > 1 else []
        return {
            "place": group.id if group else None,
            "places": [p["id"] for p in programme] or ([group.id] if group else []),
            "place_number": group.number if group else None,
            "place_title": items.told(items.title(item)) if item else None,
            "is_host": bool(mine and mine.host),
            "programme": programme,
        }

    def group_of(self, person: Participant) -> Group | None:
        if self.home:
            return self.db.get(Group, person.table_id) if person.table_id else None
        if self.settings.slots > 1:
            return None  # one is in several: the programme tells where
        return self.current_group(person)

    def leads_to(self, person: Participant, place: Place) -> Lead | None:
        if self.step.state not in STARTED:
            return None
        return doors.topic(self, person, place) if self.chosen else doors.table(self, person, place)

    def progress(self) -> tuple[int, int] | None:
        if not self.chosen:
            return None
        return self.scope.present() - len(self.unplaced()), self.scope.present()

    def outcome(self) -> dict[str, Any]:
        return report.chosen(self) if self.chosen else report.seated(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return report.topics(outcome) if outcome["by"] == "choice" else report.seats(outcome)

    # --- how ---------------------------------------------------------------------------------

    def _go(self, place: Group) -> None:
        """Sit down somewhere else, where there is room."""
        person = self.scope.participant()
        if self.scope.membership(place, person.id) is not None:
            return
        self._may_move(place)
        most = self.settings.max
        if most and self.scope.sizes([place])[place.id] >= most:
            raise Refused("full", N_("Table %(n)s is full. Choose another one."), n=place.number)
        dealt.enter(self, place, person)
        self._changed()

    def _may_move(self, place: Group | None) -> None:
        """Refuses one who has a group where people stay; the first choice is free."""
        if self.settings.movable:
            return
        person = self.scope.participant()
        mine = [p["slot"] for p in choice.programme(self, person)] if self.chosen else [1]
        if mine and (place is None or place.slot in mine):
            raise Refused("fixed", N_("Everybody stays in their group in this step. Ask the "
                                      "facilitator if you need to move."))  # fmt: skip
