"""Finding the problems: one's own silent notes, and the table's list that one writes for all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from methods import clock
from methods.activities.gather.writing import heading
from methods.activities.gather.writing import most_items as most_problems
from methods.refusal import Refused
from models import Item
from tests.cast import Cast, Player

SECRET = "Jeg tør ikke si dette høyt"


def table(cast: Cast, player: Player) -> dict[str, Any]:
    """What this person's table sees together."""
    step = cast.activity("finn")
    return step.view("group", step.group_of(player.person))


def titles(cast: Cast, player: Player) -> list[str]:
    return [p["title"] for p in table(cast, player)["problems"]]


def writer_and_other(cast: Cast) -> tuple[Player, Player]:
    """The one who writes at the first table, and another at the same; the step is open."""
    anna, *others = cast.people(13)
    cast.lead_to("finn")
    return anna, next(p for p in others if p.person.table_id == anna.person.table_id)


def seen(cast: Cast, *others: Player) -> str:
    """All that anybody but the writer of a note can see."""
    step = cast.activity("finn")
    boards = [step.view(surface) for surface in ("phone", "console", "screen")]
    boards += [step.view("group", g) for g in step.scope.tables()]
    return json.dumps([*boards, *(o.own("finn") for o in others)], default=str)


def test_a_silent_note_is_nobody_elses(cast: Cast) -> None:
    anna, bo = writer_and_other(cast)
    assert not bo.sends("note", text=SECRET).touched - {f"own:{bo.id}"}
    assert [n["text"] for n in bo.own()["notes"]] == [SECRET]
    assert SECRET not in seen(cast, anna)
    cast.facilitator.does("close")
    assert bo.refused("note", text="For sent") == anna.refused("add", title="Nei") == "closed"
    assert SECRET not in seen(cast, anna)
    assert SECRET not in json.dumps(cast.activity("finn").outcome())


def test_nobody_offers_or_drops_another_ones_note(cast: Cast) -> None:
    anna, bo = writer_and_other(cast)
    note = bo.does("note", text=SECRET)["note"]
    for name in ("offer", "drop_note"):
        assert anna.refused(name, note=note) == "no_note"
    assert anna.refused("take", note=note) == "taken"
    assert SECRET not in seen(cast, anna)
    assert bo.own()["notes"][0]["state"] == "own"


def test_a_note_is_read_out_and_written_on_the_list(cast: Cast) -> None:
    anna, bo = writer_and_other(cast)
    note = bo.does("note", text="Bussen går ikke")["note"]
    assert table(cast, bo)["offered"] == []
    done = bo.sends("offer", note=note)
    assert f"group:{bo.person.table_id}" in done.touched
    assert table(cast, anna)["offered"] == [{"id": note, "text": "Bussen går ikke"}]
    assert bo.refused("take", note=note) == "not_host"
    anna.does("take", note=note)
    assert (titles(cast, bo), table(cast, bo)["offered"]) == (["Bussen går ikke"], [])
    assert bo.own()["notes"][0]["state"] == "taken"
    assert anna.refused("take", note=note) == "taken"


def test_a_note_on_the_list_is_not_offered_once_more(cast: Cast) -> None:
    anna, bo = writer_and_other(cast)
    note = bo.does("note", text="Bussen går ikke")["note"]
    bo.does("offer", note=note)
    anna.does("take", note=note)
    assert bo.refused("offer", note=note) == "taken"
    assert table(cast, anna)["offered"] == []


def test_a_note_that_is_thrown_away_leaves_the_table_too(cast: Cast) -> None:
    anna, bo = writer_and_other(cast)
    note = bo.does("note", text="Bussen går ikke")["note"]
    bo.does("offer", note=note)
    done = bo.sends("drop_note", note=note)
    assert f"group:{bo.person.table_id}" in done.touched
    assert (table(cast, anna)["offered"], bo.own()["notes"]) == ([], [])


def test_a_long_note_is_taken_whole(cast: Cast) -> None:
    anna, _ = writer_and_other(cast)
    text = "Det er langt mellom husene " * 10
    anna.does("offer", note=anna.does("note", text=text)["note"])
    anna.does("take", note=anna.own()["notes"][0]["id"])
    made = cast.db.query(Item).one()
    assert (made.body, len(made.title) <= 80) == (text.strip(), True)
    assert made.title.endswith("…") and text.startswith(made.title[:-1])
    assert len(heading("x" * 200, 80)[0]) == 80


def test_another_table_lends_neither_notes_nor_pen(cast: Cast) -> None:
    here, there = cast.people(2)
    cast.lead_to("finn")
    assert here.person.table_id != there.person.table_id
    there.does("offer", note=there.does("note", text=SECRET)["note"])
    assert here.refused("take", note=there.own()["notes"][0]["id"]) == "taken"
    assert SECRET not in json.dumps(table(cast, here)) + json.dumps(here.own())
    assert here.refused("host", None, group=there.person.table_id) == "not_in_group"


def test_only_the_one_with_the_pen_writes_until_it_is_passed_on(cast: Cast) -> None:
    anna, bo = writer_and_other(cast)
    item = anna.does("add", title="Bussen går ikke")["item"]
    assert bo.refused("add", title="Skolen stenger") == "not_host"
    assert bo.refused("edit", item=item, title="Nei", revision=1) == "not_host"
    assert bo.refused("withdraw", item=item) == "not_host"
    bo.does("host", None, group=bo.person.table_id)
    assert (anna.own()["is_host"], bo.own()["is_host"]) == (False, True)
    assert anna.refused("add", title="Skolen stenger") == "not_host"
    bo.does("add", title="Skolen stenger")
    assert titles(cast, anna) == ["Bussen går ikke", "Skolen stenger"]


@pytest.mark.parametrize("tables, most", [(1, 8), (5, 8), (12, 8), (13, 7), (25, 4), (38, 3)])
def test_the_room_gets_about_a_hundred_problems(tables: int, most: int) -> None:
    assert most_problems(tables) == most


def test_a_full_list_takes_one_more_when_one_is_withdrawn(cast: Cast) -> None:
    anna, _ = writer_and_other(cast)
    most = most_problems(len(cast.activity().scope.tables()))
    made = [anna.does("add", title=f"Sak {n}")["item"] for n in range(most)]
    assert anna.refused("add", title="En til") == "full"
    assert (table(cast, anna)["full"], len(titles(cast, anna))) == (True, most)
    anna.does("withdraw", item=made[0])
    anna.does("add", title="En til")
    assert titles(cast, anna)[-1] == "En til"
    assert made[0] not in cast.activity().publish()["items"]


def test_a_text_that_is_too_long_changes_nothing(cast: Cast) -> None:
    anna, _ = writer_and_other(cast)
    item = anna.does("add", title="Bussen går ikke")["item"]
    for title, body in (("x" * 81, ""), ("x", "y" * 281)):
        assert anna.refused("add", title=title, body=body) == "too_long"
        assert anna.refused("edit", item=item, title=title, body=body, revision=1) == "too_long"
    assert anna.refused("note", text="x" * 281) == "too_long"
    assert anna.refused("add", title=" \n ") == "empty"
    assert (titles(cast, anna), anna.own()["notes"]) == (["Bussen går ikke"], [])
    anna.does("edit", item=item, title="x" * 80, body="y" * 280, revision=1)


def test_two_who_change_the_same_problem(cast: Cast) -> None:
    anna, bo = writer_and_other(cast)
    item = anna.does("add", title="Bussen", body="går ikke")["item"]
    anna.does("edit", item=item, title="Bussen", body="går aldri", revision=1)
    bo.does("host", None, group=bo.person.table_id)
    with pytest.raises(Refused) as refusal:
        bo.does("edit", item=item, title="Toget", revision=1)
    assert refusal.value.code == "conflict"
    assert refusal.value.reply == {"theirs": "Bussen\ngår aldri", "revision": 2}
    assert titles(cast, bo) == ["Bussen"]
    assert bo.does("edit", item=item, title="Toget", revision=2) == {"revision": 3}


def test_the_table_sees_why_and_the_ballot_does_not_have_it(cast: Cast) -> None:
    anna, bo = writer_and_other(cast)
    bad = anna.does("add", title="Ola drikker")["item"]
    good = anna.does("add", title="Bussen går ikke")["item"]
    cast.facilitator.does("hide", None, item=bad, reason="Navngir en person")
    hidden = [{"id": bad, "title": "Ola drikker", "reason": "Navngir en person"}]
    assert (titles(cast, bo), table(cast, bo)["hidden"]) == (["Bussen går ikke"], hidden)
    assert anna.refused("edit", item=bad, title="Ola", revision=1) == "no_item"
    cast.lead_to("huk")
    assert cast.step("huk").data["items"] == [good]
    assert "Ola" not in json.dumps(cast.activity("finn").outcome())


def test_the_wall_has_only_counts_in_the_first_half(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _ = writer_and_other(cast)
    anna.does("add", title="Bussen går ikke")
    for surface in ("phone", "console", "screen"):
        assert "Bussen" not in json.dumps(cast.activity().view(surface))
    assert cast.activity().view("screen")["count"] == 1
    later = clock.now() + 60 * 30
    monkeypatch.setattr(clock, "now", lambda: later)
    assert [p["title"] for p in cast.activity().view("screen")["problems"]] == ["Bussen går ikke"]
    assert "Bussen" not in json.dumps(cast.activity().view("phone"))


def test_the_console_has_counts_while_people_write_and_texts_when_they_are_done(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _ = writer_and_other(cast)
    gone = anna.does("add", title="Ola drikker")["item"]
    anna.does("withdraw", item=gone)
    item = anna.does("add", title="Bussen går ikke")["item"]
    later = clock.now() + 60 * 30
    monkeypatch.setattr(clock, "now", lambda: later)
    shown = cast.activity().view("console")
    assert shown["count"] == 1 and "Bussen" not in json.dumps(shown)
    wall = cast.activity().view("screen")["problems"][0]
    assert shown["on_wall"] == [(item, wall["mark"])] and wall["mark"] == "1.2"
    cast.facilitator.does("close")
    assert [p["title"] for p in cast.activity().view("console")["problems"]] == ["Bussen går ikke"]
