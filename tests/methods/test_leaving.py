"""Who has gone home is not present in the votes that open afterwards; what they did stands."""

from __future__ import annotations

from methods import paperless
from tests.cast import Cast, Player
from tests.methods.vote.room import open_vote
from tests.undoing import newest


def present(cast: Cast) -> int:
    return cast.activity().scope.present()


def away(cast: Cast, *people: Player) -> None:
    for person in people:
        cast.facilitator.does("gone", None, person=person.id)


def test_a_vote_that_opens_later_is_not_for_those_who_left(cast: Cast) -> None:
    people = cast.people(8)
    away(cast, people[6])
    items = open_vote(cast, people)
    assert cast.activity().progress() == (0, 7)
    away(cast, people[7])
    assert cast.activity().progress() == (0, 7), "was here when it opened"
    for person in people[:5]:
        person.does("ballot", items=items[:1])
    cast.facilitator.does("close")
    if cast.activity().view("console")["tie"]:
        cast.facilitator.does("tie", choice="include")
    cast.facilitator.does("publish")
    made = cast.step("huk").result or {}
    assert (made["ballots"], made["present"], present(cast)) == (5, 7, 6)


def test_it_is_undone_and_one_who_is_back_is_counted_again(cast: Cast) -> None:
    anna, bo = cast.people(2)
    table = anna.person.table_id
    per = cast.helper()
    per.does("gone", None, person=anna.id)
    assert present(cast) == 1 and anna.person.table_id == table
    assert per.refused("gone", None, person=anna.id) == "gone"
    act = newest(cast.db)
    assert act is not None
    per.does("undo", None, act=act.id)
    assert present(cast) == 2 and anna.own()["place"] == table
    assert per.refused("back", None, person=anna.id) == "here"
    away(cast, anna)
    cast.facilitator.does("back", None, person=anna.id)
    assert present(cast) == 2 and anna.own()["place"] == table
    assert bo.refused("gone", None, person=anna.id) == "not_allowed"
    assert per.refused("gone", None, person=999) == "nobody"


def test_a_phone_that_is_used_again_is_here(cast: Cast) -> None:
    anna, _bo = cast.people(2)
    away(cast, anna)
    anna.does("profile", None, name="Anna")
    assert anna.person.left_at is None and present(cast) == 2
    assert anna.own()["place"] == anna.person.table_id


def test_a_paper_number_that_left_before_the_vote_is_not_counted_in_it(cast: Cast) -> None:
    people = cast.people(6)
    cast.facilitator.does("issue", None, count=3, table=1)
    there = {p.paper: p.id for p in paperless.people(cast.activity().scope)}
    cast.facilitator.does("gone", None, person=there[101])
    open_vote(cast, people)
    assert cast.activity().progress() == (0, 8)
    assert cast.facilitator.refused("enter_for", paper=101, numbers="1") == "gone"
    rows = {"table": 1, "ballots": 3, "rows": "1 3"}
    assert cast.facilitator.refused("paper_batch", **rows) == "too_many_ballots"
    cast.facilitator.does("back", None, person=there[101])
    cast.facilitator.does("enter_for", paper=101, numbers="1")
