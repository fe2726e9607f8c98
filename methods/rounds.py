"""Opening a step that is not the next one: a new round, one that was left out, one further on."""

from __future__ import annotations

from methods.command import command
from methods.course import Course
from methods.refusal import Refused
from methods.text import clean
from translations import N_


class Rounds(Course):
    @command("facilitator")
    def reopen(self, reason: str = "") -> None:
        """Open the step wherever it stands.

        A published one gets a new round; the old result stays as it was, and readable. One that
        was left out or not reached yet is opened as it is; what is passed over is left out.
        """
        if self.seminar.state != "open":
            raise Refused("not_open", N_("The seminar is not open."))
        latest = self.scope.latest(self.step.key)
        if latest is None or latest.state in ("open", "paused", "closed"):
            raise Refused("already_open", N_("A new round of this step is under way already."))
        current = self.current()
        if current is not None and current.state in ("open", "paused", "closed"):
            raise Refused("step_open", N_("Close and publish the step that is open first."))
        if latest.state == "published":
            latest = self._new_round(latest)
        elif current is not None:
            self._pass_over(current, latest)
        self.seminar.current_id = latest.id
        self._open(latest)
        self._changed("reopen", latest, reason=bool(clean(reason, 280, required=False)))
