"""Is everybody heard, and what unites the room: pure functions over what has been published.

Nothing is told of a table with fewer than five people, or of a vote that is not published
(spec/voting.md §8). Nothing here knows a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FEWEST = 5  # people at a table, and cards in all, before anything is told
FIRST = 3  # so many are named of what unites and what divides


@dataclass(frozen=True)
class Table:
    """A table: its people, and what has come from it. None where nothing has been asked yet."""

    number: int
    people: int
    items: int | None = None
    ballots: int | None = None
    spoke: int | None = None


def told(tables: Sequence[Table]) -> list[Table]:
    """The tables that are large enough to be told of."""
    return [t for t in tables if t.people >= FEWEST]


def unheard(tables: Sequence[Table]) -> dict[str, list[int]]:
    """The numbers of the tables that nothing has come from: cards, ballots, speech."""
    large = told(tables)
    return {what: [t.number for t in large if getattr(t, what) == 0]
            for what in ("items", "ballots", "spoke")}  # fmt: skip


def shares(tables: Sequence[Table]) -> list[tuple[Table, float]]:
    """Each large table's share of all cards; nothing before there are five cards."""
    written = sum(t.items or 0 for t in tables)
    if written < FEWEST:
        return []
    return [(t, (t.items or 0) / written) for t in told(tables)]


def wrote_most(tables: Sequence[Table]) -> tuple[int, float] | None:
    """The table that wrote more than half of the cards, and its share; none of two tables."""
    if len(tables) < 3:
        return None
    return next(((t.number, share) for t, share in shares(tables) if share > 0.5), None)


def mostly_home(rows: Sequence[dict[str, Any]], homes: dict[int, int]) -> list[tuple[int, int]]:
    """Items with most ticks from their own table: `(item, tenths)`.

    `homes` is the ballots at each item's home table: of a small one nothing is told. The share is
    in whole tenths, so that no single ballot can be read out of it.
    """
    return [(row["item"], round(10 * row["home_share"])) for row in rows
            if (row["home_share"] or 0) > 0.5 and homes.get(row["item"], 0) >= FEWEST]  # fmt: skip


def unites(rows: Sequence[dict[str, Any]]) -> list[int]:
    """The items with support at most tables: the highest bridging values, above the middle."""
    found = _by_bridging(rows)
    return [row["item"] for row in found[: min(FIRST, len(found) // 2)]]


def divides(rows: Sequence[dict[str, Any]]) -> list[int]:
    """Items among the upper half by votes that stand lower by bridging: many want them, but not at

    every table. Those that fall most come first.
    """
    bridging = {row["item"]: place for place, row in enumerate(_by_bridging(rows))}
    by_votes = sorted(rows, key=lambda row: (-row["votes"], bridging.get(row["item"], 0)))
    upper = [row["item"] for row in by_votes[: len(by_votes) // 2]]
    fall = {item: bridging[item] - place for place, item in enumerate(upper) if item in bridging}
    falling = sorted((item for item in fall if fall[item] > 0), key=lambda item: -fall[item])
    return [item for item in falling if item not in unites(rows)][:FIRST]


def _by_bridging(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows from the highest bridging value down; none where it is not told."""
    there = [row for row in rows if row["bridging"] is not None]
    return sorted(there, key=lambda row: -float(row["bridging"]))
