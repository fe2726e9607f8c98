"""A tie at the cut: the run-off, the lot, another cut; never decided in silence."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from methods import clock
from models import Tick
from tests.cast import Cast, Player
from tests.methods.vote.room import open_vote, ticks_of


def tied(cast: Cast, people: list[Player], target: str = "2") -> list[int]:
    """A closed vote in which the first is safely in and three share the second place."""
    items = open_vote(cast, people, problems=4, budget="free", target=target)
    for person in people[:2]:
        person.does("ballot", items=items)
    people[2].does("ballot", items=items[:1])
    cast.facilitator.does("close")
    return items


def test_a_run_off_is_among_the_tied_with_one_tick_that_moves(cast: Cast) -> None:
    anna, bo, *_ = people = cast.people(6)
    items = tied(cast, people)
    cast.facilitator.does("tie", choice="runoff")
    assert cast.step("huk").state == "open"
    assert [c["id"] for c in cast.activity().view("phone")["choices"]] == items[1:]
    assert (ticks_of(anna), anna.own()["left"]) == ([], 1)
    anna.does("tick", item=items[1])
    anna.does("tick", item=items[2])
    assert ticks_of(anna) == [items[2]]
    assert bo.refused("tick", item=items[0]) == "not_on_ballot"
    assert bo.refused("tick", item=items[1], phase=1) == "closed"  # was meant for the first vote
    cast.facilitator.does("close")
    assert cast.facilitator.refused("tie", choice="runoff") == "one_runoff"
    cast.facilitator.does("publish")
    assert (cast.step("huk").result or {})["shortlist"] == [items[0], items[2]]
    assert cast.db.scalar(select(func.count()).select_from(Tick)) == 10  # both phases are kept


def test_a_run_off_that_is_equal_too_goes_by_tables_and_the_lot(cast: Cast) -> None:
    anna, bo, *_ = people = cast.people(6)
    items = tied(cast, people)
    cast.facilitator.does("tie", choice="runoff")
    anna.does("tick", item=items[1])
    bo.does("tick", item=items[2])
    cast.facilitator.does("close")
    cast.facilitator.does("publish")
    result = cast.step("huk").result or {}
    assert len(result["shortlist"]) == 2
    assert result["shortlist"][1] in items[1:3]
    assert result["tie"]["seed"] and result["tie"]["by"] == ["lot"]


def test_none_can_be_excluded_when_none_would_be_left(cast: Cast) -> None:
    people = cast.people(6)
    items = open_vote(cast, people, problems=4, budget="free", target="2")
    people[0].does("ballot", items=items)
    cast.facilitator.does("close")
    assert cast.facilitator.refused("tie", choice="exclude") == "none_left"
    assert "exclude" not in cast.activity().view("console")["tie"]["choices"]


def test_another_cut_forgets_what_was_chosen_for_the_tie(cast: Cast) -> None:
    people = cast.people(6)
    items = tied(cast, people)
    cast.facilitator.does("tie", choice="include")
    cast.facilitator.does("cut", size=1)
    cast.facilitator.does("publish")
    assert (cast.step("huk").result or {})["shortlist"] == items[:1]
    assert cast.facilitator.refused("cut", size=2) == "closed"


def test_another_cut_after_a_run_off_goes_back_to_the_first_count(cast: Cast) -> None:
    anna, bo, *_ = people = cast.people(6)
    items = tied(cast, people)
    cast.facilitator.does("tie", choice="runoff")
    anna.does("tick", item=items[3])
    cast.facilitator.does("close")
    cast.facilitator.does("cut", size=3)
    assert cast.step("huk").phase == 1
    for surface in ("phone", "console", "screen"):
        assert cast.activity().view(surface)["runoff"] is False
    assert ticks_of(anna) == items  # the first ballot again
    cast.facilitator.does("tie", choice="runoff")  # for the new cut: with empty ballots
    assert (ticks_of(anna), anna.own()["left"]) == ([], 1)
    bo.does("tick", item=items[1])
    cast.facilitator.does("close")
    cast.facilitator.does("tie", choice="lot")
    cast.facilitator.does("publish")
    assert len((cast.step("huk").result or {})["shortlist"]) == 3


def test_the_grace_of_the_first_vote_does_not_begin_again_after_another_cut(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, *_ = people = cast.people(6)
    items = tied(cast, people)
    later = clock.now() + 90
    monkeypatch.setattr(clock, "now", lambda: later)
    cast.facilitator.does("tie", choice="runoff")
    cast.facilitator.does("close")
    cast.facilitator.does("cut", size=3)
    assert anna.refused("tick", item=items[0], on=False, phase=1) == "closed"


def test_a_tie_that_was_decided_is_not_applied_to_another_that_a_late_ballot_makes(
    cast: Cast,
) -> None:
    people = cast.people(6)
    items = tied(cast, people)
    cast.facilitator.does("tie", choice="exclude")
    people[0].does("tick", item=items[1], on=False)  # in the grace: two are tied now, not three
    assert cast.facilitator.refused("publish") == "tie"
    panel = cast.activity().view("console")["tie"]
    assert (panel["chosen"], panel["changed"]) == (None, True)
    assert [t["id"] for t in panel["tied"]] == items[2:]
    cast.facilitator.does("tie", choice="include")
    cast.facilitator.does("publish")
    assert (cast.step("huk").result or {})["shortlist"] == [items[0], *items[2:]]


def test_a_tie_is_asked_again_when_one_of_the_tied_is_hidden_or_merged(cast: Cast) -> None:
    anna, *_ = people = cast.people(6)
    items = tied(cast, people)
    cast.facilitator.does("tie", choice="runoff")
    anna.does("tick", item=items[1])
    cast.facilitator.does("close")
    cast.facilitator.does("hide", None, item=items[3], reason="Navngir en person")
    assert cast.facilitator.refused("publish") == "tie"
    assert "runoff" in cast.activity().view("console")["tie"]["choices"]
    cast.facilitator.does("merge", None, item=items[2], into=items[1])
    cast.facilitator.does("publish")  # there is no tie left
    assert (cast.step("huk").result or {})["shortlist"] == items[:2]
