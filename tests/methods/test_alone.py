"""One activity alone: a method of a single step, with cards that are typed when it is planned."""

from __future__ import annotations

import pytest

from methods import clock
from methods.engine import known
from methods.method import Method
from methods.refusal import Refused
from methods.seminars import create
from methods.shelf import alone, find
from models import Facilitator, Seminar
from storage import Storage
from tests.cast import Cast
from translations import use

ALONE = [pytest.param(m, id=m.id) for m in alone().values()]
LINES = "Kino på bygda\n\n  Skyss til   trening \nKino på bygda\n"


def planned(storage: Storage, method: Method, lines: str) -> Seminar:
    """A seminar of `method` begun with `lines`."""
    with storage.writing() as db:
        owner = Facilitator(name="Kari", email="kari@example.org", password_hash="-",
                            created_at=clock.now())  # fmt: skip
        db.add(owner)
        db.flush()
        made = create(db, owner, method, title="Høsten", question="Hva gjør vi?", language="nb",
                      size=20, lines=lines)  # fmt: skip
        db.commit()
        db.refresh(made, ["steps"])
        return made


def test_every_activity_can_be_run_alone() -> None:
    assert {m.steps[-1].activity for m in alone().values()} == set(known())
    assert all(find(m.id) is m for m in alone().values())


def test_what_works_on_cards_begins_with_some() -> None:
    for method in alone().values():
        assert method.given or not known()[method.steps[-1].activity].needs, method.id
        assert [s.key for s in method.steps[:-1]] == ["utgangspunkt"] * method.given


@pytest.mark.parametrize("method", ALONE)
def test_it_is_led_from_the_doors_to_its_result(storage: Storage, method: Method) -> None:
    cast = Cast(storage, size=20, method=method, lines=LINES)
    people = [cast.join(name) for name in ("Anna", "Bo", "Cecilie")]
    assert people
    while (step := cast.step()).state != "published" or step.key != method.steps[-1].key:
        if step.state == "waiting":
            cast.facilitator.does("open")
        elif step.state == "open":
            for surface in ("phone", "console", "screen"):
                cast.activity().view(surface)
            cast.facilitator.does("close")
        elif step.state == "closed":
            if step.activity == "decide":
                cast.facilitator.does("choose", option=step.data["items"][0], reason="Flest vil.")
            cast.facilitator.does("publish")
        else:
            cast.facilitator.does("next")
    for step in cast.seminar.steps:
        for language in ("nb", "nn", "en"):
            with use(language):
                kind = cast.activity(step.key)
                kind.section(kind.outcome())
    cast.close()


def test_the_cards_stand_ready_and_the_doors_open_on_the_activity(storage: Storage) -> None:
    cast = Cast(storage, size=20, method=alone()["alone_vote"], lines=LINES)
    cast.open_doors()
    assert [s.state for s in cast.seminar.steps] == ["published", "open"]
    assert cast.step().activity == "vote"
    assert [i.title for i in cast.activity().taken()] == ["Kino på bygda", "Skyss til trening"]
    cast.close()


@pytest.mark.parametrize(("lines", "code"), [
    ("", "no_lines"), (" \n\n", "no_lines"), ("a\n" + "b" * 81, "long_line"),
    ("\n".join(map(str, range(201))), "many_lines"),
])  # fmt: skip
def test_cards_that_cannot_be_are_refused_in_words(storage: Storage, lines: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        planned(storage, alone()["alone_vote"], lines)
    assert refused.value.code == code
    for language in ("nb", "nn", "en"):
        with use(language):
            assert refused.value.sentence()


def test_lines_mean_nothing_to_a_method_that_is_not_begun_with_cards(storage: Storage) -> None:
    made = planned(storage, alone()["alone_gather"], LINES)
    assert [s.state for s in made.steps] == ["waiting"]
