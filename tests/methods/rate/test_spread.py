"""The spread of answers: the numbers of spec/voting.md §11, quartiles of type 7."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methods.activities.rate.counting import spread


@pytest.mark.parametrize(
    ("values", "quartiles"),
    [
        ([2, 3, 4, 4, 4, 4, 4, 5, 5], (4, 4, 4)),
        ([3, 4, 4, 5], (3.75, 4, 4.25)),
        ([1, 2, 2, 3, 3, 4, 5, 5], (2, 3, 4.25)),
        ([1, 1, 2, 3, 4, 5, 5, 5, 5], (2, 4, 5)),
    ],
)
def test_quartiles(values: list[int], quartiles: tuple[float, ...]) -> None:
    found = spread(values)
    assert found is not None
    assert found.quartiles == quartiles


def test_the_mean_and_how_many_gave_each_answer() -> None:
    found = spread([5, 4, 4])
    assert found is not None
    assert (found.n, found.counts) == (3, (0, 0, 0, 2, 1))
    assert found.mean == pytest.approx(4.333, abs=0.001)


def test_nobody_answered() -> None:
    assert spread([]) is None


def test_one_answer_is_its_own_quartiles() -> None:
    found = spread([3])
    assert found is not None
    assert found.quartiles == (3, 3, 3)


@given(st.lists(st.integers(1, 5), min_size=1))
def test_every_answer_is_counted_and_the_quartiles_stand_in_order(values: list[int]) -> None:
    found = spread(values)
    assert found is not None
    assert sum(found.counts) == found.n == len(values)
    assert 1 <= found.quartiles[0] <= found.quartiles[1] <= found.quartiles[2] <= 5
