"""The fields of a sheet: dates, people, lists, and the responsibility matrix."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from methods import clock
from methods.activities.work.raci import faults
from methods.catalogue import parse
from methods.faults import BadMethod
from methods.refusal import Refused
from tests.cast import Cast
from tests.methods.work.room import field, result, table
from tests.plays import method, step
from translations import use


def test_a_room_without_tables_gets_tables_of_eight_and_newcomers_the_smallest(room: Cast) -> None:
    there = table(room, 9)
    places = room.activity().view("screen")["groups"]
    assert [(g["number"], g["size"]) for g in places] == [(1, 5), (2, 4)]
    late = room.join()
    assert (late.own()["place_number"], len(there)) == (2, 9)


def test_two_add_to_a_list_at_once_and_a_line_is_changed_by_one(room: Cast) -> None:
    anna, bo, _ = table(room)
    first = anna.does("list_add", field="hvem", text="Rektor")["line"]
    bo.does("list_add", field="hvem", text="Naboen")
    anna.does("list_edit", field="hvem", line=first, text="Rektoren", revision=1)
    with pytest.raises(Refused) as refusal:
        bo.does("list_edit", field="hvem", line=first, text="Læreren", revision=1)
    assert refusal.value.reply == {"theirs": "Rektoren", "revision": 2}
    assert bo.refused("list_remove", field="hvem", line=first, revision=1) == "conflict"
    lines = field(room, bo, "hvem")["lines"]
    assert [line["text"] for line in lines] == ["Rektoren", "Naboen"]


def test_the_evaluation_is_within_six_months_and_the_day_is_clamped(
    room: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = datetime(2025, 8, 31, 9).timestamp()
    monkeypatch.setattr(clock, "now", lambda: start)
    anna, *_ = table(room)
    assert field(room, anna, "evalueres")["max"] == "2026-02-28"
    anna.does("write", field="evalueres", text="2026-02-28")
    assert anna.refused("write", field="evalueres", text="2026-03-01", revision=1) == "late_date"
    assert anna.refused("write", field="evalueres", text="til våren", revision=1) == "bad_date"
    assert field(room, anna, "evalueres")["text"] == "2026-02-28"


def test_a_choice_takes_one_of_its_answers_and_the_last_one_counts(room: Cast) -> None:
    anna, bo, _ = table(room)
    anna.does("write", field="enig", text="ja")
    bo.does("write", field="enig", text="nei")
    assert anna.refused("write", field="enig", text="kanskje") == "no_option"
    assert field(room, anna, "enig")["text"] == "nei"


def test_a_person_is_named_afterwards_only_with_a_yes(room: Cast) -> None:
    anna, *_ = table(room)
    anna.does("write", field="leder", text="Lise Lund")
    assert field(room, anna, "leder")["text"] == "Lise Lund"
    room.facilitator.does("close")
    work = room.activity("ark")
    assert "Lise" in json.dumps(work.view("console"))
    for shown in (work.view("phone"), work.view("screen"), work.outcome(), result(room)):
        assert "Lise" not in json.dumps(shown)
    assert work.outcome()["sheets"][0]["lines"]["leder"] == {"name": None}


def test_a_person_who_said_yes_stands_in_the_outcome(room: Cast) -> None:
    anna, *_ = table(room)
    anna.does("write", field="leder", text="Lise Lund", public=True)
    room.facilitator.does("close")
    assert result(room)["sheets"][0]["lines"] == {"leder": "Lise Lund"}


@pytest.mark.parametrize(("marks", "found"), [
    (["A", "R"], []), (["A", "R", "R", "C", "I"], []), (["AR"], []),
    (["A", "A", "R"], ["two_a"]), (["AR", "A"], ["two_a"]), (["R"], ["no_a"]),
    (["A", "C"], ["no_r"]), (["C", "I"], ["no_a", "no_r"]), ([], ["no_a", "no_r"]),
])  # fmt: skip
def test_a_row_of_the_matrix_has_one_a_and_at_least_one_r(
    marks: list[str], found: list[str]
) -> None:
    assert faults(marks) == found


def test_a_second_a_in_a_row_is_refused_and_nothing_is_lost(room: Cast) -> None:
    anna, bo, _ = table(room)
    task, free = (anna.does("list_add", field="raci", text=t)["line"] for t in ("Brøyte", "Strø"))
    one, two = (anna.does("list_add", field="raci", text=t, column=True)["line"]
                for t in ("Rektor", "Vaktmester"))  # fmt: skip
    anna.does("mark", field="raci", row=f"r{task}", column=one, value="A")
    with pytest.raises(Refused) as refusal:
        bo.does("mark", field="raci", row=f"r{task}", column=two, value="A")
    assert (refusal.value.code, refusal.value.values["who"]) == ("two_a", "Rektor")
    bo.does("mark", field="raci", row=f"r{task}", column=two, value="R")
    assert bo.refused("mark", field="raci", row="r99", column=two, value="R") == "no_line"
    room.facilitator.does("close")
    matrix = room.activity("ark").outcome()["sheets"][0]["lines"]["raci"]
    assert [row["marks"] for row in matrix["rows"]] == [["A", "R"], ["", ""]]
    assert [(c["row"], c["faults"]) for c in result(room)["checks"]] == [
        ("Strø", ["no_a", "no_r"])]  # fmt: skip
    assert free != task


def test_a_role_that_is_taken_away_takes_its_marks_along(room: Cast) -> None:
    anna, *_ = table(room)
    task = anna.does("list_add", field="raci", text="Brøyte")["line"]
    role = anna.does("list_add", field="raci", text="Rektor", column=True)["line"]
    anna.does("mark", field="raci", row=f"r{task}", column=role, value="A")
    anna.does("list_remove", field="raci", line=role, revision=1)
    assert field(room, anna, "raci")["rows"][0]["cells"] == []


def test_each_idea_has_a_sheet_and_the_items_go_on(room: Cast) -> None:
    anna, *_ = table(room)
    item = anna.does("add", title="Kafé")["item"]
    room.lead_to("hver")
    assert [g["title"] for g in room.activity().view("phone")["groups"]] == ["Kafé"]
    assert anna.own()["place"]  # who wrote it begins there
    anna.does("write", field="mener", text="Hver torsdag")
    room.facilitator.does("close")
    handed = result(room, "hver")
    assert handed["items"] == [item]
    assert [(s["item"], s["lines"]) for s in handed["sheets"]] == [
        (item, {"mener": "Hver torsdag"})]  # fmt: skip


def test_the_kind_of_the_ideas_is_the_method_s(room: Cast) -> None:
    anna, *_ = table(room)
    item = anna.does("add", title="Vi tror at …")["item"]
    assert room.activity().item(item).kind == "hypothesis"


@pytest.mark.parametrize(("setting", "why"), [
    ('sheet = [{ key = "a", type = "choice", label = { nb = "a", nn = "a", en = "a" } }]',
     "a choice has at least two"),
    ('draw_at = 2.0\nsheet = []', "key 'draw_at': 2.0 cannot be used here"),
    ('editors = "some"\nsheet = []', "'some' cannot be used here; expected 'all', 'host'"),
])  # fmt: skip
def test_a_sheet_that_cannot_be_used_is_refused(setting: str, why: str) -> None:
    with use("en"), pytest.raises(BadMethod, match=why):
        parse(method("bad", step("ark", "work", setting)), "bad")


def test_a_sheet_for_each_item_needs_items() -> None:
    with use("en"), pytest.raises(BadMethod, match="key 'from': it is missing"):
        parse(method("bad", step("ark", "work", 'per = "item"\nsheet = []')), "bad")
