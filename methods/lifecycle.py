"""Leading a seminar: doors, and each step's way from waiting to published."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec

from methods import clock, secrecy
from methods.command import command
from methods.refusal import Refused
from methods.scope import Scope
from methods.text import clean
from models import Seminar, Step
from translations import N_

EVERYWHERE = ("phone", "console", "screen", "group:*", "own:*")


class Lifecycle:
    """The facilitator's commands. `step` is the one the button stood in: if a colleague has gone

    on meanwhile, the command is refused and nothing is skipped.
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

    @command("facilitator")
    def open_doors(self) -> None:
        """Let people in: the first step opens and becomes the current one."""
        if self.seminar.state != "draft":
            raise Refused("already_open", N_("The doors are open already."))
        self.seminar.state, self.seminar.opened_at = "open", clock.now()
        first = self.seminar.steps[0]
        self.seminar.current_id = first.id
        self._open(first)
        self._changed("open_doors", first)

    @command("facilitator")
    def open(self) -> None:
        """Open the current step and start its clock."""
        self._require("waiting")
        self._open(self.step)
        self._changed("open")

    @command("facilitator")
    def pause(self) -> None:
        """Stop the clock; nothing is taken in until it goes on."""
        self._require("open")
        self.step.state = "paused"
        self.step.paused_left = max(0.0, (self.step.deadline or 0) - clock.now())
        self._changed("pause")

    @command("facilitator")
    def resume(self) -> None:
        self._require("paused")
        self.step.state = "open"
        self.step.deadline = clock.now() + (self.step.paused_left or 0)
        self.step.paused_left = None
        self._changed("resume")

    @command("facilitator")
    def extend(self, minutes: int) -> None:
        """Move the step's end by `minutes` (−60 to 60), never to before now."""
        self._require("open", "paused")
        if not -60 <= minutes <= 60 or minutes == 0:
            raise Refused("bad_minutes", N_("Extend by 1 to 60 minutes at a time."))
        if self.step.state == "paused":
            self.step.paused_left = max(0.0, (self.step.paused_left or 0) + 60 * minutes)
        else:
            base = max(self.step.deadline or 0, clock.now()) if minutes > 0 else self.step.deadline
            self.step.deadline = max(clock.now(), (base or 0) + 60 * minutes)
        self._changed("extend", minutes=minutes)

    @command("facilitator")
    def close(self) -> None:
        """Take nothing more in. A step with nothing left to decide is published at once."""
        self._require("open", "paused")
        self._close()
        self._changed("close")

    @command("facilitator")
    def publish(self) -> None:
        """Make the closed step's result known to all, and the voters unknowable."""
        self._require("closed")
        self._publish()
        self._changed("publish")

    @command("facilitator")
    def next(self) -> None:
        """Finish the current step and stand at the next, not yet opened."""
        self._require("open", "paused", "closed", "published", "skipped")
        if self.step.state in ("open", "paused"):
            self._close()
        if self.step.state == "closed":
            self._publish()
        self._go_on()
        self._changed("next")

    @command("facilitator")
    def skip(self) -> None:
        """Leave a step out that has not been opened."""
        self._require("waiting")
        self.step.state = "skipped"
        self._go_on()
        self._changed("skip")

    @command("facilitator")
    def reopen(self, reason: str = "") -> None:
        """A new round of a published step. The old result stays as it was, and readable."""
        if self.step.state not in ("published", "skipped"):
            raise Refused("not_published", N_("Only a finished step can be opened again."))
        latest = self.scope.latest(self.step.key)
        assert latest is not None
        if latest.state not in ("published", "skipped"):
            raise Refused("already_open", N_("A new round of this step is under way already."))
        current = self.current()
        if current is not None and current.state in ("open", "paused", "closed"):
            raise Refused("step_open", N_("Close and publish the step that is open first."))
        again = Step(
            seminar=self.seminar, key=latest.key, round=latest.round + 1, position=latest.position,
            activity=latest.activity, title=latest.title, lead=latest.lead, source=latest.source,
            settings=latest.settings, take=latest.take, minutes=latest.minutes,
        )  # fmt: skip
        self.scope.db.add(again)
        self.scope.db.flush()
        self.scope.db.refresh(self.seminar, ["steps"])
        self.seminar.current_id = again.id
        self._open(again)
        self._changed("reopen", again, reason=bool(clean(reason, 280, required=False)))

    @command("facilitator")
    def message(self, text: str = "") -> None:
        """One sentence on every phone; empty takes it away."""
        self.seminar.notice = clean(text, 280, required=False)
        self._changed("message", self._step)

    @command("facilitator")
    def end(self) -> None:
        """End the seminar: phones show the result, nothing more is taken in."""
        if self.seminar.state != "open":
            raise Refused("not_open", N_("The seminar is not open."))
        current = self.current()
        if current is not None and current.state in ("open", "paused"):
            self._step = current
            self._close()
        if current is not None and current.state == "closed":
            self._step = current
            self._publish()
        self.seminar.state, self.seminar.ended_at = "ended", clock.now()
        self._changed("end", current)

    @command("facilitator")
    def plan(self, minutes: int, settings: dict[str, Any] | None = None) -> None:
        """Change a step that has not been opened: its minutes and what its activity allows."""
        self._require_state("waiting")
        if not 1 <= minutes <= 600:
            raise Refused("bad_minutes", N_("A step takes from 1 to 600 minutes."))
        self._configure(settings or {})
        self.step.minutes = minutes
        self._changed("plan")

    @command("facilitator")
    def set(self, key: str, value: str) -> None:
        """One setting of a step that has not been opened; a value it does not allow is refused."""
        self._require_state("waiting")
        self._configure({key: value})
        self._changed("plan")

    # --- how ---------------------------------------------------------------------------------

    def current(self) -> Step | None:
        return self.scope.db.get(Step, self.seminar.current_id) if self.seminar.current_id else None

    def _configure(self, changes: dict[str, Any]) -> None:
        from methods.engine import known  # the engine knows the activities; this module does not

        made = {**self.step.settings, **changes}
        try:
            kind = known()[self.step.activity].Settings
            made = msgspec.to_builtins(msgspec.convert(made, kind, strict=False))
        except msgspec.ValidationError as error:
            raise Refused(
                "bad_setting",
                N_("That value cannot be used (%(why)s). The plan is as it was."),
                why=str(error),
            ) from error
        self.step.settings = made

    def _activity(self, step: Step) -> Any:
        from methods.engine import activity

        return activity(self.scope, step)

    def _open(self, step: Step) -> None:
        step.state, step.opened_at = "open", clock.now()
        step.deadline = step.opened_at + 60 * step.minutes
        step.round_key = secrets.token_bytes(32)
        self._activity(step).on_open()

    def _close(self) -> None:
        step = self.step
        step.state, step.closed_at, step.paused_left = "closed", clock.now(), None
        activity = self._activity(step)
        activity.on_close()
        if not activity.decides:
            self._publish()

    def _publish(self) -> None:
        self.step.result = self._activity(self.step).publish()
        self.step.state, self.step.published_at = "published", clock.now()
        secrecy.forget(self.scope, self.step)

    def _go_on(self) -> None:
        later = [s for s in self.seminar.steps if s.position > self.step.position]
        following = min((s.position for s in later), default=None)
        if following is None:
            return
        rounds = [s for s in later if s.position == following]
        self.seminar.current_id = max(rounds, key=lambda s: s.round).id

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

    def _changed(self, verb: str, step: Step | None = None, **data: Any) -> None:
        self.scope.log(verb, step or self._step, **data)
        self.scope.touch(*EVERYWHERE)
