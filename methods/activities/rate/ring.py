"""Who rates which cards, when each rates only a few: a ring, so that every card is read as often.

Pure functions (spec/voting.md §10).
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence


def shuffled(cards: Sequence[int], seed: str) -> list[int]:
    """The cards in a ring, the same ring for the same seed."""
    ring = list(cards)
    random.Random(seed).shuffle(ring)
    return ring


def hand(ring: Sequence[int], start: int, count: int, own: Collection[int] = ()) -> list[int]:
    """The `count` cards after place `start`, never one's own and never one twice.

    Fewer if the ring is smaller: among N cards one of which is mine, N − 1.
    """
    around = [ring[(start + step) % len(ring)] for step in range(1, len(ring) + 1)]
    return [card for card in around if card not in own][:count]


def start(ring: Sequence[int], own: Collection[int], turn: int, count: int) -> int:
    """Where one begins: at one's only card; else the next `count` places for each `turn`."""
    if len(own) == 1 and (mine := next(iter(own))) in ring:
        return ring.index(mine)
    return (turn * count - 1) % len(ring) if ring else 0


def total(values: Sequence[int], asked: int) -> float | None:
    """The sum of the `asked` scores a card should have had: a missing one counts as the mean."""
    return asked * sum(values) / len(values) if values else None
