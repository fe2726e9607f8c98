"""How many ticks each gets, how long it takes, and how many go on (spec/voting.md §1)."""

from __future__ import annotations

from math import ceil
from typing import Any

THIN = 5  # ticks per item below which the result says little
MOST_THIRD = 20


def each(settings: Any, n: int) -> int | None:
    """What each voter has to give over `n` items, by the mode; None is free ticking."""
    if settings.mode == "poll":
        return 1
    if settings.mode == "rank":
        return min(3, n)
    if settings.mode == "agree":
        return n
    per_item = (settings.per_item or 3) if settings.mode == "dots" else 1
    return ticks(n, settings.budget, settings.cap, per_item)


def ticks(n: int, rule: int | str = "auto", cap: int = 10, per_item: int = 1) -> int | None:
    """Ticks for each voter over `n` items. `rule` is auto, third, a number, or free.

    None is free ticking: as many as one likes (the source's own practice).
    """
    if rule == "free":
        return None
    if rule == "third":
        return max(1, min(n // 3, MOST_THIRD))
    if isinstance(rule, int):
        return max(1, min(rule, n * per_item))
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
