"""Counting ballots: pure functions over plain data, so that a recount is the same code.

A ballot is what one voter ticked; nothing here knows who that was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, prod

from methods.activities.vote.paper import Batch
from methods.activities.vote.paper import merged as merge_batch


@dataclass(frozen=True)
class Ballot:
    """`ticks` is weight by item (1 for a tick); `group` the voter's home table, if known.

    `paper`: entered from a paper ballot.
    """

    ticks: Mapping[int, int]
    group: int | None = None
    paper: bool = False


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


def merged_ballot(ballot: Ballot, merged: Mapping[int, int], per_item: int = 1, *,
                  best: bool = False) -> Ballot:  # fmt: skip
    """The ballot with merged items' ticks moved to their root: a union, never a sum above

    `per_item` (spec/voting.md §4). `best`: a place in a ranking is not a sum; the best one stands.
    """
    ticks: Counter[int] = Counter()
    for item, weight in ballot.ticks.items():
        root = merged.get(item, item)
        ticks[root] = max(ticks[root], weight) if best else ticks[root] + weight
    return Ballot({i: min(w, per_item) for i, w in ticks.items()}, ballot.group)


class Tally:
    """What has been counted so far: votes and voters by item, and by the voters' groups."""

    def __init__(self) -> None:
        self.votes: Counter[int] = Counter()
        self.voters: Counter[int] = Counter()
        self.sizes: Counter[int] = Counter()
        self.by_group: dict[int, Counter[int]] = defaultdict(Counter)

    def add(self, given: Mapping[int, int], voters: Mapping[int, int], ballots: int,
            group: int | None) -> None:  # fmt: skip
        """Ballots of one group: what each item got of them, and from how many."""
        if group is not None:
            self.sizes[group] += ballots
        for item, weight in given.items():
            self.votes[item] += weight
            self.voters[item] += voters[item]
            if group is not None and voters[item]:
                self.by_group[item][group] += voters[item]

    def line(self, item: int) -> Line:
        by_group = self.by_group[item]
        return Line(item, self.votes[item], self.voters[item], len(by_group),
                    table_fair(by_group, self.sizes), bridging(by_group, self.sizes),
                    len(self.sizes))  # fmt: skip


def count(ballots: Iterable[Ballot], items: Iterable[int], merged: Mapping[int, int] | None = None,
          per_item: int | None = None, *, best: bool = False,
          paper: Iterable[Batch] = ()) -> list[Line]:  # fmt: skip
    """Every item's line, ranked (spec/voting.md §5). Ticks on other items are not counted.

    Without `per_item`, weights count as they are; merging items needs it. A batch of `paper` is
    one table's ballots: merged items have the most of it, and where one can give several, the
    fewest voters there can be (spec/voting.md §4).
    """
    roots, tally = merged or {}, Tally()
    cap = per_item if per_item is not None else (1 if roots else None)
    for cast in ballots:
        ballot = cast if cap is None else merged_ballot(cast, roots, cap, best=best)
        tally.add(ballot.ticks, dict.fromkeys(ballot.ticks, 1), 1, ballot.group)
    for batch in paper:
        most = cap or 1
        told = {i: n.least for i, n in merge_batch(batch, roots, most).items()}
        voters = {i: ceil(n / most) for i, n in told.items()}
        tally.add(told, voters, batch.ballots, batch.group)
    return ranked([tally.line(item) for item in items if item not in roots])


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


def home_share(ballots: Iterable[Ballot], item: int, home: int | None,
               paper: Iterable[Batch] = ()) -> float | None:  # fmt: skip
    """The share of an item's ticks that came from its own table; None under five ticks (§8)."""
    by_group = Counter(b.group for b in ballots if item in b.ticks)
    for batch in paper:
        by_group[batch.group] += batch.ticks.get(item, 0)
    if home is None or by_group.total() < 5:
        return None
    return by_group[home] / by_group.total()
