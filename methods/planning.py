"""Changing the plan: a step's minutes and settings, until it has been opened."""

from __future__ import annotations

from typing import Any

from methods import checking
from methods.command import command
from methods.course import Course
from methods.refusal import Refused
from translations import N_, use


class Planning(Course):
    @command("facilitator")
    def plan(self, minutes: int, settings: dict[str, Any] | None = None,
             reason: str = "") -> None:  # fmt: skip
        """Change a step that has not been opened: its minutes and what its activity allows.

        With a `reason` it gets more minutes than it is meant to take.
        """
        self._require_state("waiting")
        if not 1 <= minutes <= 600:
            raise Refused("bad_minutes", N_("A step takes from 1 to 600 minutes."))
        self._within(minutes, reason)
        self._configure(settings or {})
        self.step.minutes, self.step.cut = minutes, 0
        self._changed("plan")

    @command("facilitator")
    def set(self, key: str, value: str) -> None:
        """One setting of a step that has not been opened; a value it does not allow is refused."""
        self._require_state("waiting")
        self._configure({key: value})
        self._changed("plan")

    def _configure(self, changes: dict[str, Any]) -> None:
        from methods.engine import known  # the engine knows the activities; this module does not

        kind = known()[self.step.activity]
        keys = list({s.key: s for s in self.seminar.steps})
        wanted = {**self.step.settings, **changes}
        with use(self.scope.actor.language):
            made, found = checking.settings(kind.Settings, wanted, strict=False)
            told = [(fault.key, fault.sentence) for fault in found]
            told = told or kind.faults(made, self.step.key, keys)
            why = "; ".join(f"{key}: {sentence}" for key, sentence in told)
        if told:
            raise Refused("bad_setting",
                          N_("That value cannot be used (%(why)s). The plan is as it was."),
                          why=why)  # fmt: skip
        self.step.settings = made
