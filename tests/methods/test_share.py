"""The ten: turned from the last to the first, then shown as sheets."""

from __future__ import annotations

from tests.cast import Cast
from tests.methods.topics import chosen


def shown(cast: Cast, surface: str = "phone") -> list[str]:
    return [card["title"] for card in cast.activity("de_ti").view(surface)["cards"]]


def test_cards_are_turned_from_the_last_to_the_first(cast: Cast) -> None:
    chosen(cast, "de_ti")
    cast.facilitator.does("open")
    assert shown(cast) == []
    cast.facilitator.does("reveal")
    assert shown(cast) == ["Sak 10"]
    cast.facilitator.does("reveal")
    assert shown(cast) == ["Sak 9", "Sak 10"]


def test_what_is_not_turned_is_in_no_board_of_the_room(cast: Cast) -> None:
    chosen(cast, "de_ti")
    cast.facilitator.does("open")
    cast.facilitator.does("reveal")
    for surface in ("phone", "screen"):
        assert "Sak 9" not in str(cast.activity().view(surface))
    assert cast.activity().view("console")["upcoming"]["title"] == "Sak 9"


def test_after_the_first_card_they_become_sheets(cast: Cast) -> None:
    chosen(cast, "de_ti")
    cast.facilitator.does("open")
    for _turn in range(10):
        cast.facilitator.does("reveal")
    assert (len(shown(cast)), cast.activity().view("screen")["done"]) == (10, False)
    assert cast.activity().view("phone")["misses"] == []
    cast.facilitator.does("reveal")
    assert cast.activity().view("screen")["done"]
    assert cast.activity().view("phone")["misses"] == ["Sak 11"]
    assert cast.facilitator.refused("reveal") == "all_shown"


def test_all_can_be_turned_at_once(cast: Cast) -> None:
    chosen(cast, "de_ti")
    cast.facilitator.does("open")
    done = cast.facilitator.sends("reveal_all")
    assert cast.activity().view("screen")["done"]
    assert {"phone", "screen", "console"} <= done.touched


def test_a_card_knows_its_votes_and_whether_its_place_is_shared(cast: Cast) -> None:
    chosen(cast, "de_ti", titles=11, near=0)
    cast.facilitator.does("open")
    cast.facilitator.does("reveal_all")
    first, *_, tenth, eleventh = cast.activity().view("screen")["cards"]
    assert (first["votes"], first["share"], first["shared"]) == (41, 1.0, False)
    assert (tenth["place"], tenth["rank"], tenth["shared"]) == (10, 10, True)
    assert (eleventh["place"], eleventh["rank"], eleventh["shared"]) == (11, 10, True)


def test_closing_shows_them_all_and_hands_them_on(cast: Cast) -> None:
    items = chosen(cast, "de_ti")
    cast.facilitator.does("open")
    cast.facilitator.does("close")
    assert cast.step("de_ti").result == {"items": items}
    assert len(shown(cast)) == 10


def test_a_new_round_of_the_vote_does_not_change_what_was_shown(cast: Cast) -> None:
    chosen(cast, "de_ti")
    cast.facilitator.does("open")
    cast.facilitator.does("close")
    cast.facilitator.does("reopen", "huk")
    outcome = cast.activity("de_ti").outcome()
    assert [card["title"] for card in outcome["cards"]] == [f"Sak {n}" for n in range(1, 11)]
    assert outcome["near"] == ["Sak 11"]
    assert cast.activity("de_ti").section(outcome)[0]["items"][0].startswith("1. Sak 1 (41 ")


def test_a_card_hidden_afterwards_is_gone(cast: Cast) -> None:
    items = chosen(cast, "de_ti")
    cast.facilitator.does("open")
    cast.facilitator.does("reveal_all")
    cast.facilitator.does("hide", item=items[2], reason="Navngir en person")
    assert len(shown(cast)) == 9
    assert "Sak 3" not in shown(cast)


def test_when_nothing_was_chosen_there_is_nothing_to_turn(cast: Cast) -> None:
    cast.lead_to("de_ti")
    assert cast.activity().view("screen")["all"] == 0
    assert cast.facilitator.refused("reveal") == "all_shown"
    cast.facilitator.does("close")
    assert cast.step("de_ti").result == {"items": []}


def test_only_the_facilitator_turns_cards(cast: Cast) -> None:
    anna = cast.join()
    chosen(cast, "de_ti")
    cast.facilitator.does("open")
    assert anna.refused("reveal") == "not_allowed"
