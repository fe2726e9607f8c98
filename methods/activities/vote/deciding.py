"""What the facilitator does in a vote: pitch, cut, decide a tie."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Literal, cast

from methods.activities.vote import poll, represent, ties, views
from methods.activities.vote.ballots import Ballots
from methods.command import command
from methods.refusal import Refused, still
from translations import N_

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote


class Deciding(Ballots):
    @command("facilitator")
    def pitch(self, after: int | None = None) -> None:
        """Let the next on the ballot be told on the wall; after the last, only the turnout."""
        still(after, self.step.data.get("pitch", 0) + 1)
        if not views.pitches(self._vote):
            raise Refused("no_pitch", N_("These are read on the phones."))
        self.step.data = {**self.step.data, "pitch": self.step.data.get("pitch", 0) + 1}
        self.scope.touch("console", "screen")

    @command("facilitator", states=("closed",))
    def cut(self, size: int) -> None:
        """Let another number go on than was planned. A run-off for the old cut is forgotten."""
        if self.settings.mode == "agree":
            raise Refused("no_cut", N_("Nothing is cut here: the support is shown as it is."))
        counted = poll.of(self._vote)
        if not 1 <= size <= len(counted.lines):
            raise Refused("bad_cut", N_("Choose a number from 1 to %(n)s."), n=len(counted.lines))
        ties.forget_runoff(self._vote)
        kept = {k: v for k, v in self.step.data.items() if k not in ("tie", "seed")}
        self.step.data = {**kept, "cut": size}
        self.scope.log("cut", self.step, size=size)
        self.scope.touch("phone", "console", "screen", "own:*")

    @command("facilitator", states=("closed",))
    def tie(self, choice: Literal["include", "exclude", "runoff", "lot"]) -> None:
        """Decide a tie at the cut: all in, all out, a run-off, or the lot with a recorded seed."""
        found = None if self.settings.mode == "agree" else poll.of(self._vote).tie
        if found is None:
            raise Refused("no_tie", N_("There is no tie at the cut."))
        if choice == "exclude" and not found.above:
            raise Refused("none_left", N_("Then none would go on. Choose another way."))
        if choice == "runoff" and ties.was_held(self._vote, found):
            raise Refused("one_runoff", N_("There has been a run-off already."))
        self.step.data = {**self.step.data, "tie": ties.choice(choice, found),
                          "seed": secrets.token_hex(8)}  # fmt: skip
        self.scope.log("tie", self.step, choice=choice)
        if choice == "runoff":
            ties.open_runoff(self._vote, found)
        self.scope.touch("phone", "console", "screen", "own:*")

    @command("facilitator", states=("closed",))
    def represent(self, on: bool = True) -> None:
        """Let a shortlist that represents the room go on, or go back to most ticks."""
        represent.choose(self._vote, on, poll.of(self._vote))

    @property
    def _vote(self) -> Vote:
        return cast("Vote", self)
