"""What a participant does in a vote: a command for each way of voting, `clear` and `confirm`."""

from __future__ import annotations

from sqlalchemy import delete, select

from methods.activities.vote.ballots import REASON, TAKES, Ballots
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Score
from translations import N_

REASON_MAX = 280
CANNOT = 6  # «kan ikke støtte»


class Voting(Ballots):
    @command("participant", states=TAKES, secret=True)
    def tick(self, item: int, on: bool = True, phase: int = 0) -> None:
        """Set or take away one tick. Where one chooses one (a poll, a run-off), it moves."""
        person = self.voter(phase, "tick", "poll")
        self.check(person, item)
        before = self.standing(person)
        mine = before.weights
        if on == (item in mine):
            return
        kept = {} if self.how() == "poll" else {i: w for i, w in mine.items() if i != item}
        if on and kept == mine:
            self.afford(len(mine) + 1)
        self.write(person, kept | ({item: 1} if on else {}), before)

    @command("participant", states=TAKES, secret=True)
    def ballot(self, items: list[int] = [], phase: int = 0) -> None:  # noqa: B006 (never changed)
        """Hand in a whole ballot of ticks at once; it takes the place of the one before."""
        person = self.voter(phase, "tick", "poll")
        wanted = dict.fromkeys(items, 1)
        self.check(person, *wanted)
        self.afford(len(wanted))
        self.write(person, wanted)

    @command("participant", states=TAKES, secret=True)
    def dots(self, item: int, weight: int, phase: int = 0) -> None:
        """Give an item so many dots, from none to `per_item`."""
        person = self.voter(phase, "dots")
        self.check(person, item)
        if not 0 <= weight <= self.most():
            raise Refused("bad_weight", N_("Give each from 0 to %(n)s dots."), n=self.most())
        mine = {k: w for k, w in self.stands(person).items() if k != item}
        self.afford(sum(mine.values()) + weight)
        self.write(person, mine | ({item: weight} if weight else {}))

    @command("participant", states=TAKES, secret=True)
    def rank(self, first: int = 0, second: int = 0, third: int = 0, phase: int = 0) -> None:
        """One's first, second and third: 3, 2 and 1 points (0 is nobody).

        One that is moved to another place leaves the place it had.
        """
        person = self.voter(phase, "rank")
        places = [first, second, third]
        self.check(person, *(i for i in places if i))
        before = {4 - w: i for i, w in self.stands(person).items()}
        for item in {i for i in places if i and places.count(i) > 1}:
            moved = [p for p in range(3) if places[p] == item and before.get(p + 1) != item]
            if len(moved) != 1:
                raise Refused("same_twice", N_("The same cannot have two places. Choose another "
                                               "for one of them."))  # fmt: skip
            places = [i if i != item or p in moved else 0 for p, i in enumerate(places)]
        self.write(person, {item: 3 - place for place, item in enumerate(places) if item})

    @command("participant", states=TAKES, secret=True)
    def agree(self, item: int, level: int, phase: int = 0) -> None:
        """How far one can support a proposal, from 1 «støtter helt» to 6 «kan ikke støtte»."""
        person = self.voter(phase, "agree")
        self.check(person, item)
        if not 1 <= level <= CANNOT:
            raise Refused("bad_level", N_("Choose one of the six answers."))
        self.write(person, self.stands(person) | {item: level})

    @command("participant", states=TAKES, secret=True)
    def reason(self, item: int, words: str = "", phase: int = 0) -> None:
        """Why one cannot support it: not a veto, and read without a name afterwards."""
        person = self.voter(phase, "agree")
        self.check(person, item)
        if self.stands(person).get(item) != CANNOT:
            raise Refused("no_reason", N_("A reason goes with «I cannot support it». What you "
                                          "wrote is kept here."))  # fmt: skip
        text = clean(words, REASON_MAX, required=False)
        ballot = self.taken_ballot(person)
        kept = self.db.scalar(select(Score).where(
            Score.ballot_id == ballot.id, Score.item_id == item, Score.criterion == REASON
        ))  # fmt: skip
        if kept is None:
            kept = Score(ballot_id=ballot.id, item_id=item, criterion=REASON, value=None)
            self.db.add(kept)
        kept.words = text

    @command("participant", states=TAKES, secret=True)
    def clear(self, phase: int = 0) -> None:
        """Take everything away and begin anew."""
        person = self.voter(phase)
        ballot = self.taken_ballot(person)
        self.db.execute(delete(Score).where(Score.ballot_id == ballot.id))
        ballot.confirmed = False
        self.write(person, {})
        self.scope.touch("progress")

    @command("participant", states=TAKES, secret=True)
    def confirm(self, on: bool = True) -> None:
        """«I am done»; it can still be changed until the vote is closed."""
        person = self.voter(0)
        ballot = self.taken_ballot(person)
        ballot.confirmed = on
        self.scope.touch("progress")
