"""Agreements: where a name may stand, who takes over later, and when it is too late."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cast import Cast, Player
from tests.methods.agreeing import SURFACES, deal, propose, room, told

NAME, CONTACT = "Bo Berg", "900 12 345"
OWNERS = {"owner_now": "volunteers", "owner_later": "municipality"}


def shown(cast: Cast) -> dict[str, str]:
    """Where the name (n) and the contact (c) stand, by surface and in the outcome."""
    seen = {surface: json.dumps(cast.activity().view(surface)) for surface in SURFACES}
    seen["outcome"] = json.dumps(cast.activity().outcome())
    return {k: "n" * (NAME in text) + "c" * (CONTACT in text) for k, text in seen.items()}


@pytest.mark.parametrize("group, public, phone, screen, kept", [
    (False, False, "", "", ""),
    (True, False, "nc", "", ""),
    (False, True, "nc", "n", "nc"),
    (True, True, "nc", "n", "nc"),
])  # fmt: skip
def test_each_yes_decides_where_the_name_stands(
    cast: Cast, group: bool, public: bool, phone: str, screen: str, kept: str
) -> None:
    anna, bo, _ = room(cast)
    bo.does("collect", agreement=propose(anna), name=NAME, contact=CONTACT, consent_group=group,
            consent_public=public)  # fmt: skip
    assert shown(cast) == {"phone": phone, "console": "nc", "screen": screen, "outcome": kept}
    assert all(deal(cast, surface)["has_collector"] for surface in SURFACES)
    assert told(cast)["has_collector"]


def test_no_yes_is_no(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    bo.does("collect", agreement=propose(anna), name=NAME, contact=CONTACT)
    assert shown(cast) == {"phone": "", "console": "nc", "screen": "", "outcome": ""}


def test_a_yes_can_be_taken_back(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    made = propose(anna)
    for yes in (True, False):
        bo.does("collect", agreement=made, name=NAME, contact=CONTACT, consent_public=yes)
        assert shown(cast)["outcome"] == ("nc" if yes else "")


def test_the_yes_of_one_is_not_the_yes_of_the_next(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    made = propose(anna)
    anna.does("collect", agreement=made, name="Anna", consent_group=True, consent_public=True)
    done = cast.facilitator.sends("assign", agreement=made, name=NAME, contact=CONTACT)
    assert f"own:{anna.id}" in done.touched
    assert anna.own()["collects"] == []
    assert shown(cast) == {"phone": "", "console": "nc", "screen": "", "outcome": ""}


def offered(cast: Cast) -> tuple[Player, Player, int]:
    """Anna's agreement, which volunteers own now and the municipality is to own later."""
    anna, bo, _ = room(cast)
    made = propose(anna)
    anna.does("hand_over", agreement=made, when="når døra er åpnet", **OWNERS)
    return anna, bo, made


def ownership(cast: Cast) -> tuple[str, ...]:
    return tuple(told(cast)[key] for key in ("owner_now", "owner_later", "handover"))


@pytest.mark.parametrize("accept, state", [(True, "accepted"), (False, "declined")])
def test_the_receiver_answers_and_the_owner_stays(cast: Cast, accept: bool, state: str) -> None:
    _, bo, made = offered(cast)
    assert ownership(cast) == ("volunteers", "municipality", "planned")
    before = deal(cast)["owner_now"]
    bo.does("accept_handover", agreement=made, accept=accept)
    assert ownership(cast) == ("volunteers", "municipality", state)
    assert (deal(cast)["owner_now"], deal(cast)["handover"]) == (before, state)
    assert deal(cast, "phone")["when"] == told(cast)["handover_when"] == "når døra er åpnet"
    assert bo.refused("accept_handover", agreement=made, accept=not accept) == "no_handover"
    assert ownership(cast)[2] == state


def test_the_facilitator_answers_for_one_who_is_not_there(cast: Cast) -> None:
    *_, made = offered(cast)
    cast.facilitator.does("accept_handover", agreement=made, accept=True)
    assert ownership(cast)[2] == "accepted"


def test_a_no_can_be_followed_by_a_new_offer(cast: Cast) -> None:
    anna, bo, made = offered(cast)
    bo.does("accept_handover", agreement=made, accept=False)
    anna.does("hand_over", agreement=made, owner_now="volunteers", owner_later="business")
    assert ownership(cast) == ("volunteers", "business", "planned")


def test_only_members_offer_it_and_only_to_somebody_else(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    made = propose(anna)
    assert bo.refused("hand_over", agreement=made, **OWNERS) == "not_member"
    assert ownership(cast) == ("", "", "")
    assert bo.refused("accept_handover", agreement=made, accept=True) == "no_handover"
    anna.does("hand_over", agreement=made, owner_now="volunteers", owner_later="volunteers")
    assert ownership(cast) == ("volunteers", "volunteers", "")
    assert bo.refused("accept_handover", agreement=made, accept=True) == "no_handover"


def test_after_the_close_only_the_facilitator_writes_a_collector_in(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    made = propose(anna)
    cast.facilitator.does("close")
    late: list[tuple[str, dict[str, Any]]] = [
        ("propose", {"what": "For sent"}),
        ("edit", {"agreement": made, "what": "For sent", "revision": 1}),
        ("collect", {"agreement": made, "name": "Bo"}),
        ("deputise", {"agreement": made, "name": "Bo"}),
        ("join", {"agreement": made}),
        ("leave", {"agreement": made}),
        ("hand_over", {"agreement": made, **OWNERS}),
        ("accept_handover", {"agreement": made, "accept": True}),
    ]
    for name, args in late:
        assert anna.refused(name, "avtaler", **args) == "closed", name
    assert (deal(cast)["what"], deal(cast)["members"]) == ("Kafé", 1)
    cast.facilitator.does("assign", "avtaler", agreement=made, name="Bo")
    assert (cast.activity("avtaler").view("screen")["red"], told(cast)["has_collector"]) == (
        0,
        True,
    )


def test_a_hidden_agreement_stands_nowhere_and_its_members_see_the_reason(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    made = propose(anna, "Ordføreren må gå")
    bo.does("join", agreement=made)
    cast.facilitator.does("hide_agreement", agreement=made, reason="Navngir en person")
    for surface in ("phone", "screen"):
        assert cast.activity().view(surface)["deals"] == []
    assert [h["reason"] for h in anna.own()["hidden_deals"]] == ["Navngir en person"]
    assert bo.refused("collect", agreement=made, name="Bo") == "hidden"
    cast.facilitator.does("next")
    assert cast.activity("avtaler").outcome()["agreements"] == []
    cast.lead_to("etter")
    assert cast.activity().view("phone")["deals"] == []
    cast.facilitator.does("show_agreement", "avtaler", agreement=made)
    assert len(cast.activity().view("phone")["deals"]) == 1


def test_an_agreement_is_hidden_by_the_facilitator_only_and_with_a_reason(cast: Cast) -> None:
    anna, *_ = room(cast)
    made = propose(anna)
    assert anna.refused("hide_agreement", agreement=made, reason="nei") == "not_allowed"
    assert cast.facilitator.refused("hide_agreement", agreement=made, reason=" ") == "empty"
