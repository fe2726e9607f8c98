"""The closing questions: answers nobody can tie to a person, and few are never broken down."""

from __future__ import annotations

from sqlalchemy import select

from models import Ballot
from tests.cast import Cast


def answered(cast: Cast, *values: int) -> None:
    people = cast.people(len(values))
    cast.lead_to("slutt")
    for person, value in zip(people, values, strict=True):
        person.does("score", criterion="nytte", value=value)


def test_an_answer_can_be_changed_and_is_one_answer(cast: Cast) -> None:
    anna = cast.join()
    cast.lead_to("slutt")
    anna.does("score", criterion="nytte", value=2)
    anna.does("score", criterion="nytte", value=5)
    assert (anna.own()["answer_nytte"], cast.activity().progress()) == (5, (1, 1))


def test_only_the_scale_and_the_questions_there_are(cast: Cast) -> None:
    anna = cast.join()
    cast.lead_to("slutt")
    assert anna.refused("score", criterion="nytte", value=6) == "bad_value"
    assert anna.refused("score", criterion="nytte", value=0) == "bad_value"
    assert anna.refused("score", criterion="været", value=3) == "no_criterion"
    assert cast.activity().progress() == (0, 1)


def test_the_spread_is_shown_when_it_is_published_and_not_before(cast: Cast) -> None:
    answered(cast, 3, 4, 4, 5, 5)
    for surface in ("phone", "console", "screen"):
        assert cast.activity().view(surface)["spread"] == []
    cast.facilitator.does("close")
    first = cast.activity().view("screen")["spread"][0]
    assert (first["mean"], [bar["count"] for bar in first["bars"]]) == (4.2, [0, 0, 1, 2, 2])


def test_fewer_than_five_answers_are_never_shown(cast: Cast) -> None:
    answered(cast, 1, 5, 5, 5)
    cast.facilitator.does("close")
    first = cast.activity().view("console")["spread"][0]
    assert (first["n"], first["mean"], first["bars"]) == (4, None, [])
    assert cast.activity().outcome()["criteria"]["nytte"]["counts"] is None


def test_a_sentence_is_kept_without_its_sender(cast: Cast) -> None:
    anna = cast.join()
    cast.lead_to("slutt")
    anna.does("comment", words="Ærlig og godt, takk!")
    assert anna.own()["words"] == "Ærlig og godt, takk!"
    assert anna.refused("comment", words="å" * 2000) == "too_long"
    cast.facilitator.does("close")
    assert cast.activity().outcome()["words"] == ["Ærlig og godt, takk!"]
    assert cast.step("slutt").round_key is None
    slots = cast.db.scalars(select(Ballot.slot).where(Ballot.step_id == cast.step("slutt").id))
    assert set(slots) == {None}
    assert anna.own("slutt") == {}
