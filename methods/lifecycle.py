"""Leading a seminar: doors, and each step's way from waiting to published."""

from __future__ import annotations

from methods import clock, limits, rehearsal, secrecy
from methods.command import command
from methods.course import Course
from methods.refusal import Refused, still
from methods.text import clean
from models import Group
from translations import N_


class Lifecycle(Course):
    """The facilitator's commands, from the doors to the end."""

    @command("facilitator")
    def open_doors(self) -> None:
        """Let people in: the first step opens and becomes the current one."""
        if self.seminar.state != "draft":
            raise Refused("already_open", N_("The doors are open already."))
        rehearsal.wipe(self.scope)
        self.seminar.state, self.seminar.opened_at = "open", clock.now()
        first = next(s for s in self.seminar.steps if s.state == "waiting")
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
        self.step.paused_at = clock.now()
        self.step.paused_left = max(0.0, (self.step.deadline or 0) - self.step.paused_at)
        self._changed("pause")

    @command("facilitator")
    def resume(self) -> None:
        """Go on after a pause, with the time that was left."""
        self._require("paused")
        self._unpause()
        self.step.state = "open"
        left = self.step.paused_left or 0
        self.step.deadline = None if self.step.in_own_time else clock.now() + left
        self.step.paused_left = None
        self._changed("resume")

    @command("facilitator")
    def extend(self, minutes: int, until: int | None = None, reason: str = "") -> None:
        """Move the step's end by `minutes` (−60 to 60), never to before now.

        `until` is the end that the one who pressed saw, in milliseconds: two who press at once
        give the time once. With a `reason` also to more than the step is meant to take.
        """
        self._require("open", "paused")
        still(until, int((self.step.deadline or 0) * 1000))
        if not -60 <= minutes <= 60 or minutes == 0:
            raise Refused("bad_minutes", N_("Extend by 1 to 60 minutes at a time."))
        if self.step.in_own_time:
            raise Refused("no_clock", N_("People answer this when it suits them: it has no clock. "
                                         "Close it when enough have answered."))  # fmt: skip
        if minutes > 0:
            self._within(limits.minutes_given(self.scope, self.step) + minutes, reason)
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
        """Finish the current step and stand at the next, not yet opened; maybe with a pause."""
        self._require("open", "paused", "closed", "published", "skipped")
        if self.step.state in ("open", "paused"):
            self._close()
        if self.step.state == "closed":
            self._publish()
        self._go_on()
        self._rest()
        self._changed("next")

    @command("facilitator")
    def go_on(self) -> None:
        """The pause between two steps is over. The step that comes is not opened by this."""
        if not self.seminar.resting:
            raise Refused("moved", N_("The seminar has already moved on. The page shows where."))
        self._rest_ends()
        self._changed("go_on", self.current())

    @command("facilitator")
    def skip(self) -> None:
        """Leave a step out that has not been opened."""
        self._require("waiting")
        self.step.state = "skipped"
        self._go_on()
        self._changed("skip")

    @command("facilitator")
    def message(self, text: str = "", group: int = 0) -> None:
        """One sentence on every phone, or on those of one group; empty takes it away."""
        told = clean(text, 280, required=False)
        if group:
            self._place(group).notice = told
        else:
            self.seminar.notice = told
        self.scope.log("message", self._step, group=bool(group))
        self.scope.touch("console", *(["own:*"] if group else ["phone", "screen"]))

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
        self._rest_ends()
        self.seminar.state, self.seminar.ended_at = "ended", clock.now()
        secrecy.forget_authors(self.scope)
        self._changed("end", current)

    def _place(self, number: int) -> Group:
        found = self.scope.db.get(Group, number)
        if found is None or found.seminar_id != self.seminar.id:
            raise Refused("other_seminar", N_("That belongs to another seminar."))
        return found
