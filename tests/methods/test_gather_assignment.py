"""Which items one writes about: the neighbours', never one's own."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from methods.activities.gather.assignment import Owned, other_group, own, sample

GROUPS = st.lists(st.integers(0, 3), min_size=1, max_size=8)  # how many items each group wrote


def written(counts: list[int]) -> list[Owned]:
    return [(100 * group + n, group) for group, many in enumerate(counts) for n in range(many)]


@given(GROUPS)
def test_a_critical_friend_reads_one_neighbour_and_never_its_own(counts: list[int]) -> None:
    items, ring = written(counts), list(range(len(counts)))
    for group in ring:
        got = other_group(items, ring, group)
        assert {i // 100 for i in got} <= set(ring) - {group}
        assert len({i // 100 for i in got}) <= 1
        assert bool(got) == any(n for g, n in enumerate(counts) if g != group)


def test_every_group_with_items_has_a_critical_friend() -> None:
    items, ring = written([2, 1, 2]), [0, 1, 2]
    assert [other_group(items, ring, g) for g in ring] == [[100], [200, 201], [0, 1]]
    assert other_group(items, ring, None) == [0, 1]
    assert other_group([], [], 3) == []


@given(st.integers(2, 30), st.integers(1, 6))
def test_samples_are_even_and_without_ones_own(people: int, size: int) -> None:
    items: list[Owned] = [(n, n) for n in range(people)]
    got = [sample(items, n, n, size) for n in range(people)]
    assert all(n not in mine and len(mine) == min(size, people - 1) for n, mine in enumerate(got))
    assert all(len(set(mine)) == len(mine) for mine in got)
    counts = Counter(i for mine in got for i in mine)
    assert max(counts.values()) <= 2 * size


def test_ones_own() -> None:
    assert own(written([1, 2]), 1) == [100, 101]
    assert sample([(1, "me")], 0, "me", 3) == []
