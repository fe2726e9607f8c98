"""Leading the work on sheets: what the facilitator sees, hides, copies and reminds of."""

from __future__ import annotations

import json

import pytest

from methods import clock
from tests.cast import Cast
from tests.methods.work.room import field, result, table


def test_while_the_work_goes_on_the_console_tells_only_how_much(room: Cast) -> None:
    anna, *_ = table(room)
    anna.does("write", field="mener", text="Hemmelig")
    anna.does("add", title="Like hemmelig")
    assert "emmelig" not in json.dumps(room.activity().view("console"))
    row = room.activity().view("console")["groups"][0]
    assert (row["written"], row["ideas"]) == (1, 1)
    room.facilitator.does("close")
    assert "Like hemmelig" in json.dumps(room.activity().view("console"))


def test_a_hidden_text_is_seen_by_its_own_group_only_with_the_reason(room: Cast) -> None:
    anna, *_ = table(room)
    group = anna.own()["place"]
    anna.does("write", field="mener", text="Ola er lat")
    for text in ("Naboen", "Ola"):
        line = anna.does("list_add", field="hvem", text=text)["line"]
    kari = room.facilitator
    kari.does("close")
    why = {"group": group, "reason": "Navngir en person"}
    kari.does("hide_line", field="mener", **why)
    kari.does("hide_line", field="hvem", line=line, **why)
    assert kari.refused("hide_line", field="leder", **why) == "no_field"
    work = room.activity()
    for shown in (work.view("phone"), work.view("screen"), work.outcome(), result(room)):
        assert "Ola" not in json.dumps(shown)
    assert field(room, anna, "mener")["hidden"] == "Navngir en person"
    assert result(room)["sheets"][0]["lines"] == {"hvem": "Naboen"}
    kari.does("show_line", group=group, field="mener")
    assert "Ola er lat" in json.dumps(room.activity().outcome())


def test_who_writes_now_is_told_to_the_others_for_a_while(
    room: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bo, _ = table(room)
    done = anna.sends("lock_line", field="mener")
    assert f"group:{anna.own()['place']}" in done.touched
    assert field(room, bo, "mener")["busy"]
    assert (anna.own()["writes"], bo.own()["writes"]) == (["mener"], [])
    bo.does("write", field="mener", text="Jeg også")  # it stops nobody
    later = clock.now() + 31
    monkeypatch.setattr(clock, "now", lambda: later)
    assert not field(room, bo, "mener")["busy"]


def test_a_group_that_has_nothing_is_reminded(room: Cast) -> None:
    anna, *_ = table(room)
    group = anna.own()["place"]
    room.facilitator.does("nudge", group=group)
    work = room.activity()
    assert work.view("group", work.group_of(anna.person))["nudged"]
    anna.does("write", field="mener", text="Nå så")
    assert not work.view("group", work.group_of(anna.person))["nudged"]
    assert room.facilitator.refused("nudge", group=group) == "has_something"


def test_a_field_is_copied_where_nothing_is_written_yet(room: Cast) -> None:
    anna, *_, last = table(room, 9)
    anna.does("write", field="mener", text="Fra før")
    last_two = [p for p in (last, room.join()) if p.own()["place_number"] == 2]
    last_two[0].does("write", field="mener", text="Også fra før")
    room.lead_to("mer")
    old = room.step("ark").id
    anna.does("host", None, group=anna.own()["place"])
    anna.does("write", field="mener", text="Nytt")
    assert room.facilitator.does("copy", field="mener", source=old) == {"copied": 1}
    assert field(room, anna, "mener")["text"] == "Nytt"
    assert field(room, last_two[0], "mener")["text"] == "Også fra før"
    assert room.facilitator.refused("copy", field="mener", source=9999) == "no_source"
    assert room.facilitator.refused("copy", field="raci", source=old,
                                    source_field="mener") == "other_type"  # fmt: skip


def test_one_writes_when_the_method_says_so(room: Cast) -> None:
    anna, bo, _ = table(room)
    room.lead_to("mer")
    assert (anna.own()["is_host"], bo.own()["is_host"]) == (True, False)
    assert bo.refused("write", field="mener", text="x") == "not_host"
    bo.does("host", None, group=bo.own()["place"])
    bo.does("write", field="mener", text="x")
