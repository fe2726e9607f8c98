"""The question corner: questions, hands and «room for failure» cards beside any step."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from methods import asked
from models import Entry, Like, Question, Receipt
from reports.outcome import outcome
from reports.reading import sections
from tests.cast import Cast, Player
from translations import use


@pytest.fixture
def people(cast: Cast) -> list[Player]:
    """Three people in the middle of a step that has nothing to do with questions."""
    there = cast.people(3)
    cast.lead_to("finn")
    return there


@pytest.fixture
def named(cast: Cast) -> Callable[[str], int]:
    """A card by a piece of its text."""
    return lambda text: cast.db.query(Question).filter(Question.text.contains(text)).one().id


def desk(cast: Cast) -> dict[str, Any]:
    return asked.desk(cast.db, cast.seminar)


def board(cast: Cast) -> dict[str, Any]:
    return asked.board(cast.db, cast.seminar, frozenset())


def own(person: Player) -> dict[str, Any]:
    with use("nb"):
        return asked.own(person.person, asked.sent(person.cast.db, person.cast.seminar))


def test_what_most_people_wonder_about_stands_first(
    cast: Cast, people: list[Player], named: Callable[[str], int]
) -> None:
    anna, bo, cai = people
    anna.does("ask", None, text="Hva koster det?")
    bo.does("ask", None, text="Når begynner vi?")
    for person in (anna, cai, cai):
        person.does("wonder", None, question=named("Når"))
    anna.does("wonder", None, question=named("koster"))
    anna.does("wonder", None, question=named("koster"), on=False)
    assert [(q["text"], q["wonders"]) for q in board(cast)["questions"]] == [
        ("Når begynner vi?", 2), ("Hva koster det?", 0)]  # fmt: skip
    assert (own(cai)["wonders"], own(bo)["my_questions"]) == ([named("Når")], [named("Når")])
    assert (desk(cast)["waiting"], board(cast)["waiting"]) == (2, 2)


def test_nobody_can_tell_who_asks(cast: Cast, people: list[Player]) -> None:
    anna, *_ = people
    anna.does("profile", None, name="Ånna Aas")
    anna.does("ask", None, text="Hvem betaler?")
    for seen in (desk(cast), board(cast), outcome(cast.db, cast.seminar)["corner"]):
        assert "nna" not in json.dumps(seen)
    receipts = cast.db.query(Receipt).filter_by(actor=f"participant:{anna.id}")
    replies = [receipt.reply["reply"] for receipt in receipts]
    assert {} in replies, "a receipt does not lead from a person to a question"
    assert "Hvem" not in json.dumps([e.data for e in cast.db.query(Entry)])


def test_an_answer_is_read_by_all_and_the_asker_is_forgotten(
    cast: Cast, people: list[Player], named: Callable[[str], int]
) -> None:
    anna, *_ = people
    anna.does("ask", None, text="Når?")
    cast.facilitator.does("answered", None, question=named("Når"), answer="Klokka fire")
    (question,) = board(cast)["questions"]
    assert (question["state"], question["answer"]) == ("answered", "Klokka fire")
    assert cast.db.get_one(Question, named("Når")).participant_id is None
    assert anna.refused("take_back", None, question=named("Når")) == "not_yours"
    cast.facilitator.does("end")
    assert board(cast)["questions"] == [question], "it is still there when the seminar has ended"
    assert not board(cast)["question"], "and nothing more is taken in"


def test_one_card_at_a_time_is_lifted_up_on_the_wall(
    cast: Cast, people: list[Player], named: Callable[[str], int]
) -> None:
    anna, bo, _ = people
    anna.does("ask", None, text="Når?")
    bo.does("share_failure", None, happened="Vi spurte ingen", learnt="Spør først")
    assert asked.lifted(cast.db, cast.seminar) is None
    cast.facilitator.does("take_up", None, question=named("Når"))
    cast.facilitator.does("take_up", None, question=named("ingen"))
    lifted = asked.lifted(cast.db, cast.seminar)
    assert lifted and (lifted["kind"], lifted["learnt"]) == ("failure", "Spør først")
    cast.facilitator.does("take_up", None, question=named("ingen"), on=False)
    assert asked.lifted(cast.db, cast.seminar) is None
    assert {q["state"] for q in board(cast)["questions"]} == {"waiting"}


def test_hands_queue_on_the_console_and_are_lowered_by_either(
    cast: Cast, people: list[Player]
) -> None:
    anna, bo, cai = people
    bo.does("profile", None, name="Bjørn")
    for person in (bo, anna, cai, cai):
        person.does("raise_hand", None)
    assert [h["name"] for h in desk(cast)["hands"]][0] == "Bjørn"
    assert [own(p)["hand_place"] for p in (bo, anna, cai)] == [1, 2, 3]
    cast.facilitator.does("lower_hand", None, question=desk(cast)["hands"][0]["id"])
    anna.does("raise_hand", None, on=False)
    assert [own(p)["hand_place"] for p in (bo, anna, cai)] == [None, None, 1]
    assert "Bjørn" not in json.dumps(board(cast))
    cast.facilitator.does("next")
    assert (desk(cast)["hands"], cast.db.query(Question).count()) == ([], 0)


def test_a_hidden_question_is_gone_and_its_asker_reads_why(
    cast: Cast, people: list[Player], named: Callable[[str], int]
) -> None:
    anna, bo, _ = people
    anna.does("ask", None, text="Er Ola lat?")
    ola = named("Ola")
    cast.facilitator.does("hide_question", None, question=ola, reason="Navngir en person")
    for seen in (desk(cast), board(cast), outcome(cast.db, cast.seminar)):
        assert "Ola" not in json.dumps(seen)
    assert own(anna)["hidden_questions"] == "«Er Ola lat?»: Navngir en person"
    assert own(bo)["hidden_questions"] == ""
    assert bo.refused("wonder", None, question=ola) == "no_question"
    assert cast.facilitator.refused("take_up", None, question=ola) == "no_question"


def test_nobody_fills_the_queue_alone(
    cast: Cast, people: list[Player], named: Callable[[str], int]
) -> None:
    anna, bo, _ = people
    for number in range(5):
        anna.does("ask", None, text=f"Spørsmål {number}")
    assert anna.refused("ask", None, text="Og én til") == "full"
    assert anna.refused("ask", None, text=" ") == "empty"
    assert anna.refused("ask", None, text="x" * 281) == "too_long"
    bo.does("ask", None, text="Min tur")
    assert bo.refused("take_back", None, question=named("Spørsmål 4")) == "not_yours"
    bo.does("wonder", None, question=named("Spørsmål 4"))
    anna.does("take_back", None, question=named("Spørsmål 4"))
    assert cast.db.query(Like).count() == 0
    anna.does("ask", None, text="Og én til")


def test_the_facilitator_turns_it_off(cast: Cast, people: list[Player]) -> None:
    anna, *_ = people
    anna.does("raise_hand", None)
    cast.facilitator.does("corner", None, kinds=["failure"])
    assert anna.refused("ask", None, text="Når?") == "not_taken_in"
    anna.does("raise_hand", None, on=False)  # one that is up can still be taken down
    assert anna.refused("raise_hand", None) == "not_taken_in"
    anna.does("share_failure", None, happened="Vi spurte ingen", learnt="Spør først")
    cast.facilitator.does("corner", None)
    assert anna.refused("share_failure", None, happened="a", learnt="b") == "not_taken_in"
    assert board(cast)["failures"], "what has come is still read"


def test_the_report_has_questions_and_room_for_failure_and_nobody_in_it(
    cast: Cast, people: list[Player], named: Callable[[str], int]
) -> None:
    anna, bo, _ = people
    anna.does("ask", None, text="Når?")
    bo.does("wonder", None, question=named("Når"))
    bo.does("share_failure", None, happened="Vi spurte ingen", learnt="Spør først")
    cast.facilitator.does("put_aside", None, question=named("Når"))
    cast.facilitator.does("end")
    assert outcome(cast.db, cast.seminar)["corner"] == {
        "questions": [{"step": "finn", "wonders": 1, "text": "Når?", "state": "parked",
                       "answer": ""}],
        "failures": [{"step": "finn", "happened": "Vi spurte ingen", "learnt": "Spør først"}],
    }  # fmt: skip
    assert {q.participant_id for q in cast.db.query(Question)} == {None}
    assert cast.db.query(Like).count() == 0
    with use("nb"):
        titles = [s["title"] for s in sections(outcome(cast.db, cast.seminar))]
    assert {"Det vi lærte – rom for feil", "Spørsmål fra salen"} <= set(titles)
