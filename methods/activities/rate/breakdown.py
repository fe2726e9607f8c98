"""Answers by role, unit or table, so that no small group can be read out of it. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SMALL = 5


def shown(groups: Mapping[str, Sequence[int]], least: int = SMALL) -> dict[str, list[int]]:
    """The groups with at least `least` answers, in the order given.

    What is left over must not be found by taking the shown from the whole: while the rest has
    answers but fewer than `least`, the smallest shown group is left out too. One group alone says
    nothing that the whole does not.
    """
    kept = {name: list(v) for name, v in groups.items() if name and len(v) >= least}
    rest = sum(len(v) for name, v in groups.items() if name not in kept)
    while kept and 0 < rest < least:
        smallest = min(kept, key=lambda name: len(kept[name]))
        rest += len(kept.pop(smallest))
    return kept if len(kept) > 1 or rest else {}
