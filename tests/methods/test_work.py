"""Group work: a sheet that many write on at once, and the ideas that go forward."""

from __future__ import annotations

import json

import pytest

from methods.refusal import Refused
from tests.cast import Cast
from tests.methods.working import ideas, sheet, texts, working


def test_the_whole_group_sees_what_one_writes_and_no_other_group(cast: Cast) -> None:
    anna, bo, cai, groups = working(cast)
    done = anna.sends("write", field="berort", text="De unge")
    assert f"group:{groups[0]}" in done.touched and f"group:{groups[1]}" not in done.touched
    assert (texts(cast, bo), texts(cast, cai)) == ({"berort": "De unge"}, {})
    for surface in ("phone", "screen"):
        assert "De unge" not in json.dumps(cast.activity().view(surface))


@pytest.mark.parametrize("first", ["", "Avstand"])
def test_two_writers_of_one_field_lose_nothing(cast: Cast, first: str) -> None:
    anna, bo, *_ = working(cast)
    start = anna.does("write", field="virkelig", text=first)["revision"]
    anna.does("write", field="virkelig", text="Ensomhet", revision=start)
    with pytest.raises(Refused) as refusal:
        bo.does("write", field="virkelig", text="Buss", revision=start)
    assert refusal.value.code == "conflict"
    assert refusal.value.reply == {"theirs": "Ensomhet", "revision": start + 1}
    assert texts(cast, anna) == {"virkelig": "Ensomhet"}
    bo.does("write", field="virkelig", text="Ensomhet og buss", revision=start + 1)
    assert texts(cast, anna) == {"virkelig": "Ensomhet og buss"}


def test_two_fields_do_not_disturb_each_other(cast: Cast) -> None:
    anna, bo, *_ = working(cast)
    anna.does("write", field="virkelig", text="Ensomhet")
    bo.does("write", field="berort", text="De unge")
    assert texts(cast, bo) == {"virkelig": "Ensomhet", "berort": "De unge"}


def test_the_sheet_refuses_what_it_has_no_room_for(cast: Cast) -> None:
    anna, *_ = working(cast)
    assert anna.refused("write", field="hemmelig", text="x") == "no_field"
    assert anna.refused("write", field="ideer", text="x") == "no_field"  # a list, not a text
    assert anna.refused("write", field="virkelig", text="x" * 2001) == "too_long"
    assert anna.refused("add", title="x" * 81) == "too_long"
    assert anna.refused("add", title="x", body="y" * 281) == "too_long"
    assert anna.refused("add", title="  ") == "empty"
    assert (texts(cast, anna), ideas(cast, anna)) == ({}, {})


def test_one_who_is_in_no_group_does_not_write(cast: Cast) -> None:
    _, _, _, groups = working(cast)
    late = cast.join()
    assert late.own()["place"] is None
    assert late.refused("write", field="virkelig", text="x") == "no_group"
    assert late.refused("add", title="x") == "no_group"
    late.does("choose", group=groups[1])
    late.does("write", field="virkelig", text="Endelig")
    assert (late.own()["place_number"], texts(cast, late)) == (2, {"virkelig": "Endelig"})


def test_two_ideas_go_forward_and_the_group_chooses_which(cast: Cast) -> None:
    anna, bo, cai, _ = working(cast)
    first, second, third = (anna.does("add", title=t)["item"] for t in ("Én", "To", "Tre"))
    assert ideas(cast, bo) == {"Én": True, "To": True, "Tre": False}
    assert bo.refused("forward", item=third, on=True) == "full"
    bo.does("forward", item=first, on=False)
    bo.does("forward", item=third, on=True)
    other = cai.does("add", title="Fire")["item"]
    assert ideas(cast, cai) == {"Fire": True}  # the limit is each group's own
    cast.facilitator.does("close")
    assert (cast.step("ideer").result or {})["items"] == [second, third, other]


def test_an_idea_that_is_withdrawn_makes_room(cast: Cast) -> None:
    anna, bo, *_ = working(cast)
    first, *_ = [anna.does("add", title=t)["item"] for t in ("Én", "To")]
    bo.does("withdraw", item=first)
    assert ideas(cast, anna) == {"To": True}
    anna.does("add", title="Tre")
    assert ideas(cast, anna) == {"To": True, "Tre": True}
    assert anna.refused("forward", item=first, on=True) == "no_item"
    assert anna.refused("edit", item=first, title="Igjen", revision=1) == "no_item"


def test_an_idea_is_changed_by_one_at_a_time(cast: Cast) -> None:
    anna, bo, cai, _ = working(cast)
    item = anna.does("add", title="Kafé", body="Hver torsdag")["item"]
    assert bo.does("edit", item=item, title="Kafé", body="Hver dag", revision=1) == {"revision": 2}
    with pytest.raises(Refused) as refusal:
        anna.does("edit", item=item, title="Bar", revision=1)
    assert refusal.value.code == "conflict"
    assert refusal.value.reply == {"theirs": "Kafé\nHver dag", "revision": 2}
    assert anna.refused("edit", item=item, title="x" * 81, revision=2) == "too_long"
    for name, args in (("edit", {"title": "Nei", "revision": 2}), ("withdraw", {}),
                       ("forward", {"on": False})):  # fmt: skip
        assert cai.refused(name, item=item, **args) == "no_item"
    assert sheet(cast, anna)["ideas"][0]["body"] == "Hver dag"
    assert ideas(cast, anna) == {"Kafé": True}


def test_a_hidden_idea_stays_hidden_and_its_group_reads_why(cast: Cast) -> None:
    anna, bo, cai, _ = working(cast)
    item = anna.does("add", title="Kast ut Ola")["item"]
    cast.facilitator.does("hide", None, item=item, reason="Navngir en person")
    assert sheet(cast, bo)["hidden"] == [{"title": "Kast ut Ola", "reason": "Navngir en person"}]
    assert (ideas(cast, bo), sheet(cast, cai)["hidden"]) == ({}, [])
    assert anna.refused("withdraw", item=item) == "no_item"
    assert "Ola" not in json.dumps(cast.activity().outcome())
    assert cast.activity().publish()["items"] == []
