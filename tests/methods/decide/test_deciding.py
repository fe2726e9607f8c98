"""A decision point: who chooses, with what reason, and that nobody knows who thought what."""

from __future__ import annotations

import json

import pytest

from models import Ballot, Tick
from storage import Storage
from tests.methods.decide.choosing import BACK_OR_ON, decide, ids, options, stage


def test_the_facilitator_chooses_and_says_why(storage: Storage) -> None:
    cast, _ = stage(storage)
    cast.facilitator.does("close")
    assert cast.facilitator.refused("publish") == "undecided"
    assert cast.facilitator.refused("choose", option=ids(cast)[1]) == "no_reason"
    cast.facilitator.does("choose", option=ids(cast)[1], reason="Vi vet nok")
    cast.facilitator.does("publish")
    view = cast.activity().view("screen")
    assert (view["chosen"]["label"], view["reason"]) == ("Videre", "Vi vet nok")
    result = cast.step().result or {}
    assert (result["choice"], result["goto"], result["by"]) == ("videre", "vis", "facilitator")


def test_a_participant_does_not_choose(storage: Storage) -> None:
    cast, people = stage(storage)
    cast.facilitator.does("close")
    assert people[0].refused("choose", option=ids(cast)[0], reason="nei") == "not_allowed"


def test_the_last_opinion_counts_and_is_shown_with_the_choice_only(storage: Storage) -> None:
    cast, people = stage(storage)
    again, on = ids(cast)
    for person in people:
        person.does("opinion", option=again)
    people[0].does("opinion", option=on)
    assert people[0].own() == {"opinion": on}
    assert people[0].refused("opinion", option=on + 7) == "no_option"
    for surface in ("phone", "console", "screen"):
        assert "bars" not in cast.activity().view(surface)
    assert cast.activity().progress() == (5, 5)
    result = decide(cast, 1)
    assert result["opinions"] == [4, 1]
    assert [bar["count"] for bar in cast.activity().view("screen")["bars"]] == [4, 1]


def test_fewer_than_five_opinions_are_never_told(storage: Storage) -> None:
    cast, people = stage(storage, people=4)
    for person in people:
        person.does("opinion", option=ids(cast)[0])
    cast.facilitator.does("close")
    assert cast.activity().view("console")["most"] == []
    cast.facilitator.does("choose", option=ids(cast)[1], reason="Sånn")
    cast.facilitator.does("publish")
    assert (cast.step().result or {})["opinions"] is None
    assert cast.activity().view("screen")["bars"] == []
    told = cast.activity().section(cast.activity().outcome())
    assert "bars" not in {block["kind"] for block in told}


def test_after_it_nobody_can_tell_who_thought_what(storage: Storage) -> None:
    cast, people = stage(storage)
    for person in people:
        person.does("opinion", option=ids(cast)[0])
    before = {b.id for b in cast.db.query(Ballot)}
    decide(cast, 0)
    assert cast.step().round_key is None
    assert {b.slot for b in cast.db.query(Ballot)} == {None}
    assert not before & {t.ballot_id for t in cast.db.query(Tick)}
    assert people[0].own() == {"opinion": None}


def test_the_sponsor_decides_and_the_facilitator_writes_it_in(storage: Storage) -> None:
    cast, _ = stage(storage, BACK_OR_ON, 'rule = "sponsor"')
    assert decide(cast, 1)["by"] == "sponsor"


def test_the_reason_may_be_left_out_where_the_method_says_so(storage: Storage) -> None:
    cast, _ = stage(storage, BACK_OR_ON, "reason = false")
    assert decide(cast, 1, reason="")["reason"] == ""


def test_by_majority_the_room_decides(storage: Storage) -> None:
    cast, people = stage(storage, BACK_OR_ON, 'rule = "majority"')
    again, on = ids(cast)
    for place, person in enumerate(people):
        person.does("opinion", option=on if place < 3 else again)
    cast.facilitator.does("close")
    assert cast.activity().view("console")["by_itself"]
    assert cast.facilitator.refused("choose", option=again, reason="Nei") == "majority"
    cast.facilitator.does("publish")
    assert ((cast.step().result or {})["choice"], (cast.step().result or {})["by"]) \
        == ("videre", "majority")  # fmt: skip


@pytest.mark.parametrize("people", [0, 4])
def test_when_the_room_is_even_the_facilitator_is_asked(storage: Storage, people: int) -> None:
    cast, there = stage(storage, BACK_OR_ON, 'rule = "majority"', people=4)
    for place, person in enumerate(there[:people]):
        person.does("opinion", option=ids(cast)[place % 2])
    cast.facilitator.does("close")
    assert cast.activity().view("console")["tied"] is bool(people)
    assert cast.facilitator.refused("publish") == "undecided"
    cast.facilitator.does("choose", option=ids(cast)[0], reason="Likt")
    cast.facilitator.does("publish")
    assert (cast.step().result or {})["by"] == "facilitator"


def test_the_method_decides_by_its_conditions(storage: Storage) -> None:
    cast, _ = stage(storage, BACK_OR_ON, 'rule = "auto"', 'when = ["count(saker)<=1", "round>=9"]')
    cast.facilitator.does("close")
    assert [c["met"] for c in cast.activity().view("console")["conditions"]] == [True, False]
    assert cast.facilitator.refused("choose", option=ids(cast)[0]) == "rule"
    cast.facilitator.does("publish")
    result = cast.step().result or {}
    assert (result["choice"], result["met"]) == ("videre", ["count(saker)<=1"])


def test_without_options_one_of_the_items_is_chosen_and_handed_on(storage: Storage) -> None:
    cast, _ = stage(storage, options())
    item = cast.step("saker").result["items"][0]  # type: ignore[index]
    assert ids(cast) == [item]
    assert decide(cast, 0)["items"] == [item]
    assert cast.activity().view("screen")["chosen"]["label"] == "Bussen går ikke"


def test_the_record_says_what_who_why_and_where_to(storage: Storage) -> None:
    cast, people = stage(storage)
    for person in people:
        person.does("opinion", option=ids(cast)[0])
    decide(cast, 1, "Vi vet nok")
    outcome = json.loads(json.dumps(cast.activity().outcome()))
    told = json.dumps(cast.activity().section(outcome), ensure_ascii=False)
    for words in ("Videre", "Vi vet nok", "Vis", "5 personer"):
        assert words in told
