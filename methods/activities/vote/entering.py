"""One paper ballot at a time: it stands in its number's own slot, as secret as a phone's."""

from __future__ import annotations

from sqlalchemy import delete

from methods import clock, paperless, secrecy
from methods.activities.vote.ballots import TAKES, TOO_LATE
from methods.activities.vote.papers import Papers
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Ballot, PaperBatch
from translations import N_

REASON_MAX = 200


class Entering(Papers):
    @command("facilitator", "helper", states=TAKES)
    def enter_for(self, paper: int, numbers: str, phase: int = 0) -> None:
        """Enter the paper ballot of a number, as it stands on it (`Papers.meant`).

        Refused: a number that has voted, too many ticks, what is not on the ballot.
        """
        self.may_enter(phase)
        self.enter(self.in_time(paper), self.by_number(numbers), "single")

    @command("participant", states=TAKES)
    def one_more(self, paper: int, items: list[int] = [], host: bool = False,  # noqa: B006
                 phase: int = 0) -> None:  # fmt: skip
        """«Stem for en til»: the ballot of somebody without a phone, on this one (`Papers.meant`).

        `host`: the table's host ticks for them, and the account says so. Secret as any ballot.
        After the close only the host may, as long as paper is taken in; a phone handed on is late.
        """
        if self.step.state == "closed" and not host:
            raise Refused("closed", TOO_LATE)
        self.may_enter(phase)
        if host:
            paperless.hosted(self.scope, paper)
        person = self.in_time(paper)
        self.enter(person, self.meant(items), "host" if host else "self")

    @command("facilitator", "helper", states=TAKES)
    def take_out(self, paper: int, reason: str) -> None:
        """Take one ballot out again, with a reason; its number may then be entered anew."""
        self.may_enter()
        person, why = paperless.holder(self.scope, paper), clean(reason, REASON_MAX)
        found = next((v for v in self.lines() if v.number == paper and v.batch_id is None), None)
        if found is None:
            raise Refused("not_entered", N_("No ballot is entered for number %(n)s by itself."),
                          n=paper)  # fmt: skip
        self.write(person, {})
        slot = secrecy.slot(self.step, person.id)
        self.db.execute(delete(Ballot).where(Ballot.step_id == self.step.id,
                                             Ballot.phase == self.step.phase,
                                             Ballot.slot == slot))  # fmt: skip
        self.db.delete(found)
        self.db.add(PaperBatch(  # so that the account tells of it, and why
            step_id=self.step.id, phase=self.step.phase, group_id=found.group_id, ballots=1,
            counts={}, actor=paperless.who(self.scope), at=found.at, withdrawn_at=clock.now(),
            reason=why,
        ))  # fmt: skip
        self.scope.log("take_out", self.step, number=paper)
        self.scope.touch("console", "screen")
