"""How the time goes: when it ends, how late that is, and what can be cut."""

from __future__ import annotations

from typing import Any

from methods import catching_up, clock
from methods.activity import Activity
from models import Seminar, Step
from translations import pick


def plan(seminar: Seminar) -> list[Step]:
    """Each step once, in order: its newest round."""
    newest: dict[str, Step] = {}
    for step in seminar.steps:
        newest[step.key] = step
    return sorted(newest.values(), key=lambda s: s.position)


def end_time(seminar: Seminar) -> float:
    """When it all ends if every remaining step keeps to its minutes. Epoch seconds.

    Steps that people do in their own time, and pauses between steps, are not counted.
    """
    now, left = clock.now(), 0.0
    for step in _timed(seminar):
        if step.state == "waiting":
            left += 60 * step.lasts
        elif step.state == "paused":
            left += step.paused_left or 0
        elif step.state == "open":
            left += max(0.0, (step.deadline or now) - now)
    return now + left


def late(seminar: Seminar) -> int:
    """Minutes after the plan that it will end; less than 0 is before."""
    if not seminar.opened_at:
        return 0
    planned = sum(60 * s.minutes for s in _timed(seminar)) + _untimed(seminar)
    return round((end_time(seminar) - seminar.opened_at - planned) / 60)


def slips(seminar: Seminar, current: Activity | None) -> dict[str, Any]:
    """What can be cut when time slips, and the new end then; what has been given up ahead."""
    end, after = end_time(seminar), late(seminar)
    found = catching_up.proposals(seminar, after) if after > 1 and seminar.state == "open" else []
    steps = {step.id: step for step in seminar.steps}
    won = sum(cut.minutes for cut in found)
    given_up = catching_up.given_up(seminar, current.step if current else None)
    return {
        "late": after, "won": won, "end": int((end - 60 * won) * 1000),
        "cuts": [{"id": cut.step, "title": pick(steps[cut.step].title), "out": cut.out,
                  "cut": steps[cut.step].cut + cut.minutes, "now": steps[cut.step].lasts,
                  "then": steps[cut.step].lasts - cut.minutes} for cut in found],
        "given_up": [{"id": s.id, "title": pick(s.title), "now": s.lasts, "planned": s.minutes,
                      "out": s.state == "skipped"} for s in given_up],
    }  # fmt: skip


def _timed(seminar: Seminar) -> list[Step]:
    return [s for s in plan(seminar) if not s.in_own_time]


def _untimed(seminar: Seminar) -> float:
    """Seconds that have gone without a clock: pauses between steps, and steps in own time."""
    now = clock.now()
    rested = seminar.rested + (now - seminar.resting_since if seminar.resting_since else 0)
    own = [(s.closed_at or now) - s.opened_at
           for s in seminar.steps if s.in_own_time and s.opened_at]  # fmt: skip
    return rested + sum(own)
