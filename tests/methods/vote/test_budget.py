"""How many ticks, how long, how many go on: the numbers of spec/voting.md §1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methods.activities.vote import budget

AUTO = [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (9, 3), (12, 3), (13, 4), (19, 5),
        (24, 6), (30, 8), (37, 10), (48, 10), (74, 10)]  # fmt: skip
THIRD = [(1, 1), (2, 1), (9, 3), (30, 10), (60, 20), (74, 20)]
MINUTES = [(9, 5), (31, 6), (48, 7), (74, 10), (112, 14)]


@pytest.mark.parametrize(("items", "ticks"), AUTO)
def test_auto_gives_each_about_a_quarter_and_never_over_ten(items: int, ticks: int) -> None:
    assert budget.ticks(items) == ticks


@pytest.mark.parametrize(("items", "ticks"), THIRD)
def test_a_third_of_the_items_at_most_twenty(items: int, ticks: int) -> None:
    assert budget.ticks(items, "third") == ticks


@pytest.mark.parametrize(("items", "rule", "ticks"), [(30, 4, 4), (3, 5, 3), (30, 0, 1)])
def test_a_number_is_that_many_but_never_more_than_there_is(
    items: int, rule: int, ticks: int
) -> None:
    assert budget.ticks(items, rule) == ticks


def test_free_ticking_has_no_number() -> None:
    assert budget.ticks(119, "free") is None


@pytest.mark.parametrize(("items", "minutes"), MINUTES)
def test_reading_and_ticking_takes_time(items: int, minutes: int) -> None:
    assert budget.minutes(items) == minutes


def test_a_vote_with_few_ticks_on_each_is_thin() -> None:
    assert budget.thin(people=8, n=30, each=8)  # 2.13 on each
    assert not budget.thin(people=96, n=74, each=10)  # 12.97 on each
    assert not budget.thin(people=10, n=2, each=1)  # exactly 5 is enough


@pytest.mark.parametrize(
    ("setting", "items", "goes_on"),
    [(10, 74, 10), (10, 8, 8), ("third", 19, 7), ("third", 1, 1), ("third", 0, 0)],
)
def test_how_many_go_on(setting: int | str, items: int, goes_on: int) -> None:
    assert budget.target(setting, items) == goes_on


@given(st.integers(1, 1000), st.integers(1, 30))
def test_ticks_are_at_least_one_and_at_most_half_the_items_or_the_cap(n: int, cap: int) -> None:
    each = budget.ticks(n, "auto", cap)
    assert each is not None
    assert 1 <= each <= max(1, min(n // 2, cap))
