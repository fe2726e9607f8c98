"""The clock of a step: it stands still in a pause, and so does everything that is timed by it."""

from __future__ import annotations

from methods import clock
from models import Step


class Timed:
    step: Step

    def now(self) -> float:
        """The moment by the step's own clock, which stands still in a pause."""
        return self.step.paused_at or clock.now()

    def elapsed(self) -> float:
        """Seconds that the step has been open, pauses apart."""
        return self.now() - (self.step.opened_at or self.now()) - self.step.paused

    def half_time(self, share: float = 0.5) -> bool:
        """Whether half of the step's time has passed, or another share of it."""
        if self.step.opened_at is None or self.step.deadline is None:
            return self.step.state in ("closed", "published")
        length = self.step.deadline - self.step.opened_at - self.step.paused
        return self.elapsed() >= share * length
