"""What findings say about a hypothesis, with the numbers of spec/voting.md §14."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methods.activities.gather.tally import count, verdict


@pytest.mark.parametrize(
    ("supports", "against", "said"),
    [(2, 11, "refuted"), (7, 6, "undecided"), (3, 1, "too_few"), (4, 2, "supported"),
     (2, 4, "refuted"), (5, 0, "supported"), (0, 0, "too_few")],
)  # fmt: skip
def test_the_verdicts_of_the_spec(supports: int, against: int, said: str) -> None:
    assert verdict(supports, against) == said


def test_mixed_findings_are_told_and_not_counted() -> None:
    answers = ["stotter"] * 2 + ["avkrefter"] * 11 + ["blandet"] * 2
    assert count(answers, "stotter", "avkrefter").told() == {
        "verdict": "refuted", "for": 2, "against": 11, "mixed": 2,
    }  # fmt: skip
    assert count([*["stotter"] * 4, *["blandet"] * 9, ""], "stotter", "avkrefter").told() == {
        "verdict": "too_few", "for": 4, "against": 0, "mixed": 9,
    }  # fmt: skip


def test_the_limits_can_be_moved() -> None:
    assert verdict(3, 1, least=4) == "supported"
    assert verdict(3, 2, high=Fraction(3, 5)) == "supported"
    assert verdict(2, 3, low=Fraction(2, 5)) == "refuted"


@given(st.integers(0, 50), st.integers(0, 50))
def test_for_and_against_mirror_each_other(supports: int, against: int) -> None:
    mirror = {"supported": "refuted", "refuted": "supported"}
    said = verdict(supports, against)
    assert verdict(against, supports) == mirror.get(said, said)
