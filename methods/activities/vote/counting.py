"""Counting ballots: pure functions over plain data, so that a recount is the same code.

A ballot is what one voter ticked; nothing here knows who that was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod


@dataclass(frozen=True)
class Ballot:
    """`ticks` is weight by item (1 for a tick); `group` the voter's home table, if known."""

    ticks: Mapping[int, int]
    group: int | None = None


@dataclass(frozen=True)
class Line:
    """One item's result. `table_fair` is exact; `bridging` is shown as its root, 0 to 1."""

    item: int
    votes: int
    voters: int
    tables: int
    table_fair: Fraction
    bridging: Fraction
    groups: int
    rank: int = 0

    @property
    def root(self) -> float:
        """The G-th root of the bridging product, G the number of groups (spec/voting.md §8)."""
        return float(self.bridging) ** (1 / self.groups) if self.groups else 0.0


def merged_ballot(ballot: Ballot, merged: Mapping[int, int], per_item: int = 1) -> Ballot:
    """The ballot with merged items' ticks moved to their root: a union, never a sum above

    `per_item` (spec/voting.md §4).
    """
    ticks: Counter[int] = Counter()
    for item, weight in ballot.ticks.items():
        ticks[merged.get(item, item)] += weight
    return Ballot({i: min(w, per_item) for i, w in ticks.items()}, ballot.group)


def count(ballots: Iterable[Ballot], items: Iterable[int], merged: Mapping[int, int] | None = None,
          per_item: int | None = None) -> list[Line]:  # fmt: skip
    """Every item's line, ranked (spec/voting.md §5). Ticks on other items are not counted.

    Without `per_item`, weights count as they are; merging items needs it.
    """
    roots = merged or {}
    cap = per_item if per_item is not None else (1 if roots else None)
    cast = [b if cap is None else merged_ballot(b, roots, cap) for b in ballots]
    sizes = Counter(b.group for b in cast if b.group is not None)
    votes: Counter[int] = Counter()
    voters: Counter[int] = Counter()
    by_group: dict[int, Counter[int]] = defaultdict(Counter)
    for ballot in cast:
        for item, weight in ballot.ticks.items():
            votes[item] += weight
            voters[item] += 1
            if ballot.group is not None:
                by_group[item][ballot.group] += 1
    lines = [
        Line(i, votes[i], voters[i], len(by_group[i]), table_fair(by_group[i], sizes),
             bridging(by_group[i], sizes), len(sizes))
        for i in items if i not in roots
    ]  # fmt: skip
    return ranked(lines)


def table_fair(given: Mapping[int, int], sizes: Mapping[int, int]) -> Fraction:
    """The mean over groups of the share that ticked it; those with no ballots left out (§7)."""
    if not sizes:
        return Fraction(0)
    return sum((Fraction(given.get(g, 0), m) for g, m in sizes.items()), Fraction(0)) / len(sizes)


def bridging(given: Mapping[int, int], sizes: Mapping[int, int]) -> Fraction:
    """The product over groups of (a+1)/(m+2): high when every group has some for it (§8)."""
    return prod((Fraction(given.get(g, 0) + 1, m + 2) for g, m in sizes.items()),
                start=Fraction(1))  # fmt: skip


def ranked(lines: Sequence[Line]) -> list[Line]:
    """In order of votes, voters, tables, table-fair, number; with competition ranks (1, 2, 2, 4).

    Only votes make ranks: the rest is the order in which equals are shown.
    """
    order = sorted(lines, key=lambda r: (-r.votes, -r.voters, -r.tables, -r.table_fair, r.item))
    made: list[Line] = []
    for place, line in enumerate(order, 1):
        same = made and made[-1].votes == line.votes
        made.append(_with_rank(line, made[-1].rank if same else place))
    return made


def _with_rank(line: Line, rank: int) -> Line:
    return Line(line.item, line.votes, line.voters, line.tables, line.table_fair, line.bridging,
                line.groups, rank)  # fmt: skip


def home_share(ballots: Iterable[Ballot], item: int, home: int | None) -> float | None:
    """The share of an item's ticks that came from its own table; None under five ticks (§8)."""
    groups = [b.group for b in ballots if item in b.ticks]
    if home is None or len(groups) < 5:
        return None
    return groups.count(home) / len(groups)
