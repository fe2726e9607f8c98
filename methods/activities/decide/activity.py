"""decide: a decision point. The room says what it thinks, one way is chosen, and the seminar goes

there: on to a later step, or back for a new round (spec/activities.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import func, select

from methods import secrecy, taking
from methods.activities.decide import checking, conditions, reading, settings, settling, views
from methods.activity import Activity, Block
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Ballot, Group, Item, Participant, Tick
from translations import N_, _

REASON_MAX = 600
SMALL = 5  # opinions of fewer are never told


@dataclass(frozen=True)
class Choice:
    """What is chosen, by whom (facilitator, sponsor, majority, auto), and why."""

    item: int
    by: str
    reason: str = ""
    met: list[str] = field(default_factory=list)  # the conditions that held


class Decide(Activity):
    id = "decide"
    name = N_("Decision point")
    decides = True
    needs = frozenset({"items", "scores", "sheets"})
    gives = frozenset({"decision"})

    Settings = settings.Settings

    @classmethod
    def faults(cls, settings: dict[str, Any], key: str, keys: list[str]) -> list[tuple[str, str]]:
        return checking.faults(msgspec.convert(settings, cls.Settings), key, keys)

    # --- what happens ------------------------------------------------------------------------

    def on_open(self) -> None:
        """Put the options up; without any, the items of the step before are what is chosen."""
        made = [
            Item(seminar_id=self.seminar.id, step_id=self.step.id, kind="option", number=n,
                 title=o.label[self.seminar.language])
            for n, o in enumerate(self.settings.options, 1)
        ] or self.taken()  # fmt: skip
        self.db.add_all(made)
        self.db.flush()
        self.step.data = {"items": [i.id for i in made]}

    @command("participant", secret=True)
    def opinion(self, option: int) -> None:
        """Say which way you would go. The last one counts."""
        person = self.scope.participant()
        if option not in self.step.data["items"]:
            raise Refused("no_option", N_("That is not one of the options."))
        ballot = secrecy.take_ballot(self.scope, self.step, person.id, person.table_id)
        for tick in self.db.scalars(select(Tick).where(Tick.ballot_id == ballot.id)):
            self.db.delete(tick)
        self.db.flush()
        self.db.add(Tick(ballot_id=ballot.id, item_id=option))
        self.scope.touch("console", "screen")

    @command("facilitator", states=("closed",))
    def choose(self, option: int, reason: str = "") -> None:
        """Choose one, with the reason. By the sponsor's rule this is what the sponsor has said."""
        if self.settings.rule == "auto":
            raise Refused("rule", N_("The method decides this by itself. Show the result."))
        if option not in self.step.data["items"]:
            raise Refused("no_option", N_("That is not one of the options."))
        if option not in self.open_ways():
            raise Refused("no_rounds", N_("This has been done %(n)s times, and that is the most. "
                                          "Choose one that leads on."),
                          n=self.step.round)  # fmt: skip
        if self.settings.rule == "majority" and option not in self.leaders():
            raise Refused("majority", N_("More people are for another one. The room decides."))
        told = clean(reason, REASON_MAX, required=False, lines=True)
        if self.settings.reason and not told:
            raise Refused("no_reason", N_("Write why this is chosen. It stands in the report."))
        self.step.data = {**self.step.data, "choice": option, "reason": told}
        self.scope.log("choose", self.step)
        self.scope.touch("console")

    def undecided(self) -> str:
        return "" if self.choice() else _("Choose first what is decided, then show it.")

    def publish(self) -> dict[str, Any]:
        choice = self.choice()
        if choice is None:
            raise Refused("undecided", N_("Choose first what is decided, then show it."))
        place = self.step.data["items"].index(choice.item)
        option = self.settings.options[place] if self.settings.options else None
        opinions, cast = self.opinions(), self.cast()
        return {
            "choice": option.key if option else "", "item": choice.item,
            "goto": option.to if option else "", "by": choice.by, "reason": choice.reason,
            "met": choice.met, "cast": cast, "present": self.audience(cast),
            "opinions": None if cast < SMALL else
            [opinions.get(i, 0) for i in self.step.data["items"]],
            "items": [i.id for i in self.taken()] if option else [choice.item],
        }  # fmt: skip

    # --- what is known -----------------------------------------------------------------------

    def opinions(self) -> dict[int, int]:
        """How many are for each option. Never shown before it is published."""
        rows = self.db.execute(
            select(Tick.item_id, func.count())
            .join(Ballot, Ballot.id == Tick.ballot_id)
            .where(Ballot.step_id == self.step.id)
            .group_by(Tick.item_id)
        )
        return {item: count for item, count in rows}

    def cast(self) -> int:
        return sum(self.opinions().values())

    def leads_back(self, place: int) -> bool:
        """Whether the option at `place` leads to an earlier step."""
        options = self.settings.options
        target = self.scope.latest(options[place].to) if options and options[place].to else None
        return target is not None and target.position < self.step.position

    def ways(self) -> list[settling.Way]:
        ids = self.step.data.get("items", [])
        return [settling.Way(item, self.leads_back(place)) for place, item in enumerate(ids)]

    def last_round(self) -> bool:
        most: int = self.settings.max_rounds
        return self.step.round >= most

    def open_ways(self) -> list[int]:
        return settling.open_ways(self.ways(), self.last_round())

    def leaders(self) -> list[int]:
        """What most in the room are for, of what can be chosen."""
        can = self.open_ways()
        return settling.leaders(self.opinions(), [way for way in self.ways() if way.item in can])

    def met(self) -> list[str]:
        """The conditions that hold now."""
        wanted = {text: conditions.parse(text) for text in self.settings.when}
        handed = {c.step: self._handed(c.step) for c in wanted.values() if c.step}
        return [text for text, condition in wanted.items()
                if conditions.holds(condition, handed, self.step.round)]  # fmt: skip

    def choice(self) -> Choice | None:
        """What is chosen as things stand; None while somebody has to say."""
        rule, data = self.settings.rule, self.step.data
        if rule == "auto":
            met = self.met()
            item = settling.automatic(self.ways(), bool(met), self.last_round())
            return None if item is None else Choice(item, "auto", met=met)
        first = self.leaders()
        if rule == "majority" and len(first) == 1 and self.cast():
            return Choice(first[0], "majority")
        if "choice" in data:
            return Choice(data["choice"], "sponsor" if rule == "sponsor" else "facilitator",
                          data["reason"])  # fmt: skip
        return None

    def _handed(self, key: str) -> dict[str, Any]:
        """What the step says of itself, with only those of its items that still stand."""
        found = self.behind(key)
        if not found:
            return {}
        live = [i.id for i in taking.take(self.db, found[0], "all")]
        return {**(found[0].result or {}), "items": live}

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        return views.view(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        ballot = secrecy.ballot(self.scope, self.step, person.id)
        if ballot is None:
            return {"opinion": None}
        return {"opinion": self.db.scalar(
            select(Tick.item_id).where(Tick.ballot_id == ballot.id))}  # fmt: skip

    def progress(self) -> tuple[int, int] | None:
        if self.step.state == "waiting":
            return None
        return (done := self.cast()), self.audience(done)

    def outcome(self) -> dict[str, Any]:
        return views.outcome(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)
