"""Catching up when time has slipped: steps that wait are cut or left out, and given back."""

from __future__ import annotations

from methods import yielding
from methods.command import command
from methods.course import Course
from methods.refusal import Refused
from methods.yielding import Cut, Yields
from models import Seminar, Step
from translations import N_


class CatchingUp(Course):
    @command("facilitator")
    def catch_up(self, minutes: int) -> None:
        """Win so many minutes: cut the steps that wait, in the order the method says."""
        found = proposals(self.seminar, minutes)
        if not found:
            raise Refused("no_cut", N_("No step that is left can be cut. What is left takes the "
                                       "time it takes."))  # fmt: skip
        for cut in found:
            step = self.scope.db.get_one(Step, cut.step)
            self._leave_out(step) if cut.out else self._cut(step, step.cut + cut.minutes)

    @command("facilitator")
    def shorten(self, minutes: int) -> None:
        """Take so many minutes off a step that waits; 0 gives it all its time back."""
        self._require_state("waiting")
        row = _yields(self.step)
        if minutes and row.way != "shorten":
            raise Refused("kept", N_("That step is not cut: people need all its time."))
        if not 0 <= minutes <= row.spare + row.cut:
            raise Refused("too_short", N_("That step can be cut by at most %(n)s minutes."),
                          n=row.spare + row.cut)  # fmt: skip
        if minutes != row.cut:
            self._cut(self.step, minutes)

    @command("facilitator")
    def leave_out(self, on: bool = True) -> None:
        """Leave out a step further on; or take it in again, until it is passed."""
        current = self.current()
        if current is None or self.step.position <= current.position:
            raise Refused("moved", N_("The seminar has already moved on. The page shows where."))
        self._require_state("waiting" if on else "skipped")
        if on:
            self._leave_out(self.step)
            return
        self.step.state = "waiting"
        self._changed("take_in")

    def _cut(self, step: Step, minutes: int) -> None:
        verb = "shorten" if minutes > step.cut else "give_back"
        taken = abs(minutes - step.cut)
        step.cut = minutes
        self._changed(verb, step, minutes=taken)

    def _leave_out(self, step: Step) -> None:
        step.state = "skipped"
        self._changed("skip", step)


def proposals(seminar: Seminar, minutes: int) -> list[Cut]:
    """What can be cut of the steps that wait, to win so many minutes."""
    newest = {step.key: step for step in seminar.steps}
    waiting = [_yields(step) for step in newest.values()
               if step.state == "waiting" and not step.in_own_time]  # fmt: skip
    return yielding.cuts(waiting, minutes)


def given_up(seminar: Seminar, current: Step | None) -> list[Step]:
    """The steps ahead that have been cut or left out: they can be given back."""
    newest = {step.key: step for step in seminar.steps}
    return [step for step in newest.values() if current and step.position > current.position
            and (step.state == "skipped" or step.state == "waiting" and step.cut)]  # fmt: skip


def _yields(step: Step) -> Yields:
    from methods.engine import known  # the engine knows the activities; this module does not

    return yielding.yields(step, known()[step.activity].late)
