"""What the facilitator does to a published vote: count again, and correct it with a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, cast

from sqlalchemy import select

from methods.activities.vote import corrections, poll
from methods.activities.vote.ballots import Ballots
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Ballot, Item, Tick
from translations import N_

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote

REASON_MAX = 280
Tie = Literal["ask", "include", "exclude", "lot"]
TOKEN = re.compile(r"(\d+)(?:[:x×*](\d+))?")


class Correcting(Ballots):
    @command("facilitator", states=("published",))
    def recount(self, reason: str = "", tie: Tie = "ask") -> dict[str, Any]:
        """Count the kept ballots again (spec/voting.md §9).

        Without a change it is the same to the last sign. What has been hidden or shown since is
        told; with a `reason` it becomes the next version of the result.
        """
        told = corrections.look(self._corrected)
        self.scope.touch("console")
        if told["same"] or not reason.strip():
            self.scope.log("recount", self.step, changes=len(told["changes"]))
            return {"same": told["same"]}
        return corrections.correct(self._corrected, [{"kind": "since"}], self._why(reason), tie)

    @command("facilitator", states=("published",))
    def void(self, ballot: str, reason: str, tie: Tie = "ask") -> dict[str, Any]:
        """Leave a ballot out of the count: one that ticks just these numbers, as its voter says.

        Weights stand after the number (`3:2 7:1`), places in their order. Of fewer than five
        ballots none is told apart: then a new round is the way.
        """
        why = self._why(reason)
        found = self._ballot(read(ballot, self.settings.mode))
        found.void = self.step.version + 1
        self.db.flush()
        return corrections.correct(self._corrected, [{"kind": "void"}], why, tie)

    @command("facilitator", states=("published",))
    def together(self, item: int, into: int, reason: str, tie: Tie = "ask") -> dict[str, Any]:
        """Count two that say the same as one in this vote: a union of ballots, never a sum."""
        why, counted = self._why(reason), self._counted()
        if item == into or not {item, into} <= counted:
            raise Refused("bad_merge", N_("Choose two that stand in the count, and not the same."))
        data = self.step.data
        data = {**data, "together": {**data.get("together", {}), str(item): into}}
        change = {"kind": "merge", "item": item, "into": into}
        return corrections.correct(self._corrected, [change], why, tie, data)

    @command("facilitator", states=("published",))
    def take_back(self) -> None:
        """Take the last correction back, while no later step has taken from it."""
        corrections.take_back(self._corrected)

    def _why(self, reason: str) -> str:
        return clean(reason, REASON_MAX)

    def _counted(self) -> set[int]:
        result = self.step.result or {}
        return set(result.get("items", []))

    def _ballot(self, weights: dict[int, int]) -> Ballot:
        """A counted ballot of just these weights by number; which of several is the same."""
        kept = poll.counts(self._corrected)
        rows = self.db.execute(
            select(Tick.ballot_id, Item.number, Tick.weight)
            .join(Item, Item.id == Tick.item_id).join(Ballot, Ballot.id == Tick.ballot_id)
            .where(Ballot.step_id == self.step.id, Ballot.phase == 1, kept)
            .order_by(Tick.ballot_id)
        )  # fmt: skip
        found: dict[int, dict[int, int]] = {}
        for one, number, weight in rows:
            found.setdefault(one, {})[number or 0] = weight
        if len(found) < poll.SMALL:
            raise Refused("too_few", N_("Of fewer than five ballots none is told apart from the "
                                        "others. Open a new round instead."))  # fmt: skip
        told = next((b for b, ticks in found.items() if ticks == weights), None)
        made = self.db.get(Ballot, told or 0)
        if made is None:
            raise Refused("no_ballot", N_("No ballot that is counted has just that on it. Write "
                                          "the numbers as its voter says."))  # fmt: skip
        return made

    @property
    def _corrected(self) -> Vote:
        return cast("Vote", self)


def read(told: str, mode: str) -> dict[int, int]:
    """Numbers as they are written to weights: `3, 7` · `3:2 7` · first, second, third."""
    found = [(int(number), weight) for number, weight in TOKEN.findall(told)]
    if mode == "rank" and not any(weight for _number, weight in found):
        return {number: 3 - place for place, (number, _weight) in enumerate(found)}
    return {number: int(weight or 1) for number, weight in found}
