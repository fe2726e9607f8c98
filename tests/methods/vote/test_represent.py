"""A shortlist that represents the room: shown to the facilitator, used only by explicit choice."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from methods.activities.vote import represent
from reports.outcome import outcome
from reports.reading import sections
from tests.cast import Cast, Player
from tests.methods.vote.room import open_vote
from translations import use


@pytest.fixture
def people(cast: Cast) -> list[Player]:
    return cast.people(9)


def six_against_three(cast: Cast, people: list[Player]) -> list[int]:
    """Six tick the first three, three tick the fourth only; three go on. The vote is closed."""
    items = open_vote(cast, people, problems=5, budget="free", target="3")
    for person in people[:6]:
        person.does("ballot", items=items[:3])
    for person in people[6:]:
        person.does("ballot", items=items[3:4])
    cast.facilitator.does("close")
    return items


def panel(cast: Cast) -> dict[str, Any]:
    found: dict[str, Any] = cast.activity("huk").view("console")["represent"]
    return found


def shortlist(cast: Cast) -> list[int]:
    found: list[int] = (cast.step("huk").result or {})["shortlist"]
    return found


def test_the_console_says_what_would_change_and_whom_it_would_include(
    cast: Cast, people: list[Player]
) -> None:
    items = six_against_three(cast, people)
    shown = panel(cast)
    assert not shown["on"]
    assert (shown["seats"], shown["share"], shown["other"]) == (3, "100", "67")
    assert [i["id"] for i in shown["into"]] == items[3:4]
    assert [i["id"] for i in shown["out"]] == items[2:3]
    assert "votes" not in json.dumps(shown)  # titles and two shares, never a count
    for surface in ("phone", "screen"):
        assert "represent" not in cast.activity("huk").view(surface)


def test_most_ticks_go_on_unless_somebody_chooses_otherwise(
    cast: Cast, people: list[Player]
) -> None:
    items = six_against_three(cast, people)
    cast.facilitator.does("publish")
    assert shortlist(cast) == items[:3]
    told = (cast.step("huk").result or {})["represent"]
    assert told == {
        "rule": "ticks", "seats": 3, "shares": {"ticks": "0.6667", "equal-shares": "1.0000"},
        "ties": [],
    }  # fmt: skip
    assert cast.activity("huk").view("console")["represents"] == ""


def test_by_choice_the_shortlist_represents_the_room_and_ranks_by_ticks_still(
    cast: Cast, people: list[Player]
) -> None:
    items = six_against_three(cast, people)
    assert people[0].refused("represent", on=True) == "not_allowed"
    cast.facilitator.does("represent", on=True)
    assert panel(cast)["on"]
    cast.facilitator.does("publish")
    assert shortlist(cast) == [*items[:2], items[3]]
    rows = (cast.step("huk").result or {})["ranking"]
    assert [r["item"] for r in rows] == items
    assert [r["item"] for r in rows if r["near_miss"]] == [items[2]]
    with use("nb"):
        told = cast.activity("huk").view("console")["represents"]
    assert "100 %" in told and "67 %" in told


def test_the_choice_can_be_undone_and_is_told_in_the_reports_method(
    cast: Cast, people: list[Player]
) -> None:
    items = six_against_three(cast, people)
    for on in (True, True, False, True):
        cast.facilitator.does("represent", on=on)
    cast.facilitator.does("publish")
    cast.facilitator.does("end")
    data = outcome(cast.db, cast.seminar)
    assert [c["what"] for c in data["changes"][-5:-1]][-3:] == [
        "represent",
        "most_ticks",
        "represent",
    ]
    huk = next(s for s in data["steps"] if s["key"] == "huk")["outcome"]
    assert huk["shortlist"] == [1, 2, 4]
    assert huk["represent"]["ties"][-1]["by"] == "number"  # 2 and 3 were ticked by the same six
    assert set(huk["represent"]["ties"][-1]["tied"]) - set(huk["shortlist"]) == {3}
    assert len(items) == 5
    with use("en"):
        told = json.dumps(sections(data))
    assert "100 % of those who voted find at least one of their ticks in it" in told
    assert "With most ticks it would have been 67 %" in told
    assert "the facilitator let the shortlist represent the room" in told


def test_a_tie_at_the_cut_is_settled_by_the_rule_and_comes_back_with_most_ticks(
    cast: Cast, people: list[Player]
) -> None:
    items = open_vote(cast, people, problems=4, budget="free", target="2")
    for person in people[:6]:
        person.does("ballot", items=items[:3])
    people[6].does("ballot", items=items[3:])
    cast.facilitator.does("close")
    assert cast.activity("huk").view("console")["tie"]
    assert cast.facilitator.refused("publish") == "tie"
    cast.facilitator.does("represent", on=True)
    assert cast.activity("huk").view("console")["tie"] is None
    assert cast.facilitator.refused("tie", choice="lot") == "no_tie"
    cast.facilitator.does("represent", on=False)
    assert cast.facilitator.refused("publish") == "tie"
    cast.facilitator.does("represent", on=True)
    cast.facilitator.does("publish")
    assert len(shortlist(cast)) == 2


def test_it_follows_another_cut(cast: Cast, people: list[Player]) -> None:
    items = six_against_three(cast, people)
    cast.facilitator.does("represent", on=True)
    cast.facilitator.does("cut", size=2)
    cast.facilitator.does("publish")
    assert shortlist(cast) == [items[0], items[3]]


def test_of_fewer_than_five_ballots_nothing_is_told(cast: Cast, people: list[Player]) -> None:
    items = open_vote(cast, people, problems=4, budget="free", target="2")
    for person in people[:4]:
        person.does("ballot", items=items[:2])
    cast.facilitator.does("close")
    assert panel(cast) is None
    assert cast.facilitator.refused("represent", on=True) == "not_for_this"
    cast.facilitator.does("publish")
    assert (cast.step("huk").result or {})["represent"] is None


def test_a_run_off_that_was_held_stands(cast: Cast, people: list[Player]) -> None:
    items = open_vote(cast, people, problems=4, budget="free", target="2")
    for person in people[:6]:
        person.does("ballot", items=items)
    cast.facilitator.does("close")
    cast.facilitator.does("tie", choice="runoff")
    people[0].does("tick", item=items[0])
    cast.facilitator.does("close")
    assert cast.facilitator.refused("represent", on=True) == "one_runoff"


def test_merged_ticks_are_one(cast: Cast, people: list[Player]) -> None:
    items = six_against_three(cast, people)
    cast.facilitator.does("merge", None, item=items[1], into=items[0])
    shown = panel(cast)
    assert (shown["share"], shown["into"]) == ("100", [])  # three are left of what was ticked


@pytest.mark.parametrize(
    ("share", "told"),
    [(Fraction(1), "100"), (Fraction(999, 1000), "99"), (Fraction(1, 1000), "1"),
     (Fraction(0), "0"), ("0.8421", "84")],
)  # fmt: skip
def test_all_and_nothing_are_said_only_of_all_and_nothing(share: Any, told: str) -> None:
    assert represent.percent(share) == told
