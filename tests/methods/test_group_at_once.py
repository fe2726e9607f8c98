"""Two who lead press the same button at the same moment: it happens once, and the other is told."""

from __future__ import annotations

import pytest

from methods.refusal import Refused
from storage import Storage
from tests.cast import Cast, Player
from tests.methods.dealt import grouping, seminar, together
from tests.undoing import newest
from translations import use


def sentence(player: Player, name: str, after: int) -> str:
    with use("nb"), pytest.raises(Refused) as refused:
        player.does(name, after=after)
    assert refused.value.code == "moved"
    with use("nb"):
        return refused.value.sentence()


def test_one_table_is_made_of_two_presses(cast: Cast) -> None:
    cast.open_doors()
    ola, per = cast.colleague("Ola"), cast.helper("Per")
    seen = cast.activity().view("console")["made"]
    cast.facilitator.does("add_table", after=seen)
    for other in (ola, per):
        assert "kollega" in sentence(other, "add_table", seen)
    now = cast.activity().view("console")["made"]
    assert now == seen + 1
    ola.does("add_table", after=now)
    assert cast.activity().view("helper")["made"] == seen + 2


def test_people_are_dealt_once_of_two_presses(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord", 'by = "mix"', "size = 3"), size=12)
    people = cast.people(12)
    ola, seen = cast.colleague("Ola"), cast.activity().view("console")["deals"]
    cast.facilitator.does("deal", after=seen)
    dealt = together(cast, people)
    assert "kollega" in sentence(ola, "deal", seen)
    assert together(cast, people) == dealt, "nobody is moved a second time"
    act = newest(cast.db)
    assert act is not None
    cast.facilitator.does("undo", None, act=act.id)
    ola.does("deal", after=cast.activity().view("console")["deals"])
