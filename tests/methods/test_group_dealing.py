"""Dealing people out: nobody is left out, sizes are even, kinds are mixed, tables rotate."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from methods.activities.group.dealing import (
    Circle,
    how_many,
    join2,
    keep,
    pairs,
    rotate,
    seat,
    spread,
)

PEOPLE = st.sets(st.integers(1, 400), max_size=60).map(sorted)
KINDS = st.sampled_from(["", "elected", "employee", "resident"])


@st.composite
def kinds(draw: st.DrawFn) -> dict[int, str]:
    return {person: draw(KINDS) for person in draw(PEOPLE)}


@st.composite
def circles(draw: st.DrawFn) -> list[Circle]:
    """Some groups with people, numbered through; the first of each writes."""
    made, number = [], 0
    for place, size in enumerate(draw(st.lists(st.integers(0, 9), min_size=1, max_size=8))):
        people = list(range(number, number + size))
        made.append(Circle(people, people[0] if people else None, place))
        number += size
    return made


def everyone(groups: list[list[int]]) -> list[int]:
    return sorted(person for group in groups for person in group)


def in_all(groups: list[Circle]) -> list[int]:
    return everyone([g.people for g in groups])


@given(kinds(), st.integers(1, 12), st.integers(0, 99))
def test_all_are_dealt_once_and_sizes_differ_by_one_at_most(
    kind: dict[int, str], size: int, seed: int
) -> None:
    dealt = spread(list(kind), how_many(len(kind), size), seed, kind)
    sizes = [len(group) for group in dealt]
    assert everyone(dealt) == sorted(kind)
    assert max(sizes) - min(sizes) <= 1 and max(sizes) <= size
    assert dealt == spread(list(reversed(list(kind))), len(dealt), seed, kind)


@given(kinds(), st.integers(1, 12), st.integers(0, 99))
def test_of_each_kind_no_group_has_more_than_one_more(
    kind: dict[int, str], size: int, seed: int
) -> None:
    dealt = spread(list(kind), how_many(len(kind), size), seed, kind)
    for one in set(kind.values()):
        counts = [sum(kind[p] == one for p in group) for group in dealt]
        assert max(counts) - min(counts) <= 1


def test_twelve_from_three_units_make_four_mixed_groups_of_three() -> None:
    unit = {n: "abc"[n % 3] for n in range(12)}
    assert all(
        sorted(unit[p] for p in group) == ["a", "b", "c"]
        for group in spread(list(unit), 4, 7, unit)
    )


@given(kinds(), st.booleans(), st.integers(0, 99))
def test_two_and_two_and_an_odd_one_makes_a_three(
    kind: dict[int, str], mixed: bool, seed: int
) -> None:
    made = pairs(list(kind), seed, {}, kind if mixed else None)
    sizes = Counter(len(pair) for pair in made)
    assert everyone(made) == sorted(kind)
    if len(kind) > 1:
        assert set(sizes) <= {2, 3} and sizes[3] == len(kind) % 2


def test_those_at_the_same_table_make_pairs() -> None:
    table = {1: "1", 2: "2", 3: "1", 4: "2"}
    assert sorted(map(sorted, pairs([1, 2, 3, 4], 3, table))) == [[1, 3], [2, 4]]


@given(circles())
def test_groups_join_two_and_two_and_nobody_is_left(groups: list[Circle]) -> None:
    joined, there = join2(groups), [g for g in groups if g.people]
    assert in_all(joined) == in_all(groups)
    assert len(joined) == (len(there) // 2 or len(there))
    assert [g.host for g in joined] == [g.host for g in there[::2]][: len(joined)]


def test_pairs_become_fours_and_three_pairs_become_six() -> None:
    made = [Circle([n, n + 1], n) for n in range(0, 6, 2)]
    assert [len(g.people) for g in join2([*made, Circle([6, 7], 6)])] == [4, 4]
    assert [len(g.people) for g in join2(made)] == [6]


@given(circles())
def test_what_is_kept_is_as_it_was(groups: list[Circle]) -> None:
    assert [(g.people, g.host) for g in keep(groups)] == [
        (g.people, g.host) for g in groups if g.people
    ]


@settings(max_examples=60)
@given(circles(), st.integers(1, 10), st.booleans())
def test_nobody_meets_a_table_twice_while_there_is_another(
    groups: list[Circle], rounds: int, stay: bool
) -> None:
    been = {p: {at} for at, g in enumerate(groups) for p in g.people}
    before = in_all(groups)
    for _round in range(rounds):
        after = rotate(groups, been, stay)
        assert in_all(after) == before and len(after) == len(groups)
        for at, group in enumerate(after):
            for person in group.people:
                if stay and person == groups[at].host:
                    continue
                new = set(range(len(groups))) - been[person]
                assert at in new or not new
                assert len(groups) == 1 or person not in groups[at].people
                been[person].add(at)
        groups = after


def test_world_cafe_hosts_stay_and_four_tables_take_four_rounds() -> None:
    groups = [Circle([10 * t + n for n in range(4)], 10 * t, t) for t in range(4)]
    been = {p: {at} for at, g in enumerate(groups) for p in g.people}
    for _round in range(3):
        groups = rotate(groups, been, stay=True)
        assert [len(g.people) for g in groups] == [4] * 4
        assert [g.host for g in groups] == [0, 10, 20, 30]
        for at, group in enumerate(groups):
            for person in group.people:
                assert person == group.host or at not in been[person]
                been[person].add(at)


def test_a_latecomer_goes_where_there_are_fewest() -> None:
    assert seat({1: 4, 2: 3, 3: 3}, 12) == 2
    assert seat({1: 3, 2: 3}, 12, {1: 2, 2: 0}) == 2  # fewest of their own unit
    assert seat({1: 3, 2: 3}, 3) is None and seat({1: 30}, 0) == 1 and seat({}, 8) is None
