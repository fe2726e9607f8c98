"""A phone is handed on, or a host ticks for somebody: each ballot once, and each line told."""

from __future__ import annotations

import pytest

from methods import clock, paperless
from methods.command import Actor
from models import Ballot, Entry, Participant
from storage import Storage
from tests.cast import Cast, Player
from tests.methods.vote.room import end, people_of, publish, room_of


def phones(cast: Cast) -> list[Player]:
    found = cast.db.query(Participant).filter(Participant.paper.is_(None)).order_by(Participant.id)
    return [Player(cast, Actor("participant", p.id, cast.seminar.id, "nb")) for p in found]


def host_of(cast: Cast, table: int) -> Player:
    place = cast.activity().scope.tables()[table - 1]
    return next(p for p in phones(cast) if p.person.table_id == place.id
                and (m := cast.activity().scope.membership(place, p.id)) and m.host)  # fmt: skip


def test_one_phone_is_handed_on_and_votes_once_for_each_number(room: Cast) -> None:
    anna, items = phones(room)[0], room.step().data["items"]
    before = anna.own()["ticks"]
    anna.does("one_more", paper=101, items=items[2:4])
    anna.does("one_more", paper=105, items=items[2:3])
    assert anna.own()["ticks"] == before, "one's own ballot is as it was"
    assert anna.refused("one_more", paper=101, items=items[:1]) == "number_used"
    assert phones(room)[1].refused("one_more", paper=101, items=items[:1]) == "number_used"
    assert room.activity().progress() == (8, 13)
    told = end(room)["account"]
    assert [(e["number"], e["how"], e["by"]) for e in told["entries"]] == [
        (101, "self", "participant"), (105, "self", "participant")]  # fmt: skip
    assert told["lines"] == [{"kind": "phones", "ballots": 8, "ticks": 15, "paper": 0}]


def test_what_is_wrong_on_a_handed_on_phone_is_refused(room: Cast) -> None:
    anna, items = phones(room)[0], room.step().data["items"]
    for paper, ticked, code in ((101, items[:3], "over_budget"), (999, items[:1], "unknown_number"),
                                (101, [], "empty_ballot"), (101, [987], "not_on_ballot"),
                                (101, [items[0]] * 2, "bad_weight")):  # fmt: skip
        assert anna.refused("one_more", paper=paper, items=ticked) == code
    room.facilitator.does("close")
    assert anna.refused("one_more", paper=101, items=items[:1]) == "closed"
    assert room.activity().progress() == (6, 13)


def test_a_host_ticks_for_somebody_at_the_table_and_only_there(room: Cast) -> None:
    """«Ført av»: marked so in the account."""
    items, host = room.step().data["items"], host_of(room, 1)
    other = next(p for p in phones(room) if p.person.table_id != host.person.table_id)
    assert other.refused("one_more", paper=101, items=items[:1], host=True) == "not_your_table"
    assert host.refused("one_more", paper=105, items=items[:1], host=True) == "not_your_table"
    host.does("one_more", paper=101, items=items[:1], host=True)
    [line] = end(room)["account"]["entries"]
    assert (line["number"], line["how"]) == (101, "host")
    assert "ført av bordverten" in str(room.activity("huk").section(room.activity("huk").outcome()))


def test_a_late_hosts_tick(room: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules table, No phone and Paper votes: «ført av» up to ten minutes after the close."""
    items, host = room.step().data["items"], host_of(room, 1)
    room.facilitator.does("close")
    other = next(p for p in phones(room) if p.id != host.id)
    assert other.refused("one_more", paper=102, items=items[:1]) == "closed"
    assert other.refused("one_more", paper=102, items=items[:1], host=True) == "not_your_table"
    assert host.own()["hosts"]
    host.does("one_more", paper=101, items=items[:1], host=True)
    room.facilitator.does("issue", None, count=1, table=1)
    assert host.refused("one_more", paper=106, items=items[:1], host=True) == "came_late"
    later = clock.now() + 601
    monkeypatch.setattr(clock, "now", lambda: later)
    assert host.refused("one_more", paper=102, items=items[:1], host=True) == "paper_late"
    [line] = end(room)["account"]["entries"]
    assert (line["number"], line["how"]) == (101, "host")


def test_a_phone_gives_at_most_three_numbers(room: Cast) -> None:
    anna = phones(room)[0]
    assert [anna.does("bring", None)["paper"] for _ in range(3)] == [106, 107, 108]
    assert anna.refused("bring", None) == "enough"
    assert room.activity().scope.present() == 16
    brought = paperless.holder(room.activity().scope, 106)
    assert brought.table_id == anna.person.table_id


def test_the_log_never_tells_whose_phone_it_was(room: Cast) -> None:
    anna = phones(room)[0]
    anna.does("one_more", paper=101, items=room.step().data["items"][:1])
    [entry] = [e for e in room.db.query(Entry) if e.verb == "enter_for"]
    assert (entry.actor, entry.data) == ("participant", {"number": 101, "how": "self"})
    end(room)
    room.lead_to("etter")
    room.facilitator.does("next")
    room.facilitator.does("end", None)
    people = room.db.query(Participant).filter(Participant.brought_by_id.is_not(None))
    assert people.count() == 0


@pytest.mark.parametrize(
    ("settings", "items", "weights"),
    [
        (('mode = "dots"', "budget = 4"), [0, 0, 1], {0: 2, 1: 1}),
        (('mode = "rank"',), [1, 0, 2], {1: 3, 0: 2, 2: 1}),
        (('mode = "poll"',), [2], {2: 1}),
    ],
)
def test_a_phone_is_handed_on_in_every_way_of_voting(
    storage: Storage, settings: tuple[str, ...], items: list[int], weights: dict[int, int]
) -> None:
    cast = room_of(storage, *settings)
    cast.facilitator.does("issue", None, count=1)
    on = cast.activity().step.data["items"]
    people_of(cast)[0].does("one_more", paper=101, items=[on[i] for i in items])
    publish(cast)
    rows = {r["item"]: r["votes"] for r in (cast.step("valg").result or {})["ranking"]}
    assert {place: rows[on[place]] for place in weights} == weights


def test_support_is_answered_in_turn_on_a_handed_on_phone(storage: Storage) -> None:
    cast = room_of(storage, 'mode = "agree"')
    cast.facilitator.does("issue", None, count=2)
    people_of(cast)[0].does("one_more", paper=101, items=[1, 6, 0, 3])
    assert people_of(cast)[0].refused("one_more", paper=102, items=[9]) == "bad_level"
    assert publish(cast)["ballots"] == 1
    assert cast.db.query(Ballot).count() == 1
