"""The vote as people meet it: ticks, budgets, the last seconds, the run-off, a new round."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

from live.frames import shuffle
from methods import clock
from methods.activities.vote import counting, poll
from models import Ballot, Receipt
from tests.cast import Cast
from tests.methods.vote.room import open_vote, ticks_of, vote


def test_a_tick_can_be_set_and_taken_away_until_the_vote_closes(cast: Cast) -> None:
    anna, *_ = people = cast.people(3)
    items = open_vote(cast, people)
    anna.does("tick", item=items[0])
    anna.does("tick", item=items[0])  # twice is once
    assert ticks_of(anna) == [items[0]]
    anna.does("tick", item=items[0], on=False)
    assert ticks_of(anna) == []


def test_one_tick_too_many_is_refused_and_the_others_stand(cast: Cast) -> None:
    anna, *_ = people = cast.people(3)
    items = open_vote(cast, people, problems=6)
    for item in items[:3]:
        anna.does("tick", item=item)
    assert anna.own()["left"] == 0
    assert anna.refused("tick", item=items[3]) == "over_budget"
    assert anna.refused("ballot", items=items[:4]) == "over_budget"
    assert ticks_of(anna) == items[:3]


def test_free_ticking_has_no_end(cast: Cast) -> None:
    anna, *_ = people = cast.people(3)
    items = open_vote(cast, people, problems=6, budget="free")
    anna.does("ballot", items=items)
    assert (ticks_of(anna), anna.own()["left"], anna.own()["free"]) == (items, "", True)


def test_a_whole_ballot_takes_the_place_of_the_one_before(cast: Cast) -> None:
    anna, *_ = people = cast.people(3)
    items = open_vote(cast, people, problems=6)
    anna.does("ballot", items=items[:3])
    anna.does("ballot", items=[items[5], items[5]])
    assert ticks_of(anna) == [items[5]]


def test_only_what_is_on_the_ballot_can_be_ticked(cast: Cast) -> None:
    people = cast.people(3)
    open_vote(cast, people)
    assert people[0].refused("tick", item=987654) == "not_on_ballot"


def test_everyone_has_an_order_of_their_own_that_lasts(cast: Cast) -> None:
    people = cast.people(8)
    before = [shuffle(person.person) for person in people]
    assert len(set(before)) == 8
    open_vote(cast, people)
    assert cast.activity().view("phone")["shuffled"]
    assert [shuffle(person.person) for person in people] == before, "a phone knows it beforehand"


def test_a_begun_ballot_may_arrive_in_the_grace_after_close(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bo, *_ = people = cast.people(3)
    items = open_vote(cast, people)
    anna.does("tick", item=items[0])
    cast.facilitator.does("close")
    anna.does("tick", item=items[1])
    assert bo.refused("tick", item=items[1]) == "closed"  # had not begun
    later = clock.now() + 16
    monkeypatch.setattr(clock, "now", lambda: later)
    assert anna.refused("tick", item=items[0], on=False) == "closed"
    assert ticks_of(anna) == items[:2]


def test_only_the_facilitator_decides(cast: Cast) -> None:
    anna, *_ = people = cast.people(3)
    open_vote(cast, people)
    cast.facilitator.does("close")
    for command, args in (("cut", {"size": 2}), ("tie", {"choice": "include"}), ("publish", {})):
        assert anna.refused(command, **args) == "not_allowed"


def test_after_publishing_nothing_ties_a_ballot_to_a_person(cast: Cast) -> None:
    people = cast.people(6)
    items = open_vote(cast, people)
    for person in people:
        person.does("ballot", items=items[:1])
    step = cast.step("huk").id
    before = set(cast.db.scalars(select(Ballot.id).where(Ballot.step_id == step)))
    of_voters = Receipt.actor.like("participant:%")
    receipts = select(func.count(Receipt.op_id)).where(Receipt.step_id == step, of_voters)
    assert cast.db.scalar(receipts) == 6
    vote(cast, "include")
    ballots = cast.db.scalars(select(Ballot).where(Ballot.step_id == step)).all()
    assert cast.step("huk").round_key is None
    assert {b.slot for b in ballots} == {None}
    assert not before & {b.id for b in ballots}  # new numbers: the order of arrival is gone
    assert cast.db.scalar(receipts) == 0
    assert people[0].own("huk") == {}


def test_a_published_result_is_the_same_when_counted_again(cast: Cast) -> None:
    people = cast.people(6)
    items = open_vote(cast, people, problems=6)
    for place, person in enumerate(people):
        person.does("ballot", items=items[place % 3 : place % 3 + 3])
    vote(cast, "include")
    activity = cast.activity("huk")
    again = poll.result(activity, poll.of(activity))  # type: ignore[arg-type]
    assert json.dumps(again) == json.dumps(cast.step("huk").result)
    outcome = activity.outcome()
    kept = [counting.Ballot(dict.fromkeys(b, 1)) for b in outcome["cast"]]
    told = {r["number"]: r["votes"] for r in outcome["ranking"]}
    assert {line.item: line.votes for line in counting.count(kept, told)} == told


def test_a_merge_while_people_vote_unites_their_ticks(cast: Cast) -> None:
    anna, bo, *_ = people = cast.people(6)
    items = open_vote(cast, people, problems=6)
    anna.does("ballot", items=items[:2])
    bo.does("ballot", items=items[1:2])
    cast.facilitator.does("merge", None, item=items[1], into=items[0])
    shown = [c["id"] for c in cast.activity().view("phone")["choices"]]
    assert shown == [items[0], *items[2:]]
    vote(cast, "include")
    ranking = (cast.step("huk").result or {})["ranking"]
    assert (ranking[0]["item"], ranking[0]["votes"], len(ranking)) == (items[0], 2, 5)


def test_a_hidden_one_leaves_the_ballot_and_the_result(cast: Cast) -> None:
    anna, *_ = people = cast.people(6)
    items = open_vote(cast, people, problems=6)
    anna.does("tick", item=items[0])
    cast.facilitator.does("hide", None, item=items[0], reason="Navngir en person")
    assert items[0] not in [c["id"] for c in cast.activity().view("phone")["choices"]]
    vote(cast, "include")
    assert items[0] not in (cast.step("huk").result or {})["items"]


def test_the_room_sees_the_result_of_the_ticks_when_the_ten_are_turned(cast: Cast) -> None:
    people = cast.people(6)
    items = open_vote(cast, people)
    people[0].does("ballot", items=items[:1])
    vote(cast, "include")
    for surface in ("phone", "screen"):
        shown = cast.activity("huk").view(surface)
        assert shown["veiled"] and not {"kept", "ranking", "near"} & set(shown)
    assert cast.activity("huk").view("console")["ranking"][0]["votes"] == 1


def test_few_ideas_are_told_on_the_wall_in_turn(cast: Cast) -> None:
    people = cast.people(6)
    open_vote(cast, people, problems=3)
    assert cast.facilitator.refused("pitch") == "no_pitch"  # problems are read on the phones
    cast.facilitator.does("close")
    if cast.activity().view("console")["tie"]:
        cast.facilitator.does("tie", choice="include")
    cast.lead_to("saker")
    people[0].does("choose", group=cast.activity().groups()[0].id)
    cast.lead_to("ideer")
    for title in ("Nattbuss", "Delebil"):
        people[0].does("add", title=title)
    cast.lead_to("sil")
    told = []
    for _turn in range(2):
        told.append(cast.activity().view("screen")["pitch"]["card"]["title"])
        cast.facilitator.does("pitch")
    assert told == ["Nattbuss", "Delebil"]
    assert cast.activity().view("screen")["pitch"]["card"] is None
    assert "pitch" not in cast.activity().view("phone")


def test_a_new_round_begins_with_empty_ballots_and_the_old_result_stays(cast: Cast) -> None:
    anna, *_ = people = cast.people(6)
    items = open_vote(cast, people)
    anna.does("ballot", items=items[:1])
    vote(cast, "include")
    first = cast.step("huk")
    before = dict(first.result or {})
    cast.facilitator.does("reopen", "huk")
    assert cast.step("huk").round == 2
    assert (ticks_of(anna), anna.own()["left"]) == ([], 2)
    anna.does("ballot", items=items[1:2])
    vote(cast, "include")
    cast.db.refresh(first)
    assert first.result == before
    assert (cast.step("huk").result or {})["ranking"][0]["item"] == items[1]
