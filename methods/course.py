"""A step's way from waiting to published, and the seminar's from step to step."""

from __future__ import annotations

import secrets
from typing import Any

from methods import clock, limits, secrecy
from methods.refusal import Refused
from methods.scope import Scope
from models import Seminar, Step
from translations import N_

EVERYWHERE = ("phone", "corner", "console", "screen", "group:*", "own:*")


class Course:
    """What the facilitator's commands are made of. `step` is the one the button stood in: if a

    colleague has gone on meanwhile, the command is refused and nothing is skipped.
    """

    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope
        self.seminar: Seminar = scope.seminar
        self._step = step

    @property
    def step(self) -> Step:
        if self._step is None:
            raise Refused("no_step", N_("Choose a step first."))
        return self._step

    def current(self) -> Step | None:
        return self.scope.db.get(Step, self.seminar.current_id) if self.seminar.current_id else None

    def _activity(self, step: Step) -> Any:
        from methods.engine import activity

        return activity(self.scope, step)

    def _open(self, step: Step) -> None:
        self._rest_ends()
        step.state, step.opened_at = "open", clock.now()
        step.deadline = None if step.in_own_time else step.opened_at + 60 * step.lasts
        step.round_key = secrets.token_bytes(32)
        self._activity(step).on_open()
        self._note_override(step)

    def _close(self) -> None:
        step = self.step
        if step.state == "paused":
            self._unpause()
        step.state, step.closed_at, step.paused_left = "closed", clock.now(), None
        activity = self._activity(step)
        activity.on_close()
        if not activity.decides:
            self._publish()

    def _unpause(self) -> None:
        """The step's own clock goes on from where it stood, and so do the clocks in it."""
        step, now = self.step, clock.now()
        stood = max(0.0, now - (step.paused_at or now))  # the clock may have been set back
        step.paused, step.paused_at = step.paused + stood, None
        self._activity(step).on_resume(stood)

    def _publish(self) -> None:
        self.step.result = self._activity(self.step).publish()
        self.step.state, self.step.published_at = "published", clock.now()
        secrecy.forget(self.scope, self.step)

    def _go_on(self) -> None:
        """Stand at the next step, or where a decision leads: on, or back for a new round."""
        goto = (self.step.result or {}).get("goto", "")
        target = self.scope.latest(goto) if goto else None
        if target is None:
            self._stand_after()
        elif target.position > self.step.position:
            self._pass_over(self.step, target)
            target.state = "waiting" if target.state == "skipped" else target.state
            self.seminar.current_id = target.id
        else:
            self._go_back(target)

    def _stand_after(self) -> None:
        later = [s for s in self.seminar.steps if s.position > self.step.position]
        newest = {s.position: s for s in sorted(later, key=lambda s: s.round)}
        ahead = [newest[position] for position in sorted(newest)]
        if ahead:  # one left out beforehand is passed over
            following = next((s for s in ahead if s.state != "skipped"), ahead[-1])
            self.seminar.current_id = following.id

    def _go_back(self, target: Step) -> None:
        """Every step from `target` to this one once more; the rounds that were stay readable."""
        newest = {s.key: s for s in self.seminar.steps
                  if target.position <= s.position <= self.step.position}  # fmt: skip
        for step in newest.values():
            if step.state != "waiting":
                self._new_round(step)
        again = self.scope.latest(target.key)
        assert again is not None
        self.seminar.current_id = again.id

    def _pass_over(self, current: Step, onward: Step) -> None:
        """What waits from the current step to the one further on is left out."""
        for step in self.seminar.steps:
            if current.position <= step.position < onward.position and step.state == "waiting":
                step.state = "skipped"
                self.scope.log("skip", step, on_to=onward.key)

    def _rest(self) -> None:
        """The pause that the method has after this step begins, if another step follows."""
        if self.step.pause_after != "none" and self.seminar.current_id != self.step.id:
            self.seminar.resting, self.seminar.resting_since = self.step.pause_after, clock.now()

    def _rest_ends(self) -> None:
        if self.seminar.resting_since is not None:
            self.seminar.rested += max(0.0, clock.now() - self.seminar.resting_since)
        self.seminar.resting, self.seminar.resting_since = "", None

    def _new_round(self, step: Step) -> Step:
        """The step once more, waiting; what was before stays as it was."""
        again = Step(
            seminar=self.seminar, key=step.key, round=step.round + 1, position=step.position,
            activity=step.activity, title=step.title, lead=step.lead, source=step.source,
            settings=step.settings, take=step.take, minutes=step.minutes, who=step.who,
            in_own_time=step.in_own_time, anonymous=step.anonymous, optional=step.optional,
            pause_after=step.pause_after, late=step.late, state="waiting",
        )  # fmt: skip
        self.scope.db.add(again)
        self.scope.db.flush()
        self.scope.db.refresh(self.seminar, ["steps"])
        return again

    def _require(self, *states: str) -> None:
        """The step is the current one, and in one of `states`."""
        if self.seminar.state != "open":
            raise Refused("not_open", N_("The seminar is not open."))
        if self.step.id != self.seminar.current_id:
            raise Refused("moved", N_("The seminar has already moved on. The page shows where."))
        self._require_state(*states)

    def _require_state(self, *states: str) -> None:
        if self.step.state not in states:
            raise Refused("moved", N_("The seminar has already moved on. The page shows where."))

    def _note_override(self, step: Step) -> None:
        limits.note_override(self.scope, step, self._activity(step).at_most)

    def _within(self, minutes: int, reason: str) -> None:
        limits.check(self.scope, self.step, self._activity(self.step).at_most, minutes, reason)

    def _changed(self, verb: str, step: Step | None = None, **data: Any) -> None:
        self.scope.log(verb, step or self._step, **data)
        self.scope.touch(*EVERYWHERE)
