"""Group work: who works where, the card each group gets, and a group for each chosen idea."""

from __future__ import annotations

import pytest

from methods import clock
from models import Item, Membership
from tests.cast import Cast
from tests.methods.working import cases, ideas, sheet, texts, working


def test_what_one_wrote_stays_where_it_was_written(cast: Cast) -> None:
    anna, bo, cai, groups = working(cast)
    anna.does("write", field="virkelig", text="Ensomhet")
    anna.does("add", title="Kafé")
    done = anna.sends("choose", group=groups[1])
    assert {"phone", "screen", "console", *(f"group:{g}" for g in groups[:2])} <= done.touched
    assert anna.own()["place"] == groups[1]
    assert (texts(cast, anna), ideas(cast, anna)) == ({}, {})
    assert (texts(cast, bo), ideas(cast, bo)) == ({"virkelig": "Ensomhet"}, {"Kafé": True})
    anna.does("add", title="Tog")
    assert ideas(cast, cai) == {"Tog": True}
    assert [g["size"] for g in cast.activity().view("screen")["groups"]][:2] == [1, 2]


def test_choosing_where_one_is_is_no_walk(cast: Cast) -> None:
    anna, _, _, groups = working(cast)
    anna.does("choose", group=groups[0])
    rows = cast.db.query(Membership).filter_by(participant_id=anna.id, group_id=groups[0])
    assert rows.count() == 1


def test_one_goes_only_to_a_group_of_this_work(cast: Cast) -> None:
    anna, *_ = working(cast)
    for group in (anna.person.table_id, 9999):
        assert anna.refused("choose", group=group) == "no_group"
    cast.facilitator.does("close")
    assert anna.refused("write", field="virkelig", text="x") == "closed"


def test_each_group_gets_a_card_at_half_time_or_when_drawn(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _, cai, _ = working(cast)
    assert (sheet(cast, anna)["card"], cast.activity().view("phone")["card"]) == ("", False)
    assert anna.refused("draw") == "not_allowed"
    later = clock.now() + 60 * 16
    with monkeypatch.context() as moved:
        moved.setattr(clock, "now", lambda: later)
        assert sheet(cast, anna)["card"]
    assert sheet(cast, anna)["card"] == ""
    assert "group:*" in cast.facilitator.sends("draw").touched
    assert sheet(cast, anna)["card"] and sheet(cast, cai)["card"] != sheet(cast, anna)["card"]


def test_there_is_a_group_for_each_chosen_idea_and_its_people_begin_there(cast: Cast) -> None:
    anna, bo, cai, groups = working(cast)
    one, two, three = cases(cast, (anna, "Kafé"), (anna, "Buss"), (cai, "Tog"))
    found = cast.activity().view("phone")["groups"]
    assert [(g["number"], g["title"], g["size"]) for g in found] == [
        (1, "Kafé", 1), (2, "Buss", 1), (3, "Tog", 1)]  # fmt: skip
    assert [p.own()["place"] for p in (anna, bo, cai)] == [one, two, three]
    assert cai.refused("choose", group=groups[0]) == "no_group"


def test_others_join_a_case_and_its_lines_are_told_afterwards(cast: Cast) -> None:
    anna, bo, cai, _ = working(cast)
    one, _two = cases(cast, (anna, "Kafé"), (cai, "Tog"))
    late = cast.join()
    for person in (cai, late):
        person.does("choose", group=one)
    late.does("write", field="mener", text="Åpent hver dag")
    assert texts(cast, anna) == texts(cast, bo) == {"mener": "Åpent hver dag"}
    cast.facilitator.does("close")
    result = cast.step("kan").result or {}
    assert [cast.db.get_one(Item, i).title for i in result["items"]] == ["Kafé", "Tog"]
    told = cast.activity("kan").outcome()["sheets"]
    assert [(s["title"], s["people"], s["lines"]) for s in told] == [
        ("Kafé", 4, {"mener": "Åpent hver dag"}), ("Tog", 0, {})]  # fmt: skip
