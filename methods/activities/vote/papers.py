"""What all votes on paper share: when they may be entered, whose they are, and what they say."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from methods import clock, paperless
from methods.activities.vote import paper
from methods.activities.vote.ballots import Ballots
from methods.refusal import Refused
from models import Item, PaperBatch, PaperVote, Participant
from translations import N_

LATE = 600  # seconds after close in which paper may still be entered (spec/ovre-eiker.md)
NO_SUCH = N_("Number %(number)s is not on the ballot.")


class Papers(Ballots):
    def may_enter(self, phase: int = 0) -> None:
        """Refused where paper is not counted, in another phase, and too long after the close."""
        if not self.settings.paper:
            raise Refused("no_paper", N_("Votes on paper are not counted in this step."))
        if phase and phase != self.step.phase:
            raise Refused("closed", N_("That was another vote. Look at the page and enter it "
                                       "anew."))  # fmt: skip
        if self.paper_late():
            raise Refused("paper_late", N_("It is more than ten minutes since the vote closed. "
                                           "No more paper is taken in."))  # fmt: skip

    def paper_late(self) -> bool:
        closed = self.step.closed_at if self.step.state == "closed" else None
        return closed is not None and clock.now() - closed > LATE

    def in_time(self, number: int) -> Participant:
        """Who has the paper number; refused if they came after the vote had closed."""
        person = paperless.holder(self.scope, number)
        if self.went(person):
            raise Refused("gone", N_("Number %(n)s is marked as gone. If they are here, mark them "
                                     "as back first."), n=number)  # fmt: skip
        if not self.was_there(person):
            raise Refused("came_late", N_("Number %(n)s was issued after the vote had closed."),
                          n=number)  # fmt: skip
        return person

    def was_there(self, person: Participant) -> bool:
        came = self.step.closed_at is None or person.joined_at <= self.step.closed_at
        return came and not self.went(person)

    def went(self, person: Participant) -> bool:
        """Whether they had gone home before the vote opened."""
        return person.left_at is not None and person.left_at < (self.step.opened_at or 0)

    # --- one ballot for a number -----------------------------------------------------------------

    def enter(self, person: Participant, wanted: dict[int, int], how: str) -> None:
        """One ballot for a paper number: in its own slot, within the budget, and only once."""
        if not wanted:
            raise Refused("empty_ballot", N_("There is nothing on this ballot. A blank one is not "
                                             "entered."))  # fmt: skip
        self.check(person, *wanted)
        if self.how() in ("tick", "poll", "dots"):
            self.afford(sum(wanted.values()))
        left = self.left_at(person.table_id)
        line = paperless.line(self.scope, self.step, person, how)
        if left < 1:
            raise all_counted()
        self.db.add(line)
        self.write(person, wanted)
        ballot = self.taken_ballot(person)
        ballot.paper, ballot.confirmed = how == "single", True
        self.scope.log("enter_for", self.step, number=person.paper, how=how)
        self.scope.touch("console", "screen")

    def meant(self, listed: Sequence[int]) -> dict[int, int]:
        """What a list says by the way people vote now, as weight by item.

        Items that are ticked; an item once for each dot; the first, second and third (0: nobody);
        or an answer from 1 to 6 for each proposal in turn (0: none).
        """
        if self.how() == "agree":
            return self._answers(listed)
        given = {item: listed.count(item) for item in listed if item}
        if self.how() == "rank":
            if len(listed) > 3 or any(n > 1 for n in given.values()):
                raise Refused("bad_places", N_("A ballot has a first, a second and a third, and "
                                               "none of them twice."))  # fmt: skip
            return {item: 3 - place for place, item in enumerate(listed) if item}
        if any(n > self.most() for n in given.values()):
            raise Refused("bad_weight", N_("One of them stands more often than one voter may "
                                           "give it: %(n)s."), n=self.most())  # fmt: skip
        return given

    def _answers(self, levels: Sequence[int]) -> dict[int, int]:
        on = self.on_ballot()
        if len(levels) > len(on) or any(not 0 <= level <= 6 for level in levels):
            raise Refused("bad_level", N_("Choose one of the six answers."))
        return {item: level for item, level in zip(on, levels, strict=False) if level}

    def by_number(self, numbers: str) -> dict[int, int]:
        """The same, from the numbers that stand on a paper ballot."""
        listed = paper.numbers(numbers)
        if listed is None:
            raise Refused("unreadable", N_("Write only numbers, with a space between."))
        if self.how() == "agree":
            return self.meant(listed)
        on = self.numbered()
        if missing := [n for n in listed if n not in on]:
            raise Refused("not_on_ballot", NO_SUCH, number=missing[0])
        return self.meant([on[n] for n in listed])

    def numbered(self) -> dict[int, int]:
        """The items one may vote on now, by the number that stands on paper."""
        found = self.db.execute(select(Item.number, Item.id).where(Item.id.in_(self.on_ballot())))
        return {number: item for number, item in found if number is not None}

    # --- how many there are ----------------------------------------------------------------------

    def left_at(self, table: int | None) -> int:
        """How many paper ballots of the table (None: of none) are not entered yet."""
        there = [p for p in paperless.people(self.scope)
                 if p.table_id == table and self.was_there(p)]  # fmt: skip
        alone = [v for v in self.lines() if v.batch_id is None and v.group_id == table]
        together = sum(b.ballots for b in self.batches() if b.group_id == table)
        return len(there) - len(alone) - together

    def lines(self) -> Sequence[PaperVote]:
        return paperless.lines(self.scope, self.step)

    def batches(self, phase: int = 0) -> Sequence[PaperBatch]:
        """The batches that count in a phase (0: the present one), in the order they came."""
        return self.db.scalars(
            select(PaperBatch)
            .where(PaperBatch.step_id == self.step.id, PaperBatch.withdrawn_at.is_(None),
                   PaperBatch.phase == (phase or self.step.phase))
            .order_by(PaperBatch.id)
        ).all()  # fmt: skip


def all_counted() -> Refused:
    return Refused("all_counted", N_("All the paper ballots of this table are entered already."))
