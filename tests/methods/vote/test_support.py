"""How far a room supports a proposal: spec/voting.md §2, and what stays untold."""

from __future__ import annotations

from methods.activities.vote import support
from storage import Storage
from tests.methods.vote.room import on, people_of, publish, room_of
from translations import use


def test_twenty_one_of_twenty_four_is_broad_support() -> None:
    answers = [level for level, n in enumerate([9, 8, 4, 2, 1, 0], 1) for _ in range(n)]
    found = support.support(answers)
    assert (found.supporters, found.answers, found.broad) == (21, 24, True)
    assert float(found.share) == 0.875
    assert support.support([1, 1, 1, 6]).broad is False
    assert support.support([1, 2, 3, 3, 6]).broad is True  # four of five; a 6 is no veto
    assert support.support([]).broad is False


def test_the_room_says_how_far_it_supports_one_proposal(storage: Storage) -> None:
    cast = room_of(storage, 'mode = "agree"', people=24, options=())
    voters, (item,) = people_of(cast), on(cast)
    answers = [level for level, n in enumerate([9, 8, 4, 2, 1, 0], 1) for _ in range(n)]
    for voter, level in zip(voters, answers, strict=True):
        voter.does("agree", item=item, level=level)
    assert voters[0].refused("agree", item=item, level=7) == "bad_level"
    assert cast.facilitator.refused("tick", item=item) == "not_allowed"
    cast.facilitator.does("close")
    assert cast.facilitator.refused("cut", size=1) == "no_cut"
    assert cast.facilitator.refused("tie", choice="include") == "no_tie"
    cast.facilitator.does("publish")
    (row,) = (cast.step("valg").result or {})["agree"]
    assert (row["counts"], row["share"], row["broad"]) == ([9, 8, 4, 2, 1, 0], "0.8750", True)
    with use("nb"):
        (shown,) = cast.activity().view("screen")["proposals"]
        assert "87,5" in shown["words"] and len(shown["bars"]) == 6
        told = str(cast.activity().section(cast.activity().outcome()))
    assert "87,5" in told


def test_who_cannot_support_it_may_say_why_without_a_name(storage: Storage) -> None:
    cast = room_of(storage, 'mode = "agree"', options=("Vi slår sammen skolene",))
    anna, bo, *rest = people_of(cast)
    (item,) = on(cast)
    anna.does("agree", item=item, level=6)
    anna.does("reason", item=item, words="Da blir skoleveien for lang")
    assert anna.own()[f"reason_{item}"] == "Da blir skoleveien for lang"
    bo.does("agree", item=item, level=6)
    bo.does("reason", item=item, words="Nei")
    bo.does("agree", item=item, level=4)  # no longer stands in the way: the reason is not told
    assert bo.refused("reason", item=item, words="Likevel") == "no_reason"
    for voter in rest:
        voter.does("agree", item=item, level=1)
    (row,) = publish(cast)["agree"]
    assert row["reasons"] == ["Da blir skoleveien for lang"]
    assert row["counts"] == [4, 0, 0, 1, 0, 1]
    assert row["broad"] is False


def test_of_fewer_than_five_answers_no_numbers_are_told(storage: Storage) -> None:
    cast = room_of(storage, 'mode = "agree"', people=4, options=())
    (item,) = on(cast)
    for voter in people_of(cast):
        voter.does("agree", item=item, level=6)
        voter.does("reason", item=item, words="Nei")
    result = publish(cast)
    assert result["agree"][0]["counts"] is None and result["agree"][0]["reasons"] == []
    assert result["ranking"] == []
    assert cast.activity().view("screen")["proposals"][0]["bars"] == []
