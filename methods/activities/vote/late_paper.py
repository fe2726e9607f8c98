"""Paper ballots found after the result was published: version 2, with its reason (spec §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from methods.activities.vote import corrections
from methods.activities.vote.batching import BY_BATCH, FEWEST, Batching
from methods.activities.vote.correcting import REASON_MAX, Tie
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from translations import N_

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote


class LatePaper(Batching):
    @command("facilitator", states=("published",))
    def add_paper(self, table: int, ballots: int, rows: str, reason: str, numbers: str = "",
                  tie: Tie = "ask") -> dict[str, Any]:  # fmt: skip
        """Count in a table's paper ballots after the result was published: its next version.

        As `paper_batch` for the first vote, of those who were there when it closed. Refused: one
        ballot alone, since what differs would tell what is on it, and when the seminar has ended.
        """
        why = clean(reason, REASON_MAX)
        self._may_add(ballots)
        batch = self.first().put_batch(table, ballots, rows, numbers)
        change = {"kind": "paper", "batch": batch.id, "ballots": ballots, "table": table}
        return corrections.correct(cast("Vote", self), [change], why, tie)

    def _may_add(self, ballots: int) -> None:
        if self.seminar.state == "ended":
            raise Refused("ended", N_("The seminar has ended, and its result is what people went "
                                      "home with. No more paper is counted in. Note it in the "
                                      "report instead."))  # fmt: skip
        if not self.settings.paper:
            raise Refused("no_paper", N_("Votes on paper are not counted in this step."))
        if self.settings.mode not in BY_BATCH:
            raise Refused("one_by_one", N_("In this way of voting a sum does not tell what each "
                                           "answered, so paper cannot be added to a published "
                                           "result. Open a new round instead."))  # fmt: skip
        if ballots < FEWEST:
            raise Refused("one_alone", N_("The difference between the two versions would tell what "
                                          "is on a ballot alone. Wait until there are two, or open "
                                          "a new round."))  # fmt: skip
