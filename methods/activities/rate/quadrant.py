"""Where something stands in a grid of two criteria (spec/voting.md §13)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Quadrant = Literal["both", "x", "y", "neither"]
AFFECTED = "berort"  # who is this much affected is with from the start, whatever their power


def limit(low: int, high: int) -> float:
    """From where a value is high: half a step over the middle, 3 of 1–4 and 3.5 of 1–5."""
    return (low + high) / 2 + 0.5


def place(x: float, y: float, low: int, high: int) -> Quadrant:
    """Which of x and y are high."""
    up = limit(low, high)
    if x >= up:
        return "both" if y >= up else "x"
    return "y" if y >= up else "neither"


def from_the_start(row: Mapping[str, float | None], low: int, high: int) -> bool:
    """Whether those who are so affected must be with from the start."""
    value = row.get(AFFECTED)
    return value is not None and value >= limit(low, high)
