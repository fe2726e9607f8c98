"""gather: everybody writes, each on their own or the group together, new or about what there is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from methods import clock
from methods.activities.gather import report, tally, views
from methods.activities.gather.writing import Writer, Writing
from methods.activity import Block
from methods.command import command
from methods.refusal import Refused
from models import Group, Item, Participant
from translations import N_


class Gather(Writing):
    id = "gather"
    name = N_("Gathering")
    late = "shorten"
    gives = frozenset({"items"})
    refers = frozenset({"about"})

    @classmethod
    def makes(cls, settings: dict[str, Any]) -> frozenset[str]:
        """Its kind; nothing new if people write about what there is."""
        return frozenset({settings["kind"]} if settings["about"] == "none" else ())

    def publish(self) -> dict[str, Any]:
        """Everything written and not withdrawn; also what is hidden, which may be shown again.

        With a tally, the verdict on each item that was written about: `{item id: verdict …}`.
        """
        made: dict[str, Any] = {"items": [i.id for i in self.handed_on()]}
        if self.settings.tally != "none":
            made["tallies"] = {str(item): told for item, told in self.tallies().items()}
        return made

    def tallies(self) -> dict[int, dict[str, Any]]:
        """What the findings of this round say about each item (spec/voting.md §14).

        A new round asks others, and is counted by itself; `sum` is of all the rounds together,
        where the method wants it.
        """
        everything = self.handed_on()
        here = self._tallied([i for i in everything if i.step_id == self.step.id])
        made = {item: found.told() for item, found in here.items()}
        if self.settings.tally.sum and self.step.round > 1:
            for item, found in self._tallied(everything).items():
                made[item]["sum"] = found.told()
        return made

    def _tallied(self, findings: list[Item]) -> dict[int, tally.Tally]:
        rule = self.settings.tally
        said: dict[int, list[str]] = {i.id: [] for i in self.parents.all}
        for item in findings:
            if item.status == "live" and item.parent_id in said:
                said[item.parent_id].append((item.fields or {}).get(rule.field, ""))
        limits = (rule.min, Fraction(rule.high), Fraction(rule.low))
        return {item: tally.count(answers, rule.supports, rule.against, *limits)
                for item, answers in said.items()}  # fmt: skip

    # --- time --------------------------------------------------------------------------------

    def solo_until(self) -> int | None:
        """When the silent minutes end, in epoch ms; None if they have."""
        ends = (self.step.opened_at or 0) + self.step.paused + 60 * self.settings.solo_min
        silent = self.step.state == "open" and clock.now() < ends
        return int(ends * 1000) if silent else None

    def drawn(self) -> bool:
        """Whether the cards are out: when it is time, or when the facilitator draws them."""
        if not self.settings.prompts or self.step.state not in ("open", "paused"):
            return False
        return bool((self.step.data or {}).get("drawn")) or self.half_time(self.settings.draw_at)

    def shown(self, surface: str) -> bool:
        """Whether the texts stand on a surface for everybody now.

        When the step is closed; before only on the wall, when groups are half way
        (spec/ovre-eiker.md), or everywhere but the console if it is all to be seen live.
        """
        if self.step.state in ("closed", "published"):
            return True
        if self.step.state not in ("open", "paused") or surface in ("console", "helper"):
            return False
        if self.settings.visible == "live":
            return self.solo_until() is None
        return surface == "screen" and self.grouped and self.half_time()

    # --- a table with nothing on its list ------------------------------------------------------

    @command("facilitator", "helper")
    def reads_only(self, group: int, on: bool = True) -> None:
        """A table with nothing to write reads and votes, and is asked no more (ovre-eiker.md)."""
        place = next((g for g in self.places if g.id == group), None)
        if place is None:
            raise Refused("no_group", N_("That group is not part of this step."))
        if on and views.counts(self).get(place.id):
            raise Refused("has_written", N_("They have written something already. Nothing was "
                                            "changed."))  # fmt: skip
        kept = [g for g in self.readers() if g != place.id] + [place.id] * on
        self.step.data = {**(self.step.data or {}), "readers": kept}
        self.scope.log("reads_only" if on else "writes", self.step, number=place.number)
        self.scope.touch("console", f"group:{place.id}")

    def readers(self) -> list[int]:
        """The groups that read and vote, and write nothing."""
        return list((self.step.data or {}).get("readers", []))

    # --- what is shown -----------------------------------------------------------------------

    def on_open(self) -> None:
        super().on_open()
        for words in self.settings.seed_items:
            title = words.get(self.seminar.language) or next(iter(words.values()))
            self._add(Writer(None, None), title[: self.settings.title_max], "", "", {}, None)

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        if surface == "group" and group is not None:
            return views.group(self, group)
        return views.room(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        """Silent notes and whether one writes for the group; or one's own list."""
        cards = len(self.settings.prompts)
        made: dict[str, Any] = {"card": person.id % cards if cards else None}
        if not self.grouped:
            return made | views.mine(self, person)
        place = self.group_of(person)
        mine = self.scope.membership(place, person.id) if place else None
        return made | {"is_host": bool(mine and mine.host), "notes": self.own_notes(person)}

    def progress(self) -> tuple[int, int]:
        """Lists with something on them, of the groups with people or of all who are here."""
        if not self.grouped:
            wrote = select(func.count(func.distinct(Item.author_id))).where(
                Item.step_id == self.step.id, Item.status == "live"
            )
            return (done := self.db.scalar(wrote) or 0), self.audience(done)
        sizes, counts = self.scope.sizes(self.places), views.counts(self)
        people = [g for g in self.places if sizes[g.id]]
        return sum(1 for g in people if counts.get(g.id)), len(people)

    def stuck(self) -> list[Group]:
        """At half time: groups with people and nothing on their list."""
        if not self.grouped or not self.half_time():
            return []
        sizes, counts = self.scope.sizes(self.places), views.counts(self)
        return [g for g in self.places
                if sizes[g.id] and not counts.get(g.id) and g.id not in self.readers()]  # fmt: skip

    def written(self) -> int:
        return self.scope.count(Item, Item.step_id == self.step.id, Item.status == "live")

    def outcome(self) -> dict[str, Any]:
        return report.outcome(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return report.section(outcome)
