"""A helper undoes what they did themselves, and nothing that others did."""

from __future__ import annotations

import pytest

from methods import clock, history
from models import Act
from tests.cast import Cast, Player
from tests.undoing import newest
from translations import use


@pytest.fixture(autouse=True)
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    at = {"now": 1_800_000_000.0}

    def tick() -> float:
        at["now"] += 0.01
        return at["now"]

    monkeypatch.setattr(clock, "now", tick)


@pytest.fixture
def per(cast: Cast) -> Player:
    cast.open_doors()
    return cast.helper("Per")


def act(cast: Cast) -> int:
    found = newest(cast.db)
    assert isinstance(found, Act)
    return found.id


def tables(cast: Cast) -> int:
    return len(cast.activity().scope.tables())


def test_a_helper_undoes_the_own_act_and_does_it_again(cast: Cast, per: Player) -> None:
    before = tables(cast)
    per.does("add_table")
    added = act(cast)
    per.does("undo", None, act=added)
    assert tables(cast) == before
    per.does("undo", None, act=act(cast))
    assert tables(cast) == before + 1


def test_a_helper_undoes_nothing_that_others_did(cast: Cast, per: Player) -> None:
    cast.facilitator.does("add_table")
    assert per.refused("undo", None, act=act(cast)) == "not_yours"
    siv = cast.helper("Siv")
    siv.does("add_table")
    assert per.refused("undo", None, act=act(cast)) == "not_yours"
    assert cast.join().refused("undo", None, act=act(cast)) == "not_allowed"


def test_what_a_colleague_undid_is_not_brought_back_by_the_helper(cast: Cast, per: Player) -> None:
    per.does("add_table")
    added = act(cast)
    cast.facilitator.does("undo", None, act=added)
    assert per.refused("undo", None, act=act(cast)) == "not_yours"
    with use("nb"):
        (line,) = [one for one in history.lines(cast.db, cast.seminar, per.actor.name) if one.act]
    assert line.undone and "Kari" in line.why_not
    cast.facilitator.does("undo", None, act=act(cast))
    assert per.refused("undo", None, act=added) == "not_yours", "a colleague has done it again"


def test_what_people_have_built_on_stands(cast: Cast, per: Player) -> None:
    per.does("add_table")
    added, table = act(cast), cast.activity().scope.tables()[-1]
    cast.join().does("sit", table=table.number)
    assert per.refused("undo", None, act=added) == "depends"


def test_the_helpers_list_holds_only_the_own_acts(cast: Cast, per: Player) -> None:
    cast.facilitator.does("add_table")
    per.does("add_table")
    with use("nb"):
        mine = history.lines(cast.db, cast.seminar, per.actor.name)
        every = history.lines(cast.db, cast.seminar)
    assert {line.who for line in mine} == {"Per"} and len(mine) < len(every)
    assert [line.act for line in mine if line.act and not line.why_not] == [act(cast)]
