"""Read and gather: marks, merges, objections from the home table, and what goes to the vote."""

from __future__ import annotations

import pytest

from methods import clock
from models import Item
from tests.cast import Cast, Player


def gathered(cast: Cast, *titles: str) -> tuple[Player, list[int]]:
    """Problems from the first table, read by all; who wrote them, and their items."""
    cast.lead_to("finn")
    people = cast.people(9)
    writer = next(p for p in people if p.own()["is_host"])
    items = [writer.does("add", title=title)["item"] for title in titles]
    cast.lead_to("samle")
    return writer, items


def suggested(cast: Cast) -> list[tuple[int, int, int]]:
    shown = cast.activity().view("console")["suggestions"]
    return [(pair["a"]["id"], pair["b"]["id"], pair["marks"]) for pair in shown]


def on_the_list(cast: Cast) -> list[int]:
    return [card["id"] for card in cast.activity().view("phone")["problems"]]


def test_numbers_are_given_once_and_never_move(cast: Cast) -> None:
    _anna, items = gathered(cast, "Bussen", "Butikken", "Skolen")
    cast.facilitator.does("hide", None, item=items[0], reason="Navngir en person")
    shown = cast.activity().view("screen")["problems"]
    assert [(card["number"], card["title"]) for card in shown] == [(2, "Butikken"), (3, "Skolen")]


def test_a_new_round_of_gathering_goes_on_from_the_highest_number(cast: Cast) -> None:
    _anna, first = gathered(cast, "Bussen", "Butikken")
    cast.facilitator.does("close")
    cast.facilitator.does("reopen", "finn")
    writer = next(p for p in cast.people(9) if p.own()["is_host"])
    later = [writer.does("add", title=title)["item"] for title in ("Skolen", "Ferja")]
    cast.facilitator.does("close")
    cast.facilitator.does("reopen", "samle")
    numbers = {i.id: i.number for i in cast.db.query(Item).order_by(Item.id)}
    assert [numbers[i] for i in [*first, *later]] == [1, 2, 3, 4]


def test_marks_from_the_room_are_shown_to_the_facilitator_only(cast: Cast) -> None:
    anna, (bus, shop, school) = gathered(cast, "Bussen", "Butikken", "Skolen")
    bo = cast.join()
    anna.does("same", item=shop, other=bus)
    bo.does("same", item=bus, other=shop)
    bo.does("same", item=bus, other=school)
    assert suggested(cast) == [(bus, shop, 2), (bus, school, 1)]
    bo.does("same", item=school, other=bus)  # once more takes it away
    assert suggested(cast) == [(bus, shop, 2)]
    assert cast.activity().view("phone")["suggestions"] == []
    assert anna.refused("same", item=bus, other=bus) == "same_item"


def test_a_merge_keeps_both_texts_and_only_one_goes_to_the_vote(cast: Cast) -> None:
    anna, (bus, night, shop) = gathered(cast, "Bussen går ikke", "Ingen nattbuss", "Butikken")
    cast.facilitator.does("merge", None, item=night, into=bus)
    card = cast.activity().view("phone")["problems"][0]
    assert [under["title"] for under in card["under"]] == ["Ingen nattbuss"]
    assert anna.refused("same", item=night, other=shop) == "no_item"
    cast.facilitator.does("close")
    assert (cast.step("samle").result or {})["items"] == [bus, shop]
    assert cast.activity("samle").outcome()["items"][1]["merged_into"] == 1


def test_a_chain_of_merges_has_one_root_and_no_ring(cast: Cast) -> None:
    _anna, (a, b, c) = gathered(cast, "Bussen", "Nattbuss", "Skolebuss")
    cast.facilitator.does("merge", None, item=c, into=b)
    cast.facilitator.does("merge", None, item=b, into=a)
    assert on_the_list(cast) == [a]
    assert cast.facilitator.refused("merge", None, item=a, into=c) == "bad_merge"
    cast.facilitator.does("unmerge", None, item=c)
    assert on_the_list(cast) == [a, c]
    assert cast.facilitator.refused("unmerge", None, item=c) == "not_merged"


def test_only_the_home_table_may_object_and_only_for_three_minutes(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, (bus, night) = gathered(cast, "Bussen", "Nattbuss")
    stranger = next(p for p in cast.people(96 - 9) if p.person.table_id != anna.person.table_id)
    cast.facilitator.does("merge", None, item=night, into=bus)
    assert stranger.refused("object", item=night) == "not_yours"
    anna.does("object", item=night)
    assert on_the_list(cast) == [bus, night]
    cast.facilitator.does("merge", None, item=night, into=bus)
    later = clock.now() + 181
    monkeypatch.setattr(clock, "now", lambda: later)
    assert anna.refused("object", item=night) == "too_late"
    assert on_the_list(cast) == [bus]


def test_after_the_result_is_shown_nothing_is_merged(cast: Cast) -> None:
    _anna, (bus, night, shop) = gathered(cast, "Bussen", "Nattbuss", "Butikken")
    cast.lead_to("huk")
    cast.facilitator.does("close")
    cast.facilitator.does("publish")
    assert cast.facilitator.refused("merge", None, item=night, into=bus) == "published"
    assert shop in (cast.step("huk").result or {})["items"]


def test_texts_that_are_alike_are_suggested(cast: Cast) -> None:
    _anna, (bus, shop, late) = gathered(
        cast, "Bussen går ikke om kvelden", "Butikken stenger tidlig", "Ingen busser går kveldstid"
    )
    assert (bus, late) in [pair[:2] for pair in suggested(cast)]
    assert (bus, shop) not in [pair[:2] for pair in suggested(cast)]
    assert late in on_the_list(cast)
