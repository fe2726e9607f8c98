"""Which steps yield when time slips, and by how much (spec/ovre-eiker.md, «Time slips»).

The method file says it as `late`: a step is cut to no less than a share of its plan, or may be
left out, or is kept. One that says nothing does as its activity does: work and gathering are cut.
Those with a place yield first, in that order; then the longest. Leaving out is the last resort.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any


@dataclass(frozen=True)
class Yields:
    """A step that waits: `planned` minutes, of which `cut` are taken off already."""

    step: int
    planned: int
    cut: int = 0
    way: str = "keep"  # shorten, leave_out, keep
    place: int = 0
    least: int = 60  # per cent of the plan

    @property
    def spare(self) -> int:
        """Minutes that can still be taken off."""
        left = self.planned - self.cut
        if self.way == "leave_out":
            return left
        least = ceil(self.planned * self.least / 100)
        return max(0, left - least) if self.way == "shorten" else 0


@dataclass(frozen=True)
class Cut:
    """A proposal: `minutes` are taken off the step, or all of it (`out`)."""

    step: int
    minutes: int
    out: bool = False


def yields(step: Any, way: str) -> Yields:
    """How a step yields; `way` is what its activity does unless the method has said."""
    late = step.late or {}
    return Yields(step.id, step.minutes, step.cut, late.get("way") or way,
                  late.get("place", 0), late.get("least", 60))  # fmt: skip


def cuts(waiting: Sequence[Yields], minutes: int) -> list[Cut]:
    """What to cut to win `minutes`: as little as it takes, and no more than there is."""
    made: list[Cut] = []
    for row in sorted(waiting, key=_order):
        left = minutes - sum(cut.minutes for cut in made)
        if left > 0 and row.spare > 0:
            out = row.way == "leave_out"
            made.append(Cut(row.step, row.spare if out else min(row.spare, left), out))
    return made


def _order(row: Yields) -> tuple[bool, bool, int, int]:
    return row.way == "leave_out", row.place == 0, row.place, -row.planned
