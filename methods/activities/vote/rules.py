"""The rules for anyone's ballots: most ticks, table-fair, and two that represent the room.

Each gives exactly so many, in order, and tells the ties that decided anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from methods.activities.vote import proportional
from methods.activities.vote.counting import Ballot, Line, count
from methods.activities.vote.proportional import Tie

RULES = ("ticks", "table-fair", "equal-shares", "phragmen")
# What decides, from the first on; the number is last (spec/voting.md §5 and §7).
CHAINS = {
    "ticks": ("votes", "voters", "tables", "table_fair"),
    "table-fair": ("table_fair", "votes", "voters", "tables"),
}


@dataclass(frozen=True)
class Elected:
    """`represented` is the share of the voters with a tick among the `chosen`."""

    chosen: tuple[int, ...]
    ties: tuple[Tie, ...]
    represented: Fraction


def elect(rule: str, ballots: Sequence[Ballot], items: Iterable[int], seats: int) -> Elected:
    """Exactly `seats` of the items by one of `RULES`, or all if there are fewer."""
    ticked = [list(ballot.ticks) for ballot in ballots]
    if rule == "equal-shares":
        made = proportional.equal_shares(ticked, items, seats)
        chosen, ties = tuple(made.items), tuple(made.ties)
    elif rule == "phragmen":
        made = proportional.phragmen(ticked, items, seats)
        chosen, ties = tuple(made.items), tuple(made.ties)
    else:
        chosen, ties = _first(count(ballots, items), CHAINS[rule], seats)
    return Elected(chosen, ties, proportional.represented(ticked, set(chosen)))


def _first(lines: Sequence[Line], chain: Sequence[str],
           seats: int) -> tuple[tuple[int, ...], tuple[Tie, ...]]:  # fmt: skip
    """The first in the order of `chain`, and the tie at the cut if there is one."""

    def key(line: Line) -> tuple[Any, ...]:
        return tuple(-getattr(line, name) for name in chain)

    order = sorted(lines, key=lambda line: (key(line), line.item))
    chosen = tuple(line.item for line in order[:seats])
    if seats >= len(order) or key(order[seats - 1])[0] != key(order[seats])[0]:
        return chosen, ()
    last, out = key(order[seats - 1]), key(order[seats])
    parts = (name for name, a, b in zip(chain, last, out, strict=True) if a != b)
    tied = tuple(line.item for line in order if key(line)[0] == last[0])
    by = next(parts, "number")
    return chosen, (Tie(tied, tuple(i for i in tied if i in chosen), by),)
