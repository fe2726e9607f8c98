"""How many ticks each gets, how long it takes, and how many go on (spec/voting.md §1)."""

from __future__ import annotations

from math import ceil

THIN = 5  # ticks per item below which the result says little
MOST_THIRD = 20


def ticks(n: int, rule: int | str = "auto", cap: int = 10) -> int | None:
    """Ticks for each voter over `n` items. `rule` is auto, third, a number, or free.

    None is free ticking: as many as one likes (the source's own practice).
    """
    if rule == "free":
        return None
    if rule == "third":
        return max(1, min(n // 3, MOST_THIRD))
    if isinstance(rule, int):
        return max(1, min(rule, n))
    return max(1, min(n // 2, cap, max(3, ceil(n / 4))))


def minutes(n: int) -> int:
    """Minutes it takes to read and tick `n` items."""
    return max(5, ceil(n / 10) + 2)


def thin(people: int, n: int, each: int) -> bool:
    """Whether so few ticks fall on each item that the ranking is chance."""
    return n > 0 and people * each / n < THIN


def target(setting: int | str, n: int) -> int:
    """How many of `n` items go on: a number, or a third rounded up."""
    wanted = ceil(n / 3) if setting == "third" else int(setting)
    return min(wanted, n)
