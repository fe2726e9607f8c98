"""People without phones are present by a number, and vote by it (spec/ovre-eiker.md)."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from methods import paperless
from models import Ballot, PaperVote, Participant
from tests.cast import Cast
from tests.methods.vote.room import end, number

# --- who they are --------------------------------------------------------------------------------


def test_no_phone(room: Cast) -> None:
    """Rules table, No phone: the issued count is part of P, at a table or not."""
    scope = room.activity().scope
    assert (scope.present(), paperless.count(scope)) == (13, 5)
    assert paperless.at_each(scope) == [(1, 4), (None, 1)]
    assert room.activity().progress() == (6, 13)


def test_numbers_are_issued_once_and_in_any_row(room: Cast) -> None:
    kari = room.facilitator
    assert kari.does("issue", None, count=38, table=2, first=201) == {"first": 201, "last": 238}
    assert kari.refused("issue", None, count=2, first=238) == "issued"
    assert kari.refused("issue", None, count=0) == "bad_count"
    assert kari.refused("issue", None, count=1, table=99) == "no_table"
    assert kari.does("issue", None, count=1)["first"] == 239
    assert paperless.count(room.activity().scope) == 44


def test_the_schema_refuses_one_number_for_two_people(room: Cast) -> None:
    room.db.add(Participant(seminar_id=room.seminar.id, paper=101, language="nb", joined_at=0.0))
    with pytest.raises(IntegrityError):
        room.db.flush()
    room.db.rollback()


def test_whoever_has_no_phone_never_writes_for_a_table(cast: Cast) -> None:
    cast.open_doors()
    cast.facilitator.does("issue", None, count=2, table=1)
    anna = cast.join()
    anna.does("sit", table=1)
    assert anna.own()["is_host"]
    anna.does("sit", table=2)
    table = cast.activity().scope.tables()[0]
    people = paperless.people(cast.activity().scope)
    assert [p.table_id for p in people] == [table.id, table.id]
    assert not cast.activity().view("group", table)["hosted"]


def test_a_number_is_taken_back_while_it_has_not_voted(room: Cast) -> None:
    kari, item = room.facilitator, room.step().data["items"][0]
    kari.does("enter_for", paper=101, numbers=number(room, item))
    assert kari.refused("unissue", None, paper=101) == "voted"
    kari.does("unissue", None, paper=102)
    assert room.activity().scope.present() == 12
    assert kari.refused("enter_for", paper=102, numbers="1") == "unknown_number"


# --- one by one ----------------------------------------------------------------------------------


def test_one_paper_ballot_is_a_ballot_like_any_other(room: Cast) -> None:
    items = room.step().data["items"]
    room.facilitator.does("enter_for", paper=101, numbers=number(room, items[0], items[4]))
    assert room.activity().progress() == (7, 13)
    assert room.facilitator.refused("enter_for", paper=101, numbers="1") == "number_used"
    made = end(room)
    assert (made["ballots"], made["ticks"], made["present"]) == (7, 14, 13)


def test_a_ballot_that_cannot_be_right_is_refused(room: Cast) -> None:
    wrong = [("1 2 3", "over_budget"), ("99", "not_on_ballot"), ("en", "unreadable"),
             ("", "empty_ballot"), ("1 1", "bad_weight"), ("-1", "unreadable")]  # fmt: skip
    for numbers, code in wrong:
        assert room.facilitator.refused("enter_for", paper=101, numbers=numbers) == code
    assert room.facilitator.refused("enter_for", paper=999, numbers="1") == "unknown_number"
    assert room.activity().progress() == (6, 13)


def test_a_ballot_is_taken_out_with_a_reason_and_entered_anew(room: Cast) -> None:
    kari, items = room.facilitator, room.step().data["items"]
    kari.does("enter_for", paper=101, numbers=number(room, items[0]))
    assert kari.refused("take_out", paper=101, reason=" ") == "empty"
    assert kari.refused("take_out", paper=102, reason="Feil") == "not_entered"
    kari.does("take_out", paper=101, reason="Feil nummer")
    assert room.activity().progress() == (6, 13)
    kari.does("enter_for", paper=101, numbers=number(room, items[1]))
    taken = end(room)["account"]["taken_out"]  # type: ignore[index, call-overload]
    assert [(t["ballots"], t["reason"]) for t in taken] == [(1, "Feil nummer")]


def test_after_publishing_a_number_leads_to_no_ballot(room: Cast) -> None:
    room.facilitator.does("enter_for", paper=101, numbers="1")
    end(room)
    ballots = room.db.query(Ballot).filter_by(step_id=room.step("huk").id).all()
    assert {(b.slot, b.paper) for b in ballots} == {(None, False)}  # one alone is not marked
    line = room.db.query(PaperVote).one()
    assert (line.number, line.how, line.batch_id) == (101, "single", None)
