"""A message to all phones, or to those of one group; also to those who come back later."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import Storage
from tests.cast import Cast, Player
from tests.hall import Hall


@pytest.fixture
def hall(cast: Cast, storage: Storage, tmp_path: Path) -> Hall:
    cast.open_doors()
    return Hall(cast, storage, tmp_path)


def reads(hall: Hall, person: Player) -> str:
    """What the person's own page holds now, as on a first visit."""
    hall.stage.forget(hall.cast.seminar.id)
    part = hall.stage.own(hall.cast.seminar.id, person.id)
    assert part is not None
    made = hall.stage.painted(hall.cast.seminar.id, "phone", "nb", part.data)
    assert made is not None
    return str(made["html"])


def test_a_message_to_one_table_is_read_there_and_nowhere_else(cast: Cast, hall: Hall) -> None:
    kari = cast.facilitator
    kari.does("add_table")
    first, second, *_ = cast.activity().scope.tables()
    anna, bo = cast.people(2)
    anna.does("sit", table=first.number)
    bo.does("sit", table=second.number)
    kari.does("message", None, text="Kom fram til scenen", group=first.id)
    assert "Kom fram til scenen" in reads(hall, anna)
    assert "Kom fram til scenen" not in reads(hall, bo)
    late = cast.join("Cai")
    late.does("sit", table=first.number)
    assert "Kom fram til scenen" in reads(hall, late), "one who comes later reads it too"
    cast.lead_to("finn")
    assert "Kom fram til scenen" in reads(hall, anna), "and it follows them to the next step"
    kari.does("message", None, group=first.id)
    assert "Kom fram til scenen" not in reads(hall, anna)


def test_all_phones_are_told_until_it_is_taken_away(cast: Cast, hall: Hall) -> None:
    anna = cast.join("Anna")
    cast.facilitator.does("message", None, text="Det er kaffe i gangen")
    assert "Det er kaffe i gangen" in reads(hall, anna)
    assert "Det er kaffe i gangen" in reads(hall, cast.join("Bo"))
    cast.facilitator.does("message", None)
    assert "Det er kaffe i gangen" not in reads(hall, anna)


def test_another_seminars_group_is_not_told(cast: Cast, hall: Hall) -> None:
    assert cast.facilitator.refused("message", None, text="Hei", group=999) == "other_seminar"
