"""Going to the topic: the law of two feet, parallel groups, and what nobody takes."""

from __future__ import annotations

import pytest

from methods import clock
from models import Membership
from tests.cast import Cast
from tests.methods.topics import chosen, go, open_topics, sizes


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """A clock that tests move: `at["now"] += 60`."""
    time = {"now": 1_800_000_000.0}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    return time


def advice(cast: Cast, number: int) -> str:
    return str(cast.activity("saker").view("console")["topics"][number - 1]["advice"])


def test_there_is_a_group_for_each_topic_in_rank_order(cast: Cast) -> None:
    groups = open_topics(cast)
    topics = cast.activity().view("phone")["topics"]
    assert [(t["number"], t["title"]) for t in topics] == [(n, f"Sak {n}") for n in range(1, 11)]
    assert len(groups) == 10


def test_one_tap_to_go_and_the_same_to_move(cast: Cast) -> None:
    anna = cast.join()
    first, second, *_ = open_topics(cast)
    anna.does("choose", group=first)
    done = anna.sends("choose", group=second)
    assert sizes(cast)[:2] == [0, 1]
    assert (anna.own()["place_number"], anna.own()["place_title"]) == (2, "Sak 2")
    assert {"phone", "screen", "console", f"group:{first}", f"group:{second}"} <= done.touched


def test_the_log_of_a_move_is_kept(cast: Cast) -> None:
    anna = cast.join()
    first, second, *_ = open_topics(cast)
    anna.does("choose", group=first)
    anna.does("choose", group=second)
    rows = cast.db.query(Membership).filter_by(step_id=cast.step().id).order_by(Membership.id)
    assert [(r.group_id, r.left_at is None) for r in rows] == [(first, False), (second, True)]


def test_choosing_where_one_is_changes_nothing(cast: Cast) -> None:
    anna = cast.join()
    first, *_ = open_topics(cast)
    anna.does("choose", group=first)
    anna.does("choose", group=first)
    assert cast.db.query(Membership).filter_by(step_id=cast.step().id).count() == 1


def test_the_first_writes_and_the_next_when_they_walk_on(cast: Cast) -> None:
    anna, bo = cast.people(2)
    first, second, *_ = open_topics(cast)
    go([anna, bo], first)
    assert (anna.own()["is_host"], bo.own()["is_host"]) == (True, False)
    anna.does("choose", group=second)
    assert (anna.own()["is_host"], bo.own()["is_host"]) == (True, True)


def test_a_bumble_bee_belongs_to_no_group(cast: Cast) -> None:
    anna = cast.join()
    first, *_ = open_topics(cast)
    anna.does("leave")
    anna.does("choose", group=first)
    anna.does("leave")
    assert anna.own()["place"] is None
    assert cast.activity().view("console")["unplaced"] == 1


def test_a_late_comer_chooses_when_they_want(cast: Cast) -> None:
    groups = open_topics(cast)
    late = cast.join()
    assert late.own()["place"] is None
    late.does("choose", group=groups[4])
    assert late.own()["place_number"] == 5


def test_only_a_topic_of_this_step_can_be_chosen(cast: Cast) -> None:
    anna = cast.join()
    table = anna.own()["place"]
    open_topics(cast)
    assert anna.refused("choose", group=table) == "no_group"
    assert anna.refused("choose", group=9999) == "no_group"


def test_nobody_moves_when_the_step_is_closed(cast: Cast) -> None:
    anna = cast.join()
    first, *_ = open_topics(cast)
    cast.facilitator.does("close")
    assert anna.refused("choose", group=first) == "closed"


def test_nobody_parks_a_topic_where_somebody_is(cast: Cast) -> None:
    anna = cast.join()
    first, *_ = open_topics(cast)
    anna.does("choose", group=first)
    assert cast.facilitator.refused("park", group=first) == "not_empty"
    assert cast.facilitator.refused("call_out", group=first) == "not_empty"
    assert anna.refused("park", group=first) == "not_allowed"


def test_a_parked_topic_can_be_taken_after_all(cast: Cast) -> None:
    anna = cast.join()
    first, second, *_ = open_topics(cast)
    cast.facilitator.does("park", group=first)
    cast.facilitator.does("park", group=second)
    assert [t["parked"] for t in cast.activity().view("phone")["topics"]][:3] == [True, True, False]
    cast.facilitator.does("unpark", group=second)
    anna.does("choose", group=first)
    assert not any(t["parked"] for t in cast.activity().view("phone")["topics"])


def test_a_topic_is_called_out_until_somebody_comes(cast: Cast) -> None:
    anna = cast.join()
    first, *_ = open_topics(cast)
    cast.facilitator.does("call_out", group=first)
    assert cast.activity().view("screen")["topics"][0]["called"]
    anna.does("choose", group=first)
    assert not cast.activity().view("screen")["topics"][0]["called"]


def test_an_empty_topic_is_left_in_peace_for_five_minutes(cast: Cast, at: dict[str, float]) -> None:
    cast.people(20)
    open_topics(cast)
    assert advice(cast, 1) == ""
    at["now"] += 300
    assert advice(cast, 1) != ""


def test_the_console_suggests_when_most_have_chosen(cast: Cast) -> None:
    there = cast.people(15)
    first, second, third, *_ = open_topics(cast)
    go(there[:13], first)
    go(there[13:14], second)
    assert "2" in advice(cast, 1)  # into two groups
    assert advice(cast, 2)
    assert "Sak 1" not in advice(cast, 2)  # no room there
    go(there[:4], third)
    assert "Sak 1" in advice(cast, 2)  # nine are left there
    assert cast.activity().view("console")["topics"][3]["need"]


def test_a_new_round_keeps_people_where_they_are(cast: Cast) -> None:
    there = cast.people(14)
    first, second, *_ = open_topics(cast)
    go(there, first)
    cast.facilitator.does("split", group=first)
    cast.facilitator.does("close")
    cast.facilitator.does("reopen", "saker", reason="Noen kom ikke fram")
    assert (sizes(cast)[0], sizes(cast)[10]) == (7, 7)
    assert len(sizes(cast)) == 11
    again = cast.activity().groups()[1].id
    there[0].does("choose", group=again)
    assert sizes(cast)[1] == 1
    assert sum(sizes(cast)) == 14


def test_a_hidden_topic_shows_no_text(cast: Cast) -> None:
    anna = cast.join()
    items = chosen(cast, "saker")
    cast.facilitator.does("open")
    anna.does("choose", group=cast.activity().groups()[0].id)
    cast.facilitator.does("hide", item=items[0], reason="Navngir en person")
    assert "Sak 1'" not in str(cast.activity().view("phone")) + str(anna.own())
