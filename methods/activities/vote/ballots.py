"""Whose ballot it is, what may stand on it, and how it is written: base of the parts of vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import bindparam, delete, insert, select

from methods import clock, secrecy
from methods.activity import Activity
from methods.refusal import Refused
from models import Ballot, Item, Participant, Score, Step, Tick
from translations import N_

TAKES = ("open", "closed")  # after close only while the grace lasts
TOO_LATE = N_("The vote is closed. What was received before it closed counts.")
REASON = "reason"  # the criterion of a score that holds the words of who cannot support
# Built once, and on the tables themselves: a hall of phones ticks a thousand times a second.
TICKS: Any = Tick.__table__
BALLOTS: Any = Ballot.__table__
STANDING = (
    select(BALLOTS.c.id, BALLOTS.c.confirmed, TICKS.c.item_id, TICKS.c.weight)
    .select_from(BALLOTS.outerjoin(TICKS))
    .where(BALLOTS.c.step_id == bindparam("step"), BALLOTS.c.phase == bindparam("phase"),
           BALLOTS.c.slot == bindparam("slot"))
    .order_by(TICKS.c.item_id)
)  # fmt: skip
ON = insert(TICKS)
OFF = delete(TICKS).where(TICKS.c.ballot_id == bindparam("ballot"),
                          TICKS.c.item_id.in_(bindparam("items", expanding=True)))  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """What stands on one's ballot: weight by item. `ballot` is its number, none if not begun."""

    weights: dict[int, int]
    ballot: int | None = None
    confirmed: bool = False


class Ballots(Activity):
    def how(self) -> str:
        """How people vote now; in a run-off each chooses one."""
        mode: str = self.settings.mode
        return "poll" if self.step.phase > 1 else mode

    def first(self) -> Self:
        """The same step as it stood in the first vote; to be read, where a run-off was held."""
        step = self.step
        kept = {name: getattr(step, name) for name in Step.__table__.columns.keys()}  # noqa: SIM118
        return type(self)(self.scope, Step(**kept | {"phase": 1}))

    def each(self) -> int | None:
        """What each voter has to give now; None is free ticking."""
        if self.step.phase > 1:
            return 1
        found: int | None = self.step.data.get("budget")
        return found

    def most(self) -> int:
        """How much of it one item may get (spec/voting.md §2)."""
        if self.how() == "dots":
            return int(self.settings.per_item or 3)
        return 3 if self.how() == "rank" else 1

    def on_ballot(self) -> list[int]:
        """The ids one may vote on now."""
        if self.step.phase > 1:
            return list(self.step.data["runoff"]["items"])
        return list(self.step.data.get("items", []))

    def barred(self, person: Participant) -> list[int]:
        """With `not_own`: what oneself, or one's table, wrote. It is not on one's ballot."""
        if not self.settings.not_own:
            return []
        home = Item.author_id == person.id
        if person.table_id is not None:
            home |= Item.group_id == person.table_id
        barred = select(Item.id).where(Item.id.in_(self.on_ballot()), home).order_by(Item.id)
        return list(self.db.scalars(barred))

    def voter(self, phase: int, *ways: str) -> Participant:
        """The voter; after close only one whose ballot was begun, and only for a little while.

        A tick that was set in the first vote and arrives in the run-off is too late: there it
        would be another vote. 0: whichever is on. Refused if one votes in none of `ways` now.
        """
        person = self.scope.participant()
        if phase and phase != self.step.phase:
            raise Refused("closed", TOO_LATE)
        if self.step.state == "closed":
            since = clock.now() - (self.step.closed_at or 0)  # below 0: the clock was set back
            if (
                not 0 <= since <= self.settings.grace
                or secrecy.ballot(self.scope, self.step, person.id) is None
            ):
                raise Refused("closed", TOO_LATE)
        if ways and self.how() not in ways:
            raise Refused("other_way", N_("One votes in another way here. The page shows how."))
        return person

    def check(self, person: Participant, *wanted: int) -> None:
        if not set(wanted) <= set(self.on_ballot()):
            raise Refused("not_on_ballot", N_("That is not on the ballot."))
        if set(wanted) & set(self.barred(person)):
            raise Refused("own", N_("You wrote that yourself, or your table did. "
                                    "Choose among the others'."))  # fmt: skip

    def afford(self, wanted: int) -> None:
        each = self.each()
        if each is None or wanted <= each:
            return
        if self.how() == "dots":
            raise Refused("over_budget", N_("You have %(n)s dots, and all are used. Take one away "
                                            "to give it to another."), n=each)  # fmt: skip
        raise Refused("over_budget", N_("You have %(n)s ticks, and all are used. Take one "
                                        "away to set another."), n=each)  # fmt: skip

    def reasons(self, ballot: int | None) -> dict[int, str]:
        """The words beside what one cannot support, by item."""
        if ballot is None:
            return {}
        rows = self.db.execute(
            select(Score.item_id, Score.words)
            .where(Score.ballot_id == ballot, Score.criterion == REASON)
            .order_by(Score.item_id)
        )
        return {item: words for item, words in rows if item is not None}

    def write(self, person: Participant, wanted: dict[int, int],
              before: Standing | None = None) -> None:  # fmt: skip
        """Let just `wanted` stand on the person's ballot; `before` is what does, where known."""
        before = before or self.standing(person)
        ballot = before.ballot or self.new_ballot(person).id
        old = [i for i, weight in before.weights.items() if wanted.get(i) != weight]
        new = [{"ballot_id": ballot, "item_id": i, "weight": weight}
               for i, weight in wanted.items() if before.weights.get(i) != weight]  # fmt: skip
        if old:
            self.db.execute(OFF, {"ballot": ballot, "items": old})
        if new:
            self.db.execute(ON, new)
        if old or new:
            self.scope.touch("progress")

    def standing(self, person: Participant) -> Standing:
        """The person's ballot as it is now; an empty one when it is published."""
        if self.step.round_key is None:
            return Standing({})
        slot = secrecy.slot(self.step, person.id)
        asked = {"step": self.step.id, "phase": self.step.phase, "slot": slot}
        rows = self.db.connection().execute(STANDING, asked).all()
        weights = {item: weight for _id, _confirmed, item, weight in rows if item is not None}
        return Standing(weights, *rows[0][:2]) if rows else Standing({})

    def stands(self, person: Participant) -> dict[int, int]:
        """What stands on the person's ballot."""
        return self.standing(person).weights

    def new_ballot(self, person: Participant) -> Ballot:
        """A ballot for one who is known to have none: nobody looks for it twice."""
        return secrecy.new_ballot(self.scope, self.step, person.id, person.table_id)

    def taken_ballot(self, person: Participant) -> Ballot:
        """The person's ballot, made if this is their first vote."""
        return secrecy.take_ballot(self.scope, self.step, person.id, person.table_id)
