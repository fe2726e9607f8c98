"""Each row of the rules table of spec/ovre-eiker.md, under the row's own name: the deals."""

from __future__ import annotations

import json

import pytest

from methods import clock
from methods.refusal import Refused
from models import Entry, Item
from reports.outcome import outcome
from tests.cast import Cast, Player
from tests.methods.agreeing import deal, propose, room, told
from tests.methods.topics import go, open_topics
from tests.methods.vote.room import open_vote, ticks_of, vote

DAY = 24 * 3600


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The clock; `at["now"]` moves it."""
    now = {"now": 1_800_000_000.0}
    monkeypatch.setattr(clock, "now", lambda: now["now"])
    return now


def test_collector_leaves_during_the_event(cast: Cast) -> None:
    """The deputy is next; without one it is on the red list, and not dropped."""
    anna, bo, _ = room(cast)
    made = propose(anna)
    anna.does("collect", agreement=made, name="Anna")
    bo.does("deputise", agreement=made, name="Bo")
    anna.does("leave", agreement=made)
    assert (deal(cast)["collector"], cast.activity().view("console")["red"]) == ("Bo", 0)
    bo.does("leave", agreement=made)
    assert not deal(cast)["has_collector"]
    assert cast.activity().view("console")["red"] == 1


def test_agreement_without_collector(cast: Cast, at: dict[str, float]) -> None:
    """Saved and red; the municipal contact meanwhile; after 14 days it rests, still public."""
    cast.seminar.contact = "Servicetorget, 32 00 00 00"
    anna, _, _ = room(cast)
    propose(anna, "Nattbuss på prøve")
    assert deal(cast, "screen")["lacks"][0] == "collector"
    assert told(cast)["meanwhile"] == "Servicetorget, 32 00 00 00"
    cast.lead_to("etter")
    for days, status in ((13, "new"), (15, "dormant")):
        at["now"] = 1_800_000_000.0 + days * DAY
        for surface in ("phone", "console", "screen"):
            assert cast.activity().view(surface)["deals"][0]["status"] == status
    assert cast.activity().outcome()["deals"][0]["status"] == "dormant"
    cast.facilitator.does("reassign", agreement=1, name="Bo Berg")
    assert cast.activity().view("screen")["deals"][0]["status"] == "new"


def test_one_person_collector_of_three(cast: Cast) -> None:
    """At most two; the third needs the facilitator."""
    anna, bo, _ = room(cast)
    made = [propose(anna, f"Avtale {n}") for n in range(3)]
    for agreement in made[:2]:
        bo.does("collect", agreement=agreement, name="Bo")
    assert bo.refused("collect", agreement=made[2], name="Bo") == "enough"
    assert cast.facilitator.refused("assign", agreement=made[2], name="Bo") == "needs_reason"
    why = "Ingen andre kan"
    cast.facilitator.does("assign", agreement=made[2], name="Bo", reason=why)
    assert cast.activity().view("console")["red"] == 0


def test_folkevalgt_as_collector(cast: Cast) -> None:
    """A warning to the facilitator, who may say so on the phones; never a refusal."""
    anna, bo, _ = room(cast)
    bo.does("profile", None, role="elected")
    made = propose(anna)
    bo.does("collect", agreement=made, name="Bo")
    assert cast.activity().view("console")["elected"] == [made]
    cast.facilitator.does("warn", agreement=made)
    assert deal(cast, "phone")["warned"]


def test_contact_consent(cast: Cast) -> None:
    """Two separate yes: to the group, and to the public page."""
    anna, bo, _ = room(cast)
    made = propose(anna)
    for group, public in ((True, False), (False, True), (False, False)):
        bo.does("collect", agreement=made, name="Bo Berg", contact="900 12 345",
                consent_group=group, consent_public=public)  # fmt: skip
        assert (deal(cast, "phone")["collector"] == "Bo Berg") is (group or public)
        assert (told(cast)["collector"] == "Bo Berg") is public
        assert (told(cast)["contact"] == "900 12 345") is public


def test_votes_in_flight_at_close(cast: Cast, at: dict[str, float]) -> None:
    """The server's time rules; a ballot that was begun has 15 seconds more."""
    anna, bo, *_ = people = cast.people(3)
    items = open_vote(cast, people)
    anna.does("tick", item=items[0])
    cast.facilitator.does("close")
    at["now"] += 14
    anna.does("tick", item=items[1])
    assert bo.refused("tick", item=items[1]) == "closed"
    at["now"] += 2
    assert anna.refused("tick", item=items[2]) == "closed"
    assert ticks_of(anna) == items[:2]


def test_harmful_or_person_naming_text(cast: Cast) -> None:
    """Hidden with a reason its author sees; on no ballot, in no report, in no log."""
    people = cast.people(8)
    cast.lead_to("finn")
    writer = next(p for p in people if p.own()["is_host"])
    bad = "Ola Nordmann i Storgata drikker"
    item = writer.does("add", title=bad)["item"]
    good = writer.does("add", title="Lite å gjøre om kvelden")["item"]
    cast.facilitator.does("hide", None, item=item, reason="Navngir en person")
    place = cast.activity().group_of(writer.person)
    mine = cast.activity().view("group", place)
    assert [(h["title"], h["reason"]) for h in mine["hidden"]] == [(bad, "Navngir en person")]
    cast.lead_to("huk")
    assert cast.step("huk").data["items"] == [good]
    writer.does("ballot", items=[good])
    vote(cast, "include")
    cast.facilitator.does("end")
    assert bad not in json.dumps(outcome(cast.db, cast.seminar))
    assert bad not in json.dumps([e.data for e in cast.db.query(Entry)])


def test_idea_not_kept_in_step_9(cast: Cast) -> None:
    """Set aside, told in the report; its people may still make an agreement."""
    people = cast.people(6)
    groups = open_topics(cast)
    go(people, groups[0])
    cast.lead_to("ideer")
    for title in ("Skyssgruppe", "Nattbuss", "Åpen kafé", "Ungdomsråd"):
        people[0].does("add", title=title)
    cast.lead_to("sil")
    items = cast.step("sil").data["items"]
    for person in people:
        person.does("ballot", items=items[:1])
    cast.facilitator.does("close")
    if cast.activity().view("console")["tie"]:
        cast.facilitator.does("tie", choice="lot")
    cast.facilitator.does("publish")
    kept = (cast.step("sil").result or {})["shortlist"]
    aside = [i for i in items if i not in kept]
    assert aside
    ranking = cast.activity("sil").outcome()["ranking"]
    set_aside = {row["title"] for row in ranking if not row["shortlisted"]}
    assert {i.title for i in cast.db.query(Item).filter(Item.id.in_(aside))} == set_aside
    cast.lead_to("avtaler")
    people[0].does("propose", what=next(iter(set_aside)))
    assert len(cast.activity().view("phone")["deals"]) == 1


@pytest.mark.parametrize(("accept", "state"), [(True, "accepted"), (False, "declined")])
def test_ansvarsveksling(cast: Cast, accept: bool, state: str) -> None:
    """Owner now and later, a date or a condition; the receiver answers; a no keeps the owner."""
    anna, bo, _ = room(cast)
    made = propose(anna)
    anna.does("hand_over", agreement=made, owner_now="municipality", owner_later="volunteers",
              when="når døra er åpnet")  # fmt: skip
    assert (told(cast)["handover"], told(cast)["handover_when"]) == ("planned", "når døra er åpnet")
    before = deal(cast)["owner_now"]
    with pytest.raises(Refused):
        _collects(anna, made).does("accept_handover", agreement=made, accept=accept)
    bo.does("accept_handover", agreement=made, accept=accept)
    assert told(cast)["handover"] == state
    assert deal(cast)["owner_now"] == before


def _collects(player: Player, made: int) -> Player:
    player.does("collect", agreement=made, name="Anna")
    return player


def test_facilitator_device_fails(cast: Cast) -> None:
    """Another facilitator goes on from the same state, and no step is taken twice."""
    ola = cast.colleague("Ola")
    people = cast.people(4)
    open_vote(cast, people)
    step = cast.step().id
    ola.does("close")
    ola.does("publish")
    ola.posts("next", step, {}, "next-from-ola-1")
    with pytest.raises(Refused) as refused:
        cast.facilitator.posts("next", step, {}, "next-from-kari-1")
    assert refused.value.code == "moved"
    assert cast.step().key == "de_ti"
