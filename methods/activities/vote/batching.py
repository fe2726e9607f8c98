"""A table's paper ballots together: how many tick each item, and nothing of any one of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select

from methods import clock, paperless
from methods.activities.vote import paper
from methods.activities.vote.ballots import TAKES
from methods.activities.vote.entering import REASON_MAX
from methods.activities.vote.papers import Papers, all_counted
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Group, Item, PaperBatch, PaperVote, Participant
from translations import N_, _, use

FEWEST = 2  # of one alone, the counts would be what that one person ticked
BY_BATCH = ("tick", "poll", "dots")  # where a sum of ballots says all that is counted
SAID = {
    "unreadable": N_("write a number and how many ticked it, such as 12 4."),
    "not_on_ballot": N_("number %(number)s is not on the ballot."),
    "own": N_("number %(number)s is the table's own, and is not on its ballots."),
    "twice": N_("number %(number)s stands here twice."),
    "over_ballots": N_("%(count)s is too many: these ballots can give one at most %(most)s."),
    "over_budget": N_("The sum is %(sum)s, and these ballots have %(most)s in all."),
    "blank": N_("The sum is %(sum)s for %(ballots)s ballots. Leave blank ones out."),
}


class Batching(Papers):
    @command("facilitator", "helper", states=TAKES)
    def paper_batch(self, table: int, ballots: int, rows: str, numbers: str = "",
                    phase: int = 0) -> dict[str, int]:  # fmt: skip
        """Enter a table's paper ballots together (table 0: of those who sit at none).

        `rows`: one a line, an item's number and how many ballots tick it. `numbers`: those of the
        ballots, if they are known. Refused as a whole, with a sentence for each row that is wrong.
        """
        self.may_enter(phase)
        if self.how() not in BY_BATCH:
            raise Refused("one_by_one", N_("Here paper ballots are entered one by one: a sum does "
                                           "not tell what each answered."))  # fmt: skip
        batch = self.put_batch(table, ballots, rows, numbers)
        self.scope.log("paper_batch", self.step, table=table, ballots=ballots)
        self.scope.touch("console", "screen")
        ticks = sum(batch.counts.values())
        return {"batch": batch.id, "ballots": ballots, "ticks": ticks}

    @command("facilitator", "helper", states=TAKES)
    def take_batch_out(self, batch: int, reason: str) -> None:
        """Take a batch out, with a reason. Its line stays; its ballots may be entered anew."""
        self.may_enter()
        found = next((b for b in self.batches() if b.id == batch), None)
        if found is None:
            raise Refused("no_batch", N_("That batch is not counted here."))
        found.reason = clean(reason, REASON_MAX)
        self.db.execute(delete(PaperVote).where(PaperVote.batch_id == found.id))
        found.withdrawn_at, found.counts = clock.now(), {}
        self.scope.log("take_batch_out", self.step, ballots=found.ballots)
        self.scope.touch("console", "screen")

    def put_batch(self, table: int, ballots: int, rows: str, numbers: str) -> PaperBatch:
        """The ballots as a batch of the present phase; refused as a whole (`paper_batch`)."""
        place = paperless.at_table(self.scope, table)
        self._issued(place, ballots)
        whose = self._whose(place, numbers, ballots)
        counts = self._counts(place, ballots, rows)
        batch = PaperBatch(
            step_id=self.step.id, phase=self.step.phase, group_id=place and place.id,
            ballots=ballots, counts={str(item): n for item, n in counts.items()},
            actor=paperless.who(self.scope), at=clock.now(), withdrawn_at=None, reason="",
        )  # fmt: skip
        self.db.add(batch)
        self.db.flush()
        self.db.add_all(paperless.line(self.scope, self.step, p, "batch", batch.id) for p in whose)
        self.db.flush()
        return batch

    def _issued(self, place: Group | None, ballots: int) -> None:
        """No more ballots than are issued to the table and not yet entered."""
        left = self.left_at(place.id if place else None)
        if ballots < FEWEST:
            raise Refused("one_alone", N_("One ballot is entered by itself, with its number: then "
                                          "nobody can tell what it says."))  # fmt: skip
        if left < 1:
            raise all_counted()
        if ballots > left:
            raise Refused("too_many_ballots",
                          N_("%(ballots)s ballots are more than are left here: %(left)s. Issue "
                             "numbers to those who have none, or look at the table's number."),
                          ballots=ballots, left=left)  # fmt: skip

    def _whose(self, place: Group | None, numbers: str, ballots: int) -> list[Participant]:
        """Whose ballots they are, if their numbers were given. Refused for another table's."""
        listed = paper.numbers(numbers)
        if listed is None:
            raise Refused("unreadable", N_("Write only numbers, with a space between."))
        if listed and (len(listed) != ballots or len(set(listed)) != ballots):
            raise Refused("numbers_differ", N_("Write each ballot's number once: there are "
                                               "%(ballots)s ballots, and %(n)s numbers."),
                          ballots=ballots, n=len(set(listed)))  # fmt: skip
        found = [self.in_time(number) for number in listed]
        for person in found:
            if person.table_id != (place and place.id):
                raise Refused("other_table", N_("Number %(n)s does not belong to this table."),
                              n=person.paper)  # fmt: skip
            paperless.unused(self.scope, self.step, person)
        return found

    def _counts(self, place: Group | None, ballots: int, text: str) -> dict[int, int]:
        """How many tick each item; refused with every row that is wrong."""
        on, (rows, faults) = self.numbered(), paper.read(text)
        barred = self._own_of(place) if self.settings.not_own else set()
        faults += [paper.Fault(r.place, "own", {"number": r.number}) for r in rows
                   if r.count and on.get(r.number) in barred]  # fmt: skip
        if not faults or rows:
            faults += paper.check(rows, ballots, on, self.each(), self.most())
        if faults:
            why = self._told(sorted(faults, key=lambda f: (f.place == 0, f.place)))
            raise Refused(faults[0].code, N_("Nothing was entered, and what you wrote is kept. "
                                             "%(why)s"), why=why)  # fmt: skip
        return {on[row.number]: row.count for row in rows if row.count}

    def _own_of(self, place: Group | None) -> set[int]:
        if place is None:
            return set()
        own = select(Item.id).where(Item.id.in_(self.on_ballot()), Item.group_id == place.id)
        return set(self.db.scalars(own))

    def _told(self, faults: Iterable[paper.Fault]) -> str:
        with use(self.scope.actor.language):
            return " ".join(
                (_("Row %(n)s:", n=f.place) + " " if f.place else "") + _(SAID[f.code], **f.values)
                for f in faults
            )  # fmt: skip
