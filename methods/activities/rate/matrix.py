"""The decision matrix: weighted totals, and whether the weights decide (spec/voting.md §12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FALL = 2  # places
Row = Mapping[str, float]


def total(row: Row, weights: Mapping[str, float]) -> float:
    """Σ weight · value / Σ weight."""
    return sum(weights[key] * row[key] for key in weights) / sum(weights.values())


def ranks(totals: Sequence[float]) -> list[int]:
    """Competition ranks, 1 for the highest: 1, 2, 2, 4. Equal to six decimals is equal."""
    even = [round(t, 6) for t in totals]
    return [1 + sum(other > mine for other in even) for mine in even]


def sensitive(rows: Sequence[Row], weights: Mapping[str, float]) -> list[bool]:
    """For each row whether it falls two places or more when one criterion counts double."""
    before = ranks([total(row, weights) for row in rows])
    falls = [False] * len(rows)
    for key in weights if len(weights) > 1 else ():
        heavier = {**weights, key: 2 * weights[key]}
        after = ranks([total(row, heavier) for row in rows])
        falls = [f or b + FALL <= a for f, b, a in zip(falls, before, after, strict=True)]
    return falls
