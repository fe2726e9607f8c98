"""Agreements: who makes them, who looks after them, and what happens when nobody does."""

from __future__ import annotations

from typing import Any

import pytest

from methods.refusal import Refused
from tests.cast import Cast
from tests.methods.agreeing import LATER, SURFACES, deal, propose, room, told


def test_what_it_lacks_is_told_until_it_lacks_nothing(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    made = propose(anna)
    assert deal(cast)["lacks"] == ["collector", "first_step", "next_date"]
    anna.does("edit", agreement=made, what="Kafé", revision=1, first_step="Kok", next_date=LATER)
    bo.does("collect", agreement=made, name="Bo")
    for surface in SURFACES:
        assert (deal(cast, surface)["lacks"], deal(cast, surface)["missing"]) == ([], "")
    assert (deal(cast)["first_step"], deal(cast)["next_date"]) == ("Kok", LATER)


def test_only_members_change_it_and_one_at_a_time(cast: Cast) -> None:
    anna, bo, cai = room(cast)
    made = propose(anna)
    assert bo.refused("edit", agreement=made, what="Bar", revision=1) == "not_member"
    bo.does("join", agreement=made)
    assert bo.does("edit", agreement=made, what="Bar", revision=1) == {"revision": 2}
    with pytest.raises(Refused) as refusal:
        anna.does("edit", agreement=made, what="Kro", revision=1)
    assert refusal.value.code == "conflict"
    assert refusal.value.reply == {"theirs": "Bar", "revision": 2}
    assert (deal(cast)["what"], deal(cast)["members"]) == ("Bar", 2)
    assert cai.refused("join", agreement=made + 1) == "no_agreement"


@pytest.mark.parametrize("day, code", [
    ("2020-01-01", "past_date"), ("neste tirsdag", "bad_date"), ("2099-02-30", "bad_date"),
])  # fmt: skip
def test_a_date_is_a_day_to_come(cast: Cast, day: str, code: str) -> None:
    anna, *_ = room(cast)
    assert anna.refused("propose", what="Bar", next_date=day) == code
    assert cast.activity().view("console")["deals"] == []
    made = propose(anna, next_date=LATER)
    assert anna.refused("edit", agreement=made, what="Bar", revision=1, next_date=day) == code
    assert (deal(cast)["what"], deal(cast)["next_date"]) == ("Kafé", LATER)


def test_there_is_room_for_so_much_text_and_no_more(cast: Cast) -> None:
    anna, *_ = room(cast)
    made = propose(anna)
    owners = {"owner_now": "volunteers", "owner_later": "municipality"}
    long: list[tuple[str, dict[str, Any]]] = [
        ("propose", {"what": "x" * 281}),
        ("propose", {"what": "x", "first_step": "x" * 281}),
        ("edit", {"agreement": made, "revision": 1, "what": "x" * 281}),
        ("edit", {"agreement": made, "revision": 1, "what": "x", "first_step": "x" * 281}),
        ("collect", {"agreement": made, "name": "x" * 81}),
        ("collect", {"agreement": made, "name": "x", "contact": "x" * 121}),
        ("deputise", {"agreement": made, "name": "x" * 81}),
        ("hand_over", {"agreement": made, "when": "x" * 121, **owners}),
    ]
    before = deal(cast)
    for name, args in long:
        assert anna.refused(name, **args) == "too_long", name
    assert cast.facilitator.refused("assign", agreement=made, name="x" * 81) == "too_long"
    assert anna.refused("propose", what=" ") == "empty"
    assert anna.refused("collect", agreement=made, name="") == "empty"
    assert (deal(cast), len(cast.activity().view("console")["deals"])) == (before, 1)


def test_one_collects_two_and_the_third_is_the_facilitators(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    made = [propose(anna, f"Avtale {n}") for n in range(3)]
    for agreement in made[:2]:
        bo.does("collect", agreement=agreement, name="Bo")
    assert anna.refused("collect", agreement=made[0], name="Anna") == "taken"
    assert bo.refused("collect", agreement=made[2], name="Bo") == "enough"
    bo.does("collect", agreement=made[0], name="Bo Berg")  # one may change one's own name
    assert (bo.own()["collects"], deal(cast)["collector"]) == (made[:2], "Bo Berg")
    assert bo.refused("assign", agreement=made[2], name="Bo") == "not_allowed"
    cast.facilitator.does("assign", agreement=made[2], name="Bo")
    assert (deal(cast, place=2)["collector"], cast.activity().view("phone")["red"]) == ("Bo", 0)


def test_the_deputy_is_one_other_person(cast: Cast) -> None:
    anna, bo, cai = room(cast)
    made = propose(anna)
    anna.does("collect", agreement=made, name="Anna")
    assert anna.refused("deputise", agreement=made, name="Anna") == "collector"
    bo.does("deputise", agreement=made, name="Bo")
    assert cai.refused("deputise", agreement=made, name="Cai") == "taken"
    assert (deal(cast)["deputy"], deal(cast)["members"]) == ("Bo", 2)
    for surface in ("phone", "screen"):
        assert (deal(cast, surface)["has_deputy"], deal(cast, surface)["deputy"]) == (True, "")


def test_a_deputy_who_becomes_the_collector_is_no_deputy(cast: Cast) -> None:
    anna, bo, cai = room(cast)
    made = propose(anna)
    bo.does("deputise", agreement=made, name="Bo")
    bo.does("collect", agreement=made, name="Bo")
    assert (deal(cast)["collector"], deal(cast)["has_deputy"]) == ("Bo", False)
    cai.does("deputise", agreement=made, name="Cai")
    assert deal(cast)["deputy"] == "Cai"


def test_the_deputy_inherits_but_neither_contact_nor_consent(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    made = propose(anna)
    anna.does("collect", agreement=made, name="Anna", contact="900 00 000", consent_group=True,
              consent_public=True)  # fmt: skip
    bo.does("deputise", agreement=made, name="Bo")
    assert f"own:{bo.id}" in anna.sends("leave", agreement=made).touched
    now = deal(cast)
    assert (now["collector"], now["contact"], now["has_deputy"]) == ("Bo", "", False)
    assert (bo.own()["collects"], anna.own()) == (
        [made],
        {"joined": [], "collects": [], "hidden_deals": [], "elected": False},
    )
    for shown in (deal(cast, "phone"), deal(cast, "screen"), told(cast)):
        assert shown["has_collector"] and not shown["collector"]


def test_a_deputy_who_leaves_leaves_the_collector(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    made = propose(anna)
    anna.does("collect", agreement=made, name="Anna")
    bo.does("deputise", agreement=made, name="Bo")
    bo.does("leave", agreement=made)
    assert (deal(cast)["collector"], deal(cast)["deputy"], deal(cast)["members"]) == ("Anna", "", 1)


@pytest.mark.parametrize("collected", [True, False])
def test_without_a_collector_it_is_kept_and_red(cast: Cast, collected: bool) -> None:
    anna, *_ = room(cast)
    made = propose(anna, first_step="Kok kaffe", next_date=LATER)
    if collected:
        anna.does("collect", agreement=made, name="Anna", consent_group=True, consent_public=True)
        assert cast.activity().view("screen")["red"] == 0
        anna.does("leave", agreement=made)
    cast.facilitator.does("close")
    for surface in SURFACES:
        assert cast.activity().view(surface)["red"] == 1
        assert (deal(cast, surface)["has_collector"], deal(cast, surface)["lacks"]) == (
            False, ["collector"])  # fmt: skip
    assert (told(cast)["has_collector"], told(cast)["collector"]) == (False, None)
    assert (cast.step().result or {})["agreements"] == [made]
    cards = cast.activity().section(cast.activity().outcome())[1]["cards"]
    assert [card["warn"] for card in cards] == [True]
