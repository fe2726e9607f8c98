"""The two rules once more, voter by voter and as slowly as they are told, to hold ours against.

Money for both: in the first rule everyone has some from the start; in Phragmén's everyone earns at
the same pace, and an item is bought at the very moment its voters have 1 together.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

Profile = list[set[int]]


def support(profile: Profile, item: int) -> int:
    return sum(item in ballot for ballot in profile)


def first(profile: Profile, cost: dict[int, Fraction], chosen: list[int]) -> int:
    """The stated rule: least cost, most voters who have nothing yet, most voters, lowest number."""
    unheard = [ballot for ballot in profile if not ballot & set(chosen)]
    return min(cost, key=lambda item: (cost[item], -support(unheard, item),
                                       -support(profile, item), item))  # fmt: skip


def phragmen(profile: Profile, items: set[int], seats: int, purse: list[Fraction] | None = None,
             chosen: list[int] | None = None) -> list[int]:  # fmt: skip
    purse, chosen = list(purse or [Fraction(0)] * len(profile)), list(chosen or [])
    while len(chosen) < min(seats, len(items)):
        wait: dict[int, Fraction] = {}
        for item in items - set(chosen):
            mine = [purse[v] for v, ballot in enumerate(profile) if item in ballot]
            if mine:
                wait[item] = (1 - sum(mine, Fraction(0))) / len(mine)
        if not wait:
            return chosen + sorted(items - set(chosen))[: seats - len(chosen)]
        item = first(profile, wait, chosen)
        purse = [Fraction(0) if item in ballot else purse[v] + wait[item]
                 for v, ballot in enumerate(profile)]  # fmt: skip
        chosen.append(item)
    return chosen


def equal_shares(profile: Profile, items: set[int], seats: int) -> tuple[list[int], list[int]]:
    """All that are chosen, and those that were bought before the money was too little."""
    purse = [Fraction(seats, len(profile) or 1)] * len(profile)
    bought: list[int] = []
    while True:
        price = {}
        for item in items - set(bought):
            mine = [purse[v] for v, ballot in enumerate(profile) if item in ballot]
            if sum(mine) >= 1:
                price[item] = least(mine)
        if not price:
            return phragmen(profile, items, seats, purse, bought), bought
        item = first(profile, price, bought)
        for v, ballot in enumerate(profile):
            if item in ballot:
                purse[v] -= min(purse[v], price[item])
        bought.append(item)


def least(purses: list[Fraction]) -> Fraction:
    """The least that each may have to pay so that they pay 1: tried for every number of poor."""
    for poor in range(len(purses)):
        rich = sorted(purses)[poor:]
        paid = (1 - sum(sorted(purses)[:poor], Fraction(0))) / len(rich)
        if all(min(p, paid) == paid for p in rich) and sum(min(p, paid) for p in purses) == 1:
            return paid
    raise AssertionError("they cannot pay")


def unjust(profile: Profile, items: set[int], chosen: set[int], seats: int) -> set[int] | None:
    """A group of voters that is denied extended justified representation; None if nobody is.

    So many that they deserve l of the seats, agreeing on l items, and none of them has l chosen.
    """
    voters = [ballot for ballot in profile if ballot & items]
    for deserved in range(1, seats + 1):
        for common in combinations(sorted(items), deserved):
            group = [b for b in voters if set(common) <= b and len(b & chosen) < deserved]
            if group and len(group) * seats >= deserved * len(voters):
                return set(common)
    return None
