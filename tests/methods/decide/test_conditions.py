"""The closed list of conditions: what each means, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from methods.activities.decide.conditions import EXPECTED, Condition, holds, parse
from methods.activities.decide.settling import Way, automatic, leaders, open_ways
from methods.asking import Misfit
from translations import use

BACK, ON = Way(1, back=True), Way(2, back=False)


@pytest.mark.parametrize("text, condition", [
    ("consensus(runde)", Condition("consensus", "runde")),
    ("stable(runde)", Condition("stable", "runde")),
    ("round>=3", Condition("round", wanted=3)),
    ("round >= 3", Condition("round", wanted=3)),
    ("count(pri)<=10", Condition("count", "pri", 10)),
    ("verdict(spor)=avkreftet", Condition("verdict", "spor", "refuted")),
])  # fmt: skip
def test_each_condition_of_the_list_is_read(text: str, condition: Condition) -> None:
    assert parse(text) == condition


@pytest.mark.parametrize("text", [
    "", "round>3", "round>=0", "count(pri)>=10", "verdict(spor)=sant", "consensus()",
    "consensus(a) or stable(a)", "__import__('os')",
])  # fmt: skip
def test_anything_else_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(Misfit) as refusal:
        parse(text)
    with use("en"):
        assert refusal.value.sentence().endswith(f"is none of {EXPECTED}")


@pytest.mark.parametrize("text, handed, round_, true", [
    ("consensus(r)", {"consensus": True}, 1, True),
    ("consensus(r)", {"consensus": False}, 1, False),
    ("stable(r)", {"stable": True}, 2, True),
    ("stable(r)", {}, 2, False),
    ("round>=3", {}, 2, False),
    ("round>=3", {}, 3, True),
    ("count(r)<=2", {"items": [4, 5]}, 1, True),
    ("count(r)<=2", {"items": [4, 5, 6]}, 1, False),
    ("verdict(r)=avkreftet", {"tallies": {"7": {"verdict": "refuted"}}}, 1, True),
    ("verdict(r)=avkreftet",
     {"tallies": {"7": {"verdict": "refuted"}, "8": {"verdict": "too_few"}}}, 1, False),
    ("verdict(r)=styrket", {"tallies": {}}, 1, False),
])  # fmt: skip
def test_when_a_condition_holds(text: str, handed: dict[str, Any], round_: int, true: bool) -> None:
    assert holds(parse(text), {"r": handed}, round_) is true


def test_a_step_that_has_handed_on_nothing_makes_no_condition_true() -> None:
    assert not holds(parse("count(r)<=2"), {}, 1)


def test_most_opinions_lead_and_equal_ones_lead_together() -> None:
    assert leaders({1: 4, 2: 7}, [BACK, ON]) == [2]
    assert leaders({1: 4, 2: 4}, [BACK, ON]) == [1, 2]
    assert leaders({}, [BACK, ON]) == [1, 2]


def test_on_when_a_condition_holds_or_there_are_no_rounds_left_else_back() -> None:
    assert automatic([BACK, ON], met=False, last_round=False) == 1
    assert automatic([BACK, ON], met=True, last_round=False) == 2
    assert automatic([BACK, ON], met=False, last_round=True) == 2
    assert open_ways([BACK, ON], last_round=True) == [2]
    assert open_ways([BACK, ON], last_round=False) == [1, 2]
