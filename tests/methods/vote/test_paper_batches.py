"""A table's paper ballots entered together, within their limits (spec/ovre-eiker.md)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from methods import clock
from methods.activities.vote import paper
from methods.command import Actor
from models import PaperVote, Participant
from tests.cast import Cast, Player
from tests.methods.vote.room import batch, end, number, open_vote

# --- together ------------------------------------------------------------------------------------


def test_paper_votes(room: Cast) -> None:
    """Rules table, Paper votes: a batch per table is counted, and the result shows herav papir."""
    items = room.step().data["items"]
    rows = f"{number(room, items[0])} 4\n{number(room, items[4])} 3"
    reply = room.facilitator.does("paper_batch", table=1, ballots=4, rows=rows)
    assert (reply["ballots"], reply["ticks"]) == (4, 7)
    assert room.activity().progress() == (10, 13)
    made = end(room)
    first = made["ranking"][0]  # type: ignore[index]
    assert (first["item"], first["votes"], first["paper"]) == (items[0], 10, 4)
    assert (made["ballots"], made["ticks"]) == (10, 19)
    console = room.activity("huk").view("console")
    assert console["ranking"][0]["paper_words"]
    with_paper = [row for row in room.activity("huk").outcome()["ranking"] if row["paper"]]
    assert [row["paper"] for row in with_paper] == [4, 3]


def test_a_batch_over_its_limits_is_refused_and_nothing_is_half_done(room: Cast) -> None:
    wrong = [("1 5", "over_ballots"), ("1 4\n2 4\n3 1", "over_budget"), ("99 1", "not_on_ballot"),
             ("1 2\n1 2", "twice"), ("1", "unreadable"), ("1 2 3", "unreadable"),
             ("1 x", "unreadable"), ("1 3", "blank"), ("", "blank"),
             ("1 -1", "unreadable")]  # fmt: skip
    for rows, code in wrong:
        assert batch(room, rows) == code, rows
    assert room.activity().progress() == (6, 13)
    assert not room.activity().view("console")["desk"]["batches"]


def test_every_row_that_is_wrong_is_told(room: Cast) -> None:
    from methods.refusal import Refused

    with pytest.raises(Refused) as refused:
        room.facilitator.does("paper_batch", table=1, ballots=4, rows="99 1\n1 9\nto tre")
    sentence = refused.value.sentence()
    assert all(f"Rad {n}:" in sentence for n in (1, 2, 3)), sentence


def test_no_more_ballots_than_are_issued_and_not_entered(room: Cast) -> None:
    kari = room.facilitator
    assert batch(room, "1 5", ballots=5) == "too_many_ballots"
    assert batch(room, "1 1", ballots=1) == "one_alone"
    assert batch(room, "1 2", ballots=2, table=7) == "all_counted"  # nobody there is without phone
    kari.does("enter_for", paper=101, numbers="1")
    assert batch(room, "1 4", ballots=4) == "too_many_ballots"
    kari.does("paper_batch", table=1, ballots=3, rows="1 3")
    assert kari.refused("enter_for", paper=104, numbers="1") == "all_counted"
    assert batch(room, "1 2", ballots=2) == "all_counted"


def test_the_same_ballot_number_is_never_counted_twice(room: Cast) -> None:
    kari = room.facilitator
    kari.does("paper_batch", table=1, ballots=2, rows="1 2", numbers="101 102")
    assert batch(room, "1 2", ballots=2, numbers="102 103") == "number_used"
    assert kari.refused("enter_for", paper=101, numbers="1") == "number_used"
    kari.does("enter_for", paper=103, numbers="1")
    assert kari.refused("enter_for", paper=103, numbers="2") == "number_used"
    assert batch(room, "1 2", ballots=2, numbers="104 104") == "too_many_ballots"
    assert room.activity().progress() == (9, 13)


def test_the_numbers_of_a_batch_are_the_tables_own(room: Cast) -> None:
    assert batch(room, "1 2", ballots=2, numbers="101 105") == "other_table"
    assert batch(room, "1 2", ballots=2, numbers="101") == "numbers_differ"
    assert batch(room, "1 2", ballots=2, numbers="101 101") == "numbers_differ"
    assert batch(room, "1 2", ballots=2, numbers="101 900") == "unknown_number"


def test_the_schema_refuses_the_same_number_twice_too(room: Cast) -> None:
    step = room.step().id
    for _ in range(2):
        room.db.add(PaperVote(step_id=step, number=101, how="single", actor="x", at=0.0))
    with pytest.raises(IntegrityError):
        room.db.flush()
    room.db.rollback()


def test_a_batch_is_taken_out_with_a_reason_and_entered_anew(room: Cast) -> None:
    kari = room.facilitator
    made = kari.does("paper_batch", table=1, ballots=2, rows="1 2", numbers="101 102")["batch"]
    assert kari.refused("take_batch_out", batch=made, reason="") == "empty"
    kari.does("take_batch_out", batch=made, reason="Talt feil")
    assert kari.refused("take_batch_out", batch=made, reason="Igjen") == "no_batch"
    assert room.activity().progress() == (6, 13)
    kari.does("paper_batch", table=1, ballots=4, rows="1 4", numbers="101 102 103 104")
    assert end(room)["ballots"] == 10


def test_paper_is_entered_at_most_ten_minutes_after_close_and_before_publishing(
    room: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    kari, closed = room.facilitator, clock.now()
    kari.does("close")
    kari.does("paper_batch", table=1, ballots=2, rows="1 2")
    monkeypatch.setattr(clock, "now", lambda: closed + 590)
    kari.does("enter_for", paper=103, numbers="1")
    kari.does("issue", None, count=1, table=1)  # somebody who came too late to vote
    assert kari.refused("enter_for", paper=106, numbers="1") == "came_late"
    monkeypatch.setattr(clock, "now", lambda: closed + 660)
    assert batch(room, "1 2", ballots=2) == "paper_late"
    assert kari.refused("enter_for", paper=104, numbers="1") == "paper_late"
    assert room.activity().view("console")["desk"] is None
    end(room)
    assert kari.refused("paper_batch", "huk", table=1, ballots=2, rows="1 2") == "closed"
    assert kari.refused("enter_for", "huk", paper=104, numbers="1") == "closed"


def test_a_step_that_takes_no_paper_says_so(cast: Cast) -> None:
    people = cast.people(3)
    cast.facilitator.does("issue", None, count=2)
    cast.facilitator.does("set", "huk", key="paper", value="false")
    open_vote(cast, people)
    assert batch(cast, "1 2", ballots=2, table=0) == "no_paper"
    assert cast.facilitator.refused("enter_for", paper=101, numbers="1") == "no_paper"
    assert cast.activity().view("console")["desk"] is None


def test_a_helper_enters_paper_and_a_participant_does_not(room: Cast) -> None:
    anna = Player(room, Actor("participant", room.db.query(Participant).first().id,  # type: ignore[union-attr]
                              room.seminar.id, "nb"))  # fmt: skip
    for name, args in (("issue", {"count": 1}), ("unissue", {"paper": 101})):
        assert anna.refused(name, None, **args) == "not_allowed"
    assert anna.refused("enter_for", paper=101, numbers="1") == "not_allowed"
    from methods.activities.vote.activity import Vote
    from methods.command import declared

    for name in ("enter_for", "take_out", "paper_batch", "take_batch_out"):
        assert declared(Vote)[name].roles == {"facilitator", "helper"}


# --- the pure check ------------------------------------------------------------------------------


@given(st.lists(st.sets(st.integers(1, 6), min_size=1, max_size=3), min_size=2, max_size=12))
def test_what_real_ballots_give_is_never_refused(cast: list[set[int]]) -> None:
    rows = [paper.Row(n, n, sum(n in b for b in cast)) for n in range(1, 7)]
    assert paper.check(rows, len(cast), range(1, 7), 3, 1) == []
