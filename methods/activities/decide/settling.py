"""Which option is chosen, by each rule: pure, from the room's opinions and the conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """An option as the rules see it: its item, and whether it leads back to an earlier step."""

    item: int
    back: bool


def leaders(opinions: Mapping[int, int], ways: Sequence[Way]) -> list[int]:
    """The options most are for: one, or several that are equal; all of them if nobody said."""
    most = max((opinions.get(way.item, 0) for way in ways), default=0)
    return [way.item for way in ways if opinions.get(way.item, 0) == most]


def automatic(ways: Sequence[Way], met: bool, last_round: bool) -> int | None:
    """The option onward when a condition holds or there are no rounds left, else the one back."""
    back = met is False and not last_round
    return next((way.item for way in ways if way.back == back), None)


def open_ways(ways: Sequence[Way], last_round: bool) -> list[int]:
    """What can still be chosen: in the last round nothing leads back."""
    return [way.item for way in ways if not (way.back and last_round)]
