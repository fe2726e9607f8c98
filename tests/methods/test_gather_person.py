"""Everybody writes on a list of their own: straight, anonymous, with cards and seeds."""

from __future__ import annotations

import json

import pytest

from methods import clock
from methods.catalogue import parse
from methods.faults import BadMethod
from methods.refusal import Refused
from models import Entry, Item
from storage import Storage
from tests.cast import Cast
from tests.methods.dealt import seminar
from tests.methods.gathering import choice, gather, mine, text
from tests.plays import method, words
from translations import use


def test_the_settings_and_their_defaults() -> None:
    step = parse(method("alle", gather("a")), "alle").steps[0]
    assert step.settings == {
        "kind": "idea", "unit": "person", "solo_min": 0, "max_items": 0, "title_max": 80,
        "body_max": 280, "fields": [], "about": "none", "assign": "all",
        "visible": "after_close", "prompts": [], "draw_at": 0.5, "seed_items": [],
        "tally": "none",
    }  # fmt: skip


@pytest.mark.parametrize(
    "bad",
    ['kind = "En idé"', 'unit = "team"', "max_items = -1", 'max_items = "many"', "draw_at = 2",
     'about = "nothing_there"', 'assign = "sample:0"', 'visible = "never"',
     f'kind = "problem"\nseed_items = [{words("Ferdig forslag")}]',
     'tally = { field = "syn", for = "ja", against = "nei" }',
     f'fields = [{{ key = "syn", type = "choice", label = {words("Syn")} }}]'],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_with_where_it_stands(bad: str) -> None:
    with use("en"), pytest.raises(BadMethod, match=r"prove.toml, step 'a', key '"):
        parse(method("prove", gather("a", bad)), "prove.toml")


def test_each_writes_on_their_own_list_and_nobody_else_sees_it(storage: Storage) -> None:
    cast = seminar(storage, gather("skriv", "solo_min = 2"))
    anna, bo = cast.people(2)
    done = anna.sends("add", title="Flere benker")
    assert done.touched == {f"own:{anna.id}", "console", "screen"}
    assert (mine(anna), mine(bo)) == (["Flere benker"], [])
    views = [cast.activity().view(s) for s in ("phone", "console", "screen")]
    assert "benker" not in json.dumps([views, bo.own()])
    assert cast.activity().progress() == (1, 2)
    assert cast.activity().group_of(anna.person) is None
    item = cast.db.query(Item).one()
    assert (item.author_id, item.group_id) == (anna.id, None)
    assert bo.refused("edit", item=item.id, title="Nei", revision=1) == "no_item"
    assert bo.refused("withdraw", item=item.id) == "no_item"
    assert anna.refused("note", text="Stille") == "no_group"
    cast.close()


def test_what_is_written_is_for_all_when_it_is_closed_and_nobody_knows_whose(
    storage: Storage,
) -> None:
    cast = seminar(storage, gather("skriv"))
    anna, bo = cast.join("Anna"), cast.join("Bo")
    anna.does("add", title="Flere benker", body="Langs elva")
    bo.does("withdraw", item=bo.does("add", title="Færre biler")["item"])
    cast.facilitator.does("close")
    for surface in ("phone", "console", "screen"):
        view = cast.activity().view(surface)
        assert [p["title"] for p in view["problems"]] == ["Flere benker"]
        assert "Anna" not in json.dumps(view)
    outcome = cast.activity().outcome()
    assert outcome["items"] == [
        {"title": "Flere benker", "text": "Langs elva", "table": None, "about": None, "fields": {}}
    ]
    assert [b["kind"] for b in cast.activity().section(outcome)] == ["text", "table"]
    assert (cast.step("skriv").result or {})["items"] == [cast.db.query(Item).first().id]  # type: ignore[union-attr]
    cast.close()


def test_live_texts_stand_where_all_see_them_but_the_console_counts(storage: Storage) -> None:
    cast = seminar(storage, gather("skriv", 'visible = "live"'))
    anna = cast.join()
    done = anna.sends("add", title="Flere benker")
    assert "phone" in done.touched
    for surface in ("phone", "screen"):
        assert "benker" in json.dumps(cast.activity().view(surface))
    console = cast.activity().view("console")
    assert "benker" not in json.dumps(console) and console["on_wall"][0][1] == "1"
    cast.close()


def test_as_many_as_the_method_says_and_no_more(storage: Storage) -> None:
    cast = seminar(storage, gather("ord", "max_items = 1", "title_max = 10", "body_max = 0"))
    anna = cast.join()
    assert anna.refused("add", title="Alt for langt ord") == "too_long"
    anna.does("add", title="Håp")
    assert anna.refused("add", title="Tro") == "full"
    assert cast.join().does("add", title="Tro")
    cast.close()


def test_two_browsers_of_one_person_do_not_overwrite_each_other(storage: Storage) -> None:
    cast = seminar(storage, gather("skriv"))
    anna = cast.join()
    item = anna.does("add", title="Benk")["item"]
    anna.does("edit", item=item, title="Benker", revision=1)
    with pytest.raises(Refused) as refusal:
        anna.does("edit", item=item, title="Bord", revision=1)
    assert refusal.value.reply == {"theirs": "Benker", "revision": 2}
    cast.close()


def test_more_is_asked_beside_the_text(storage: Storage) -> None:
    fields = f"fields = [{text('kilde')}, {choice('syn', 'for', 'mot')}]"
    cast = seminar(storage, gather("skriv", 'kind = "evidence"', fields))
    anna = cast.join()
    assert anna.refused("add", title="Funn", values=["SSB", "kanskje"]) == "no_option"
    item = anna.does("add", title="Funn", values=["SSB", "for"])["item"]
    assert cast.db.get(Item, item).fields == {"kilde": "SSB", "syn": "for"}  # type: ignore[union-attr]
    anna.does("edit", item=item, title="Funn", revision=1, values=["NAV", ""])
    cast.facilitator.does("close")
    assert cast.activity().view("phone")["problems"][0]["said"] == [("kilde", "NAV")]
    table = cast.activity().section(cast.activity().outcome())[1]
    assert (table["head"], table["rows"]) == (["Funn", "kilde"], [["Funn", "NAV"]])
    cast.close()


def test_cards_are_drawn_half_way_or_when_the_facilitator_wants(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = {"now": 1_800_000_000.0}
    monkeypatch.setattr(clock, "now", lambda: at["now"])
    prompts = f"prompts = [{words('Uten penger?')}, {words('I morgen?')}]"
    cast = seminar(storage, gather("skriv", prompts), gather("mer", prompts, "draw_at = 0.2"))
    anna, bo = cast.people(2)
    assert {anna.own()["card"], bo.own()["card"]} == {0, 1}
    assert cast.activity().view("phone")["prompts"] == []
    assert cast.activity().view("console")["may_draw"]
    at["now"] += 60 * 2.5
    assert cast.activity().view("phone")["prompts"] == ["Uten penger?", "I morgen?"]
    cast.facilitator.does("next")
    cast.facilitator.does("open")
    at["now"] += 61
    assert cast.activity().view("phone")["prompts"]
    cast.facilitator.does("close")
    assert cast.activity().view("phone")["prompts"] == []
    cast.close()


def test_the_cards_come_when_they_are_drawn(storage: Storage) -> None:
    cast = seminar(storage, gather("skriv", f"prompts = [{words('Uten penger?')}]"))
    anna = cast.join()
    cast.facilitator.does("draw")
    assert cast.activity().view("phone")["prompts"] == ["Uten penger?"]
    assert anna.refused("draw") == "not_allowed"
    cast.close()


def test_seeds_stand_there_from_the_start(storage: Storage) -> None:
    cast = seminar(storage, gather("skriv", f"seed_items = [{words('Hold dørene åpne')}]"))
    cast.join().does("add", title="Mer kaffe")
    cast.facilitator.does("seed", title="Og kake")
    cast.facilitator.does("close")
    shown = [p["title"] for p in cast.activity().view("phone")["problems"]]
    assert shown == ["Hold dørene åpne", "Mer kaffe", "Og kake"]
    cast.close()


def test_nobody_puts_finished_problems_before_the_room_without_saying_so(cast: Cast) -> None:
    cast.lead_to("finn")
    assert cast.facilitator.refused("seed", title="Vi trenger ny skole") == "needs_reason"
    cast.facilitator.does("seed", title="Vi trenger ny skole", reason="Vedtatt sak")
    assert cast.db.query(Entry).filter_by(verb="seed").count() == 1


def test_a_new_round_goes_on_from_what_was_written(storage: Storage) -> None:
    cast = seminar(storage, gather("skriv", "max_items = 1"))
    anna = cast.join()
    first = anna.does("add", title="Benker")["item"]
    cast.facilitator.does("close")
    cast.facilitator.does("reopen")
    second = anna.does("add", title="Bord")["item"]
    cast.facilitator.does("close")
    assert (cast.step("skriv").result or {})["items"] == [first, second]
    cast.close()


def test_when_the_seminar_has_ended_nobody_can_tell_who_wrote_what(storage: Storage) -> None:
    cast = seminar(storage, gather("skriv"))
    cast.join().does("add", title="Benker")
    cast.facilitator.does("end")
    assert cast.db.query(Item.author_id, Item.title).all() == [(None, "Benker")]
    cast.close()


def test_what_is_taken_from_a_step_is_carried_on(storage: Storage) -> None:
    cast = seminar(storage, gather("skriv"), gather("mer", 'from = "skriv"'))
    anna = cast.join()
    first = anna.does("add", title="Benker")["item"]
    cast.facilitator.does("next")
    cast.facilitator.does("open")
    second = anna.does("add", title="Bord")["item"]
    cast.facilitator.does("close")
    assert (cast.step("mer").result or {})["items"] == [first, second]
    cast.close()
