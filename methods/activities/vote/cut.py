"""Where the list is cut: ties, the natural break, near misses (spec/voting.md §5, §6).

A tie at the cut is never broken in silence: these functions suggest, a person chooses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from methods.activities.vote.counting import Line

RUNOFF_SECONDS = 90


@dataclass(frozen=True)
class Tie:
    """`above` are safely in, `tied` share the last `places`; `suggestion` is one of

    include, exclude, runoff.
    """

    above: tuple[int, ...]
    tied: tuple[int, ...]
    places: int
    suggestion: str


@dataclass(frozen=True)
class Settled:
    """A tie that was settled: who got the places, who did not, and by which rule each got it."""

    chosen: tuple[int, ...]
    losers: tuple[int, ...]
    by: tuple[str, ...]  # for each chosen: tables, table_fair or lot


def slack(k: int) -> int:
    """How far from `k` one may go without asking: 0 below 3, else a fifth, at least 1."""
    return 0 if k < 3 else max(1, k // 5)


def suggest(k: int, above: int, tied: int) -> str | None:
    """What to do when `tied` items share the place at the cut, `above` stand over them.

    None when they all fit: then there is no tie.
    """
    if above + tied <= k:
        return None
    if above + tied <= k + slack(k):
        return "include"
    return "exclude" if above >= max(1, k - slack(k)) else "runoff"


def tie(lines: Sequence[Line], k: int) -> Tie | None:
    """The tie at place `k` in a ranked list; None if the list can be cut there cleanly."""
    if k >= len(lines) or k < 1:
        return None
    votes = lines[k - 1].votes
    above = tuple(r.item for r in lines if r.votes > votes)
    tied = tuple(r.item for r in lines if r.votes == votes)
    suggestion = suggest(k, len(above), len(tied))
    return Tie(above, tied, k - len(above), suggestion) if suggestion else None


def natural_break(votes: Sequence[int], k: int) -> int | None:
    """After which place the list breaks by itself, near `k`; None if nowhere clearly (§6).

    `votes` in falling order. The largest gap wins, then the nearest to k, then the smaller place.
    """
    if not votes:
        return None
    limit = max(2, ceil(votes[0] / 10))
    near = range(max(1, k - slack(k)), min(len(votes) - 1, k + slack(k)) + 1)
    gaps = [(votes[c - 1] - votes[c], c) for c in near]
    best = min(gaps, key=lambda gap: (-gap[0], abs(gap[1] - k), gap[1]), default=(0, 0))
    return best[1] if best[0] >= limit else None


def near_misses(lines: Sequence[Line], kept: Sequence[int], ballots: int) -> list[int]:
    """Who was nearly in: within max(1, 3 % of the ballots) below the last that went on (§6)."""
    inside = [r.votes for r in lines if r.item in set(kept)]
    if not inside:
        return []
    reach = min(inside) - max(1, ballots * 3 // 100)
    return [r.item for r in lines if r.item not in set(kept) and r.votes >= reach]


def settle(
    tied: Sequence[Line], places: int, seed: str, numbers: Mapping[int, int | None] | None = None
) -> Settled:
    """Who of the tied get the `places`: most tables, then higher table-fair value, then the lot.

    The lot is SHA-256 of the recorded seed and the item's number on the ballot (`numbers` by item;
    the item itself without): anyone can draw it again from the report.
    """

    def lot(line: Line) -> str:
        drawn = (numbers or {}).get(line.item, line.item)
        return hashlib.sha256(f"{seed}:{drawn}".encode()).hexdigest()

    order = sorted(tied, key=lambda r: (-r.tables, -r.table_fair, lot(r)))
    chosen, rest = order[:places], order[places:]
    return Settled(
        tuple(r.item for r in chosen),
        tuple(r.item for r in rest),
        tuple(_by(line, rest) for line in chosen),
    )


def _by(line: Line, rest: Sequence[Line]) -> str:
    """The rule that put `line` before all of `rest`."""
    rivals = [r for r in rest if r.tables == line.tables]
    if not rivals:
        return "tables"
    return "lot" if any(r.table_fair == line.table_fair for r in rivals) else "table_fair"
