"""Open space: topics take turns over the day, and one chooses one topic each time."""

from __future__ import annotations

from models import Item
from storage import Storage
from tests.cast import Cast
from tests.methods.dealt import grouping, seminar
from tests.plays import step


def open_space(storage: Storage, *settings: str, topics: int = 5) -> Cast:
    """A market of topics (the first one's host is the first to join), and the groups open."""
    rooms = grouping("rom", 'by = "choice"', 'from = "torg"', "max = 0", *settings)
    cast = seminar(storage, step("torg", "gather", 'kind = "topic"'), rooms)
    people = cast.people(4)
    made = [
        Item(seminar_id=cast.seminar.id, step_id=cast.step("torg").id, kind="topic", number=n,
             title=f"Tema {n}", author_id=people[0].id if n == 1 else None,
             fields={"vert": "Anna"} if n == 1 else {})
        for n in range(1, topics + 1)
    ]  # fmt: skip
    cast.db.add_all(made)
    cast.db.commit()
    cast.facilitator.does("close")
    torg = cast.step("torg")
    torg.result = {"items": [i.id for i in made]}
    cast.db.commit()
    cast.facilitator.does("next")
    cast.facilitator.does("open")
    return cast


def test_topics_are_dealt_over_the_times(storage: Storage) -> None:
    cast = open_space(storage, "slots = 3")
    times = cast.activity().view("phone")["times"]
    assert [[t["number"] for t in time["topics"]] for time in times] == [[1, 4], [2, 5], [3]]
    cast.close()


def test_one_is_at_one_topic_each_time(storage: Storage) -> None:
    cast = open_space(storage, "slots = 3")
    one, two, _three, four, _five = [g.id for g in cast.activity().groups()]
    bo = cast.join("Bo")
    for group in (one, two, four):
        bo.does("choose", group=group)
    assert [(p["slot"], p["number"]) for p in bo.own()["programme"]] == [(1, 4), (2, 2)]
    assert bo.own()["places"] == [four, two]
    bo.does("leave", group=two)
    assert bo.own()["places"] == [four]
    bo.does("leave")
    assert bo.own()["places"] == []
    assert cast.facilitator.refused("merge", group=one, into=two) == "bad_merge"
    cast.close()


def test_who_proposed_a_topic_hosts_it(storage: Storage) -> None:
    cast = open_space(storage)
    first = cast.activity().view("phone")["topics"][0]
    assert (first["host"], first["size"]) == ("Anna", 1)
    assert cast.activity().view("console")["placed"] == 1
    cast.close()


def test_topics_that_join_are_taken_together(storage: Storage) -> None:
    cast = open_space(storage)
    one, two, three, *_ = [g.id for g in cast.activity().groups()]
    anna, bo = cast.join(), cast.join()
    anna.does("choose", group=three)
    bo.does("choose", group=two)
    cast.facilitator.does("merge", group=three, into=two)
    assert anna.own()["place_number"] == 2
    assert bo.refused("choose", group=three) == "no_group"
    cast.facilitator.does("close")
    result = cast.step("rom").result or {}
    assert (len(result["items"]), len(result["groups"]), len(result["parked"])) == (3, 2, 2)
    outcome = cast.activity().outcome()
    assert [(t["number"], t["taken"], t["joined"]) for t in outcome["topics"]][1:4] == [
        (2, True, None), (3, True, 2), (4, False, None),
    ]  # fmt: skip
    assert cast.activity().section(outcome)
    cast.close()


def test_a_joined_topic_is_taken_up_again(storage: Storage) -> None:
    cast = open_space(storage)
    one, two, *_ = [g.id for g in cast.activity().groups()]
    cast.facilitator.does("merge", group=one, into=two)
    cast.facilitator.does("unpark", group=one)
    cast.join().does("choose", group=one)
    assert cast.activity().view("phone")["topics"][0]["size"] == 1
    cast.close()


def test_where_nobody_may_move_the_first_choice_stands(storage: Storage) -> None:
    cast = open_space(storage, "movable = false")
    _one, two, three, *_ = [g.id for g in cast.activity().groups()]
    bo = cast.join()
    bo.does("choose", group=two)
    assert bo.refused("choose", group=three) == bo.refused("leave") == "fixed"
    assert bo.refused("move", group=three) == "fixed"
    cast.close()


def test_all_who_have_none_are_placed_where_there_are_fewest(storage: Storage) -> None:
    cast = open_space(storage, topics=2)
    cast.facilitator.does("assign")
    assert [t["size"] for t in cast.activity().view("console")["topics"]] == [2, 2]
    assert cast.facilitator.refused("split", group=cast.activity().groups()[0].id) == "not_large"
    cast.close()
