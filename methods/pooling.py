"""Which kept ballots lose their table, so that the file tells no small table (spec/voting.md §9).

Pure functions over plain data: a ballot here is only where it was cast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

FEWEST = 5  # ballots that may be told apart from the others together


class Cell(NamedTuple):
    """Ballots that the file could tell apart: of a table, in a phase, on paper or by phone."""

    phase: int
    paper: bool
    group: int | None


def pooled(cast: Iterable[Cell]) -> set[Cell]:
    """The cells whose ballots lose their table: all of fewer than five.

    A pool that is itself smaller than that, those at no table with it, takes the next smallest in.
    """
    sizes = Counter(cast)
    small = {cell for cell, n in sizes.items() if cell.group is not None and n < FEWEST}
    for phase, paper in sorted({(cell.phase, cell.paper) for cell in small}):
        of = [cell for cell in sizes if (cell.phase, cell.paper) == (phase, paper)]
        inside = sum(sizes[cell] for cell in of if cell in small or cell.group is None)
        rest = sorted((sizes[c], c.group, c) for c in of if c.group is not None and c not in small)
        while inside < FEWEST and rest:
            n, _group, cell = rest.pop(0)
            small.add(cell)
            inside += n
    return small
