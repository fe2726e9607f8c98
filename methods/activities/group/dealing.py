"""Dealing people out to groups: pure rules over plain numbers (spec/activities.md, group).

Nobody is left out, nobody is in two groups, and a given seed always deals the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from random import Random


@dataclass
class Circle:
    """A group of people by their ids; `of` is the earlier group it goes on from."""

    people: list[int]
    host: int | None = None
    of: int | None = None


def how_many(people: int, size: int) -> int:
    """Into how many groups of about `size` so many people are dealt; one at least."""
    return max(1, ceil(people / size))


def spread(people: Sequence[int], parts: int, seed: int,
           kind: Mapping[int, str] | None = None) -> list[list[int]]:  # fmt: skip
    """Deal people over so many groups whose sizes differ by at most one.

    Of each `kind` (a role, a unit, a home table) no group has more than one more than another.
    """
    kinds = kind or {}
    shuffled = Random(seed).sample(sorted(people), len(people))
    in_turn = sorted(shuffled, key=lambda p: kinds.get(p, ""))
    return [in_turn[n::parts] for n in range(parts)]


def pairs(people: Sequence[int], seed: int, near: Mapping[int, str],
          kind: Mapping[int, str] | None = None) -> list[list[int]]:  # fmt: skip
    """Two and two; an odd one makes a three. One alone is alone.

    Those `near` each other (at the same table) make a pair, unless different kinds are to meet.
    """
    if kind is not None:
        return spread(people, max(1, len(people) // 2), seed, kind) if people else []
    shuffled = Random(seed).sample(sorted(people), len(people))
    in_turn = sorted(shuffled, key=lambda p: near.get(p, ""))
    made = [in_turn[n : n + 2] for n in range(0, len(in_turn), 2)]
    if len(made) > 1 and len(made[-1]) == 1:
        odd = made.pop()
        made[-1] += odd
    return made


def join2(groups: Sequence[Circle]) -> list[Circle]:
    """Each group with its neighbour; an odd one makes three together. The first host stays so."""
    there = [g for g in groups if g.people]
    made = [there[n : n + 2] for n in range(0, len(there), 2)]
    if len(made) > 1 and len(made[-1]) == 1:
        odd = made.pop()
        made[-1] += odd
    return [Circle([p for g in some for p in g.people], some[0].host, some[0].of) for some in made]


def keep(groups: Sequence[Circle]) -> list[Circle]:
    """The earlier groups as they were; those nobody is in are left out."""
    return [Circle(list(g.people), g.host, g.of) for g in groups if g.people]


def rotate(groups: Sequence[Circle], been: Mapping[int, set[int]], stay: bool) -> list[Circle]:
    """Everyone but the host (if hosts `stay`) goes to the next table they have not been at.

    `been`: the tables each has sat at, by place in `groups`. Nobody comes to a table a second
    time as long as there is another; then they go to the next. Tables stay about as full as each
    other: a full one is passed over while another new one has room.
    """
    there = list(groups)
    hosts = {g.host for g in there if stay and g.host in g.people}
    staying = [g.host if g.host in hosts else None for g in there]
    made = [
        Circle([] if host is None else [host], host, g.of)
        for g, host in zip(there, staying, strict=True)
    ]
    moving = [(p, at) for at, g in enumerate(there) for p in g.people if p not in hosts]
    room = ceil(len(moving) / max(1, len(there)))
    came = [0] * len(there)
    for person, at in moving:
        ring = [(at + step) % len(there) for step in range(1, len(there))] or [at]
        new = [t for t in ring if t not in been.get(person, set())]
        to = next((t for t in new if came[t] < room), (new or ring)[0])
        made[to].people.append(person)
        came[to] += 1
    return made


def seat(sizes: Mapping[int, int], most: int, same: Mapping[int, int] | None = None) -> int | None:
    """Where a latecomer goes: a group with fewest people, under `most` (0: no limit).

    Of equals, the one with fewest of the newcomer's own kind (`same`), then the first.
    """
    alike = same or {}
    room = [
        (size, alike.get(group, 0), place, group)
        for place, (group, size) in enumerate(sizes.items())
        if not most or size < most
    ]
    return min(room)[3] if room else None
