"""Votes on paper, told as ticks for each item in a batch: no ballot of them is known (spec §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Batch:
    """So many paper ballots of one table, and how many of them tick each item.

    With dots, `ticks` are the dots that each item has in the batch.
    """

    ballots: int
    ticks: Mapping[int, int]
    group: int | None = None

    @property
    def given(self) -> int:
        """Ticks in all."""
        return sum(self.ticks.values())


@dataclass(frozen=True)
class Told:
    """What a merged item has: at least `least`, at most `most`. To be counted by hand if they

    differ, and until then it has the least.
    """

    least: int
    most: int

    @property
    def by_hand(self) -> bool:
        return self.least < self.most


def merged(batch: Batch, into: Mapping[int, int], per_item: int = 1) -> dict[int, Told]:
    """The batch when items are merged (`into` by item): the most of those that became one.

    Who ticked both is not known: it may be all of the smaller number, or none of it.
    """
    family: dict[int, list[int]] = defaultdict(list)
    for item, ticks in batch.ticks.items():
        family[into.get(item, item)].append(ticks)
    return {root: Told(max(n), min(sum(n), batch.ballots * per_item)) for root, n in family.items()}


def by_hand(batches: Iterable[Batch], into: Mapping[int, int], per_item: int = 1) -> list[int]:
    """The items whose paper has to be counted again by hand, because they were merged after it."""
    told = [merged(batch, into, per_item) for batch in batches]
    return sorted({item for found in told for item, n in found.items() if n.by_hand})


# --- what may be entered ---------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One row as it was typed: the number of the item and how many ballots tick it."""

    place: int
    number: int
    count: int


@dataclass(frozen=True)
class Fault:
    """What is wrong, as a code that has a sentence (`entering.SAID`); `place` 0 is the batch."""

    place: int
    code: str
    values: Mapping[str, int]


def numbers(text: str) -> list[int] | None:
    """The whole numbers of a text, spaces or commas between; None if it holds anything else."""
    parts = text.replace(",", " ").split()
    return [int(p) for p in parts] if all(map(_whole, parts)) else None


def read(text: str) -> tuple[list[Row], list[Fault]]:
    """The rows of a text, one a line: a number, and how many have it. Empty lines are nothing."""
    rows, faults = [], []
    for place, line in enumerate(text.splitlines(), 1):
        parts = line.replace(":", " ").replace(",", " ").replace("=", " ").split()
        if not parts:
            continue
        if len(parts) != 2 or not all(map(_whole, parts)):
            faults.append(Fault(place, "unreadable", {}))
        else:
            rows.append(Row(place, int(parts[0]), int(parts[1])))
    return rows, faults


def check(rows: Iterable[Row], ballots: int, on: Iterable[int], each: int | None,
          per_item: int) -> list[Fault]:  # fmt: skip
    """What is wrong with a batch of `ballots` (spec/ovre-eiker.md, Paper votes), row by row:

    a number that is not `on` the ballot or stands twice, a count above what the ballots could
    give it, a sum above b·ticks; and one below b, for a ballot without a tick is not cast.
    """
    kept, faults, seen = list(rows), [], set[int]()
    allowed, most = set(on), ballots * per_item
    for row in kept:
        if row.number not in allowed:
            faults.append(Fault(row.place, "not_on_ballot", {"number": row.number}))
        elif row.number in seen:
            faults.append(Fault(row.place, "twice", {"number": row.number}))
        elif row.count > most:
            faults.append(Fault(row.place, "over_ballots", {"count": row.count, "most": most}))
        seen.add(row.number)
    total = sum(row.count for row in kept)
    if each is not None and total > ballots * each:
        faults.append(Fault(0, "over_budget", {"sum": total, "most": ballots * each}))
    if total < ballots and not faults:
        faults.append(Fault(0, "blank", {"sum": total, "ballots": ballots}))
    return faults


def _whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 6
