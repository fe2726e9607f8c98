"""Undo: what stands against it, what it leaves out, and what may not be kept for it."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from methods import clock, history
from methods.refusal import Refused
from models import Act, Entry, Item
from reports.outcome import outcome
from storage import Storage
from tests.cast import Cast
from tests.undoing import newest, snapshot
from translations import use


@pytest.fixture(autouse=True)
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """No two things happen at the same moment."""
    at = {"now": 1_800_000_000.0}

    def tick() -> float:
        at["now"] += 0.01
        return at["now"]

    monkeypatch.setattr(clock, "now", tick)


def act(cast: Cast) -> int:
    found = newest(cast.db)
    assert found is not None
    return found.id


def why(cast: Cast, number: int) -> str:
    """The sentence with which undoing an act is refused; the rows are as they were."""
    before = snapshot(cast.db)
    cast.facilitator.actor = replace(cast.facilitator.actor, language="en")
    with pytest.raises(Refused) as refused, use("en"):
        cast.facilitator.does("undo", None, act=number)
    assert refused.value.code == "depends"
    assert snapshot(cast.db) == before
    with use("en"):
        return refused.value.sentence()


def test_a_vote_that_was_closed_too_early_goes_on_with_its_clock_and_its_ballots(
    cast: Cast,
) -> None:
    anna, bo = cast.people(2)
    cast.lead_to("finn")
    item = anna.does("add", title="Bussen går ikke")["item"]
    bo.does("add", title="For dyrt")
    cast.lead_to("huk")
    anna.does("tick", item=item)
    deadline = cast.step().deadline
    cast.facilitator.does("close")
    cast.facilitator.does("undo", None, act=act(cast))
    assert (cast.step().state, cast.step().deadline) == ("open", deadline)
    assert anna.own()["ticks"] == [item]
    bo.does("tick", item=item)


def test_opening_a_vote_is_not_undone_when_somebody_has_voted(cast: Cast) -> None:
    anna, *_ = cast.people(2)
    cast.lead_to("finn")
    item = anna.does("add", title="Bussen går ikke")["item"]
    cast.lead_to("huk")
    opened = act(cast)
    anna.does("tick", item=item)
    assert "1 person has voted since." in why(cast, opened)


def test_the_doors_are_not_shut_again_when_somebody_has_come(cast: Cast) -> None:
    cast.open_doors()
    opened = act(cast)
    cast.join()
    assert "1 person has come or taken a place since" in why(cast, opened)


def test_a_secret_ballot_is_never_brought_back(cast: Cast) -> None:
    anna, *_ = cast.people(2)
    cast.lead_to("finn")
    item = anna.does("add", title="Bussen går ikke")["item"]
    cast.lead_to("huk")
    anna.does("tick", item=item)
    cast.facilitator.does("close")
    cast.facilitator.does("publish")
    assert "Open a new round instead." in why(cast, act(cast))
    kept = json.dumps([a.changes for a in cast.db.scalars(select(Act))])
    assert "ballot" not in kept and "tick" not in kept


def test_what_came_on_top_is_named_and_undone_first(cast: Cast) -> None:
    cast.people(2)
    cast.facilitator.does("extend", minutes=2)
    first = act(cast)
    cast.facilitator.does("extend", minutes=5)
    assert "Undo this first:" in why(cast, first) and "by 5 minutes" in why(cast, first)
    cast.facilitator.does("undo", None, act=act(cast))
    cast.facilitator.does("undo", None, act=first)


def test_what_a_participant_has_changed_since_is_not_set_back(cast: Cast) -> None:
    anna, *_ = cast.people(3)
    table = anna.own()["place"]
    anna.does("help", None, group=table)
    cast.facilitator.does("helped", None, group=table)
    helped = act(cast)
    anna.does("help", None, group=table)
    assert "has been changed again since" in why(cast, helped)


def test_a_step_is_not_opened_behind_the_one_the_room_is_in(cast: Cast) -> None:
    cast.people(2)
    cast.facilitator.does("close")
    closed = act(cast)
    cast.facilitator.does("next")
    assert "Undo this first:" in why(cast, closed)
    cast.facilitator.does("undo", None, act=act(cast))
    cast.facilitator.does("undo", None, act=closed)
    assert cast.step().state == "open"


def test_an_undo_is_undone_and_undone_again(cast: Cast) -> None:
    cast.people(2)
    start = snapshot(cast.db)
    cast.facilitator.does("message", None, text="Kaffe om fem minutter")
    said, done = act(cast), snapshot(cast.db)
    for _again in range(3):
        cast.facilitator.does("undo", None, act=said)
        assert snapshot(cast.db) == start
        cast.facilitator.does("undo", None, act=act(cast))
        assert snapshot(cast.db) == done
    with use("nb"):
        assert history.last(cast.db, cast.seminar).act == said  # type: ignore[union-attr]


def test_undoing_twice_is_refused(cast: Cast) -> None:
    cast.people(2)
    cast.facilitator.does("message", None, text="Kaffe")
    said = act(cast)
    cast.facilitator.does("undo", None, act=said)
    assert "undone already" in why(cast, said)


def test_what_was_undone_is_in_the_log_and_not_in_the_report(cast: Cast) -> None:
    cast.people(2)
    cast.facilitator.does("extend", minutes=7)
    cast.facilitator.does("undo", None, act=act(cast))
    assert "extend" not in [c["what"] for c in outcome(cast.db, cast.seminar)["changes"]]
    with use("en"):
        told = [(line.what, line.undone) for line in history.lines(cast.db, cast.seminar)]
    assert (told[1][1], "by 7 minutes" in told[1][0]) == (True, True)
    assert told[0][0].startswith("undone: ") and "by 7 minutes" in told[0][0]


def test_a_text_that_is_hidden_is_in_no_act_afterwards(cast: Cast) -> None:
    cast.people(2)
    cast.lead_to("finn")
    title = "Per Hansen drikker"
    made = cast.facilitator.does("seed", title=title, reason="Vedtatt sak")["item"]
    seeded = act(cast)
    cast.facilitator.does("undo", None, act=seeded)
    cast.facilitator.does("undo", None, act=act(cast))
    assert any(title in json.dumps(a.changes) for a in cast.db.scalars(select(Act)))
    cast.facilitator.does("hide", None, item=made, reason="Navngir noen")
    kept = [*(a.changes for a in cast.db.scalars(select(Act))),
            *(e.data for e in cast.db.scalars(select(Entry)))]  # fmt: skip
    assert title not in json.dumps(kept)
    cast.facilitator.does("undo", None, act=act(cast))
    assert cast.db.get(Item, made).status == "live"  # type: ignore[union-attr]


def test_when_the_seminar_has_ended_nothing_is_kept_to_undo_it_by(cast: Cast) -> None:
    cast.people(2)
    cast.facilitator.does("extend", minutes=2)
    extended = act(cast)
    cast.facilitator.does("end")
    assert all(a.changes == [] for a in cast.db.scalars(select(Act)))
    assert "has ended" in why(cast, extended)


def test_another_seminars_act_is_refused(cast: Cast, storage: Storage) -> None:
    cast.people(1)
    mine = act(cast)
    cast.db.rollback()
    assert Cast(storage).facilitator.refused("undo", None, act=mine) == "other_seminar"


@pytest.mark.parametrize("seed", range(4))
def test_anything_undone_in_reverse_leads_back_to_the_start(cast: Cast, seed: int) -> None:
    cast.people(5)
    start, chance, done = snapshot(cast.db), random.Random(seed), []
    for _step in range(25):
        moves: list[tuple[str, dict[str, Any]]] = [
            ("extend", {"minutes": chance.choice([1, 2, -1])}), ("pause", {}), ("resume", {}),
            ("open", {}), ("close", {}), ("next", {}), ("skip", {}), ("add_table", {}),
            ("message", {"text": chance.choice(["Kaffe", "Lunsj"])}), ("reopen", {}),
        ]  # fmt: skip
        name, args = chance.choice(moves)
        try:
            cast.facilitator.does(name, **args)
        except Refused:
            continue
        made = newest(cast.db)
        if made is not None and made.id not in done and not made.lasts:
            done.append(made.id)
    assert len(done) > 5
    for number in reversed(done):
        cast.facilitator.does("undo", None, act=number)
    assert snapshot(cast.db) == start
