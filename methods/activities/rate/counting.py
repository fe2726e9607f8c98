"""The spread of answers on a scale: pure functions (spec/voting.md §11, scenarios.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, quantiles


@dataclass(frozen=True)
class Spread:
    """`counts` by value from lowest to highest; quartiles are type 7."""

    n: int
    mean: float
    counts: tuple[int, ...]
    quartiles: tuple[float, float, float]


def spread(values: Sequence[int], low: int = 1, high: int = 5) -> Spread | None:
    """How `values` (each from `low` to `high`) are spread; None if nobody answered."""
    if not values:
        return None
    counts = tuple(sum(1 for v in values if v == step) for step in range(low, high + 1))
    if len(values) == 1:
        only = float(values[0])
        return Spread(1, only, counts, (only, only, only))
    first, middle, third = quantiles(values, n=4, method="inclusive")
    return Spread(len(values), mean(values), counts, (first, middle, third))
