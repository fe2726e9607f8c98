"""Do people agree, disagree for good, or stand at each end: pure functions (spec/voting.md §11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from methods.activities.rate.counting import Spread, spread

POLARISED = 0.30  # so many at each end
STILL = 0.5  # a median or an IQR that moved no more than this stands still
MOST_ROUNDS = 3


@dataclass(frozen=True)
class Verdict:
    """`share` is the larger of the two ends' shares of the answers."""

    spread: Spread
    iqr: float
    share: float
    consensus: bool
    polarised: bool


def verdict(values: Sequence[int], low: int = 1, high: int = 5, iqr: float = 1,
            share: float = 0.7) -> Verdict | None:  # fmt: skip
    """How far people agree; None if nobody answered.

    The ends of a scale are its outer quarters: 1–2 and 4–5 of five, 1 and 4 of four. Consensus is
    an IQR of at most `iqr` and at least `share` at one end.
    """
    found = spread(values, low, high)
    if found is None:
        return None
    quarter = (high - low) / 4
    bottom = sum(v <= low + quarter for v in values) / found.n
    top = sum(v >= high - quarter for v in values) / found.n
    width = found.quartiles[2] - found.quartiles[0]
    agreed = width <= iqr and max(bottom, top) >= share
    split = not agreed and min(bottom, top) >= POLARISED
    return Verdict(found, width, max(bottom, top), agreed, split)


def stable(now: tuple[float, float], before: tuple[float, float]) -> bool:
    """Whether (median, IQR) has stood still since the round before."""
    return all(abs(a - b) <= STILL for a, b in zip(now, before, strict=True))
