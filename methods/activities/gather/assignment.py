"""Which items each writes about: all, one's own, a neighbouring group's, or a sample (pure).

An item belongs to a unit: the group that wrote it, or the one person. The critical friend
(`other_group`) gets a neighbour's items and never its own; the same question always has the same
answer, so that a page loaded anew shows the same items.
"""

from __future__ import annotations

from collections.abc import Sequence

Owned = tuple[int, object]  # an item's id, and the unit that wrote it


def own(items: Sequence[Owned], unit: object) -> list[int]:
    return [item for item, owner in items if owner == unit]


def other_group(items: Sequence[Owned], units: Sequence[object], unit: object) -> list[int]:
    """The items of the next unit in the ring of `units` that has written any.

    Somebody who belongs to no unit reads the first one's. Nothing if only one's own is there.
    """
    ring = list(units)
    at = ring.index(unit) if unit in ring else -1
    for step in range(1, len(ring) + 1):
        there = ring[(at + step) % len(ring)]
        if there != unit and (found := own(items, there)):
            return found
    return []


def sample(items: Sequence[Owned], place: int, unit: object, size: int) -> list[int]:
    """`size` items that are not one's own, from one's `place` in the ring and on.

    Neighbours in the ring start one item apart: all items are written about about equally often.
    """
    others = [item for item, owner in items if owner != unit]
    if not others:
        return []
    start = place % len(others)
    return (others[start:] + others[:start])[:size]
