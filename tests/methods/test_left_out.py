"""Leaving steps out: what a step took passes on, and the seminar can always be led to its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from methods.catalogue import library
from models import Item, Participant
from storage import Storage
from tests.cast import Cast, Player
from tests.conftest import fresh
from tests.hall import Hall, watched

STEPS = [s.key for s in library()["ovre_eiker"].steps][1:]  # opening the doors opens the first
BUILT_ON = ["finn", "samle", "huk", "saker", "ideer", "sil", "kan", "avtaler"]


def do(key: str, anna: Player, cast: Cast) -> None:
    """What Anna does in a step, if there is anything to do."""
    if key == "finn":
        for number in range(3):
            anna.does("add", title=f"Sak {number}")
    elif key in ("huk", "sil"):
        tick(anna, cast)
    elif key == "saker":
        choose(anna, cast)
    elif key == "ideer":
        write(anna, cast)
    elif key == "avtaler":
        anna.does("propose", what="En buss")


def tick(anna: Player, cast: Cast) -> None:
    if items := cast.activity().taken():
        anna.does("ballot", items=[items[0].id])


def choose(anna: Player, cast: Cast) -> None:
    if groups := cast.activity().groups():
        anna.does("choose", group=groups[0].id)


def write(anna: Player, cast: Cast) -> None:
    if cast.activity().group_of(anna.person) is not None:
        for number in range(3):
            anna.does("add", title=f"Idé {number}")


def lead(cast: Cast, left_out: tuple[str, ...]) -> Player:
    """The whole seminar with Anna alone, without these steps, to its end."""
    kari, anna = cast.facilitator, cast.join("Anna")
    anna.does("host", None, group=anna.person.table_id)
    while cast.step().key != STEPS[-1]:
        one_step(cast, anna, left_out)
        if cast.step().state in ("open", "published"):
            kari.does("next")
    one_step(cast, anna, left_out)
    kari.does("end")
    return anna


def one_step(cast: Cast, anna: Player, left_out: tuple[str, ...]) -> None:
    """The current step: left out, or opened and done, closed and published."""
    kari, key = cast.facilitator, cast.step().key
    if key in left_out:
        kari.does("skip")
        return
    if cast.step().state == "waiting":
        kari.does("open")
    do(key, anna, cast)
    kari.does("close")
    if cast.step().state == "closed":
        if cast.activity().view("console").get("tie"):
            kari.does("tie", choice="lot")
        kari.does("publish")


@pytest.mark.alike
@pytest.mark.parametrize("key", STEPS)
def test_any_step_can_be_left_out_and_every_page_still_shows(
    storage: Storage, tmp_path: Path, key: str
) -> None:
    cast = Cast(storage, size=8)
    hall, painted = Hall(cast, storage, tmp_path), 0

    def look(_player: Player, _name: str) -> None:
        nonlocal painted
        for surface in ("phone", "console", "screen"):
            assert hall.stage.painted(cast.seminar.id, surface, "nb", None)
            painted += 1
        for person in cast.db.scalars(select(Participant.id)):
            assert hall.stage.own(cast.seminar.id, person) is not None
        cast.db.rollback()

    with watched(hall, look):
        lead(cast, (key,))
    assert cast.seminar.state == "ended"
    assert painted > 3 * len(STEPS)
    cast.close()


@pytest.mark.alike
@pytest.mark.parametrize("first", BUILT_ON[:-1])
def test_any_two_steps_can_be_left_out(migrated: Path | str, tmp_path: Path, first: str) -> None:
    for second in BUILT_ON[BUILT_ON.index(first) + 1 :]:
        with fresh(migrated, tmp_path) as storage:
            cast = Cast(storage, size=8)
            lead(cast, (first, second))
            assert cast.seminar.state == "ended", (first, second)
            cast.close()


def test_without_the_sieve_all_the_ideas_go_on(cast: Cast) -> None:
    lead(cast, ("sil",))
    ideas = {i.title for i in cast.db.query(Item).filter_by(kind="idea", forward=True)}
    assert ideas == {"Idé 0", "Idé 1"}
    assert {i.title for i in cast.activity("kan").taken()} == ideas


def test_without_groups_of_their_own_the_ideas_are_written_at_the_home_tables(cast: Cast) -> None:
    people = cast.people(9)
    cast.lead_to("saker", opened=False)
    cast.facilitator.does("skip")
    cast.facilitator.does("open")
    work = cast.activity()
    assert cast.step().key == "ideer"
    for person in people:
        place = work.group_of(person.person)
        assert place is not None and place.id == person.person.table_id
    people[0].does("add", title="En buss til")


def test_a_vote_without_a_step_before_it_has_nothing_on_its_ballot(cast: Cast) -> None:
    cast.open_doors().lead_to("finn", opened=False)
    for _ in ("finn", "samle"):
        cast.facilitator.does("skip")
    cast.facilitator.does("open")
    assert cast.activity().taken() == []


def test_a_step_that_was_left_out_is_opened_later_as_it_was(cast: Cast) -> None:
    cast.lead_to("samle", opened=False)
    cast.facilitator.does("skip")
    cast.facilitator.does("reopen", "samle")
    assert (cast.step().key, cast.step().round, cast.step().state) == ("samle", 1, "open")


def test_a_step_further_on_is_opened_and_what_is_passed_over_is_left_out(cast: Cast) -> None:
    cast.lead_to("samle", opened=False)
    cast.facilitator.does("reopen", "saker")
    assert (cast.step().key, cast.step().state) == ("saker", "open")
    assert [cast.step(k).state for k in ("samle", "huk", "de_ti")] == ["skipped"] * 3
    assert cast.step("ideer").state == "waiting"
