"""A shortlist that represents the room: the method of equal shares, and Phragmén's rule.

Approval ballots, exact fractions. Both rules as in Lackner and Skowron, Multi-Winner Voting with
Approval Preferences (2023), chapter 2. A ballot that ticks none of the items does not count.

Ties, by a stated rule: of those that cost the same, the one goes first that was ticked by most of
the voters who have nothing chosen yet, then by most voters, then the one with the lowest number.
Each tie that was settled so is told in the result, so that nothing but the ballots and the told
ties decides: neither the order of voters nor of items.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

Ticked = Iterable[Collection[int]]  # for each voter the items ticked
Levels = list[tuple[Fraction, int]]  # what an item's voters stand at, and how many stand there


@dataclass(frozen=True)
class Tie:
    """`tied` cost the same, and `chosen` of them went first, `by` unheard, voters or number."""

    tied: tuple[int, ...]
    chosen: tuple[int, ...]
    by: str


@dataclass
class Chosen:
    """`items` in the order chosen, the first `bought` by equal shares; the `ties` on the way."""

    items: list[int] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    bought: int = 0


def equal_shares(ballots: Ticked, items: Iterable[int], seats: int) -> Chosen:
    """Exactly `seats` items, or all if there are fewer.

    The voters share `seats` equally; an item costs 1, paid by those who ticked it as evenly as
    their money goes; the one that costs each least is bought, until none can be paid. The seats
    that are left go by Phragmén's rule, in which money that was not spent counts.
    """
    room = _Room(ballots, items)
    room.level = [Fraction(seats, room.voters or 1)]
    made = Chosen()
    room.fill(made, seats, _price, lambda price, money: max(Fraction(0), money - price))
    made.bought = len(made.items)
    room.level = [-money for money in room.level]
    return _phragmen(room, made, seats)


def phragmen(ballots: Ticked, items: Iterable[int], seats: int) -> Chosen:
    """Exactly `seats` items, or all if there are fewer.

    Each item is a load of 1, carried by those who ticked it; in turn the one is chosen that makes
    the most loaded of its voters least loaded. Items that nobody ticked come last, by number.
    """
    return _phragmen(_Room(ballots, items), Chosen(), seats)


def represented(ballots: Ticked, chosen: Collection[int]) -> Fraction:
    """The share of the voters, of those who ticked anything, who ticked one of `chosen`."""
    cast = [b for b in ballots if b]
    found = sum(1 for b in cast if any(i in chosen for i in b))
    return Fraction(found, len(cast) or 1)


def _phragmen(room: _Room, made: Chosen, seats: int) -> Chosen:
    room.fill(made, seats, _load, lambda load, _before: load)
    rest = [i for i in room.items if i not in made.items]
    last = rest[: max(0, seats - len(made.items))]
    if last and len(rest) > 1:
        made.ties.append(Tie(tuple(rest), tuple(last), "number"))
    made.items += last
    return made


def _price(levels: Levels) -> Fraction | None:
    """What each pays at most so that they pay 1 in all; None if they do not have it."""
    left, people = Fraction(1), sum(many for _money, many in levels)
    for money, many in levels:  # the poorest first: they pay all they have
        if money * people >= left:
            return left / people
        left, people = left - money * many, people - many
    return None


def _load(levels: Levels) -> Fraction | None:
    """What each carries when these carry one more, as evenly as can be; None for nobody."""
    people = sum(many for _load, many in levels)
    carried = sum((load * many for load, many in levels), Fraction(1))
    return carried / people if people else None


class _Room:
    """The voters while a rule runs. Those with the same ballot are one, of some size; those who

    have paid alike stand at the same level, so that each sum is over a few levels.
    """

    def __init__(self, ballots: Ticked, items: Iterable[int]) -> None:
        self.items = sorted(set(items))
        known = frozenset(self.items)
        alike = Counter(known.intersection(ballot) for ballot in ballots)
        alike.pop(frozenset(), None)
        self.size = list(alike.values())
        self.voters = sum(self.size)
        self.level = [Fraction(0)]
        self.stands = [0] * len(self.size)  # for each, which level
        self.unheard = set(range(len(self.size)))  # who have nothing chosen yet
        self.of: dict[int, list[int]] = {i: [] for i in self.items}
        for number, ballot in enumerate(alike):
            for item in ballot:
                self.of[item].append(number)
        self.support = {i: sum(self.size[n] for n in self.of[i]) for i in self.items}

    def fill(self, made: Chosen, seats: int, cost: Callable[[Levels], Fraction | None],
             pay: Callable[[Fraction, Fraction], Fraction]) -> None:  # fmt: skip
        """Choose the cheapest again and again, until the seats are filled or none has a cost."""
        open_ = [i for i in self.items if i not in made.items]
        while len(made.items) < seats:
            costs = {i: c for i in open_ if (c := cost(self.levels(i))) is not None}
            if not costs:
                return
            item = self.cheapest(costs, made.ties)
            self.move(item, lambda before, c=costs[item]: pay(c, before))  # type: ignore[misc]
            made.items.append(item)
            open_.remove(item)

    def levels(self, item: int) -> Levels:
        many: Counter[int] = Counter()
        for number in self.of[item]:
            many[self.stands[number]] += self.size[number]
        return sorted((self.level[place], n) for place, n in many.items())

    def cheapest(self, costs: dict[int, Fraction], ties: list[Tie]) -> int:
        """By the stated rule; a tie is written in `ties`."""
        least = min(costs.values())
        equal = [i for i, c in costs.items() if c == least]
        if len(equal) == 1:
            return equal[0]
        fresh = {i: sum(self.size[n] for n in self.of[i] if n in self.unheard) for i in equal}
        item, second, *_ = sorted(equal, key=lambda i: (-fresh[i], -self.support[i], i))
        same = "number" if self.support[item] == self.support[second] else "voters"
        ties.append(Tie(tuple(equal), (item,), same if fresh[item] == fresh[second] else "unheard"))
        return item

    def move(self, item: int, to: Callable[[Fraction], Fraction]) -> None:
        """Those who ticked `item` come to stand at another level."""
        places = {level: place for place, level in enumerate(self.level)}
        moved: dict[int, int] = {}
        self.unheard.difference_update(self.of[item])
        for number in self.of[item]:
            old = self.stands[number]
            if old not in moved:
                level = to(self.level[old])
                if level not in places:
                    places[level] = len(self.level)
                    self.level.append(level)
                moved[old] = places[level]
            self.stands[number] = moved[old]
