"""A rehearsal is a copy: it can be anything but mixed with the real seminar, and leaves nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from methods import clock, continuing, floker
from methods.shelf import alone
from models import Base, Item, Seminar
from storage import Storage
from tests.cast import Cast, Player
from tests.hall import Hall
from tests.played import Played

FILLED = {
    "participant", "device", "group_", "membership", "note", "item", "ballot", "tick", "line",
    "agreement", "member", "score", "receipt", "entry", "step", "seminar", "likeness",
}  # fmt: skip


def rehearsed(cast: Cast) -> Cast:
    """A cast that stands in the rehearsal of `cast`'s seminar."""
    number = cast.facilitator.does("rehearse", None)["number"]
    found = cast.db.get(Seminar, number)
    assert found is not None
    copy = object.__new__(Cast)
    copy.storage, copy.db, copy.seminar = cast.storage, cast.db, found
    copy.facilitator = Player(copy, _in(cast.facilitator, number))
    copy.guest = Player(copy, _in(cast.guest, number))
    return copy


def _in(player: Player, number: int) -> Any:
    actor = player.actor
    return type(actor)(actor.role, actor.id, number, actor.language)


def counts(cast: Cast) -> dict[str, int]:
    """How many rows each table has."""
    cast.db.commit()
    return {table.name: cast.db.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables}  # fmt: skip


def rows(cast: Cast, seminar: int) -> dict[str, list[Any]]:
    """Every row that names the seminar, and the log's and receipts' but those of rehearsing."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if "seminar_id" in table.c and table.name not in ("act", "entry", "receipt"):
            mine = select(table).where(table.c.seminar_id == seminar).order_by(*table.primary_key)
            found[table.name] = [tuple(row) for row in cast.db.execute(mine)]
    return found


def test_the_copy_is_the_plan_with_links_of_its_own(cast: Cast) -> None:
    cast.facilitator.posts("set", cast.step("huk").id, {"key": "target", "value": "7"}, "set-op-7")
    copy = rehearsed(cast).seminar
    real = cast.seminar
    assert [(s.key, s.minutes, s.settings) for s in copy.steps] == [
        (s.key, s.minutes, s.settings) for s in real.steps
    ]
    assert (copy.title, copy.question, copy.size) == (real.title, real.question, real.size)
    assert copy.state == "draft"
    for own in ("token", "code", "screen_token"):
        assert getattr(copy, own) != getattr(real, own)


def test_cards_that_were_given_are_in_the_rehearsal_too(storage: Storage) -> None:
    given = next(m for m in alone().values() if m.given)
    cast = Cast(storage, method=given, lines="Bussen går ikke om kvelden\nTomme hus")
    copy = rehearsed(cast).seminar
    titles = cast.db.scalars(
        select(Item.title).where(Item.seminar_id == copy.id).order_by(Item.id)
    ).all()
    assert titles == ["Bussen går ikke om kvelden", "Tomme hus"]
    first = copy.steps[0]
    assert first.state == "published"
    mine = select(Item.id).where(Item.seminar_id == copy.id).order_by(Item.id)
    assert (first.result or {})["items"] == list(cast.db.scalars(mine))


def test_a_whole_rehearsal_leaves_the_real_one_as_it_was_and_is_wiped(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = {"now": 1_800_000_000.0}
    monkeypatch.setattr(clock, "now", lambda: at["now"])
    cast = Cast(storage, size=16)
    before, real = counts(cast), rows(cast, cast.seminar.id)
    copy = rehearsed(cast)
    copy.seminar.rehearses, kept = None, copy.seminar.rehearses  # so that it can be played whole
    cast.db.commit()
    Played(copy, Hall(copy, storage, tmp_path), at).play()
    copy.seminar.rehearses = kept
    full = counts(cast)
    assert {name for name in before if full[name] > before[name]} >= FILLED
    assert rows(cast, cast.seminar.id) == real

    cast.facilitator.does("open_doors", None)
    after = counts(cast)
    log = {"act", "entry", "receipt", "step", "group_", "membership"}  # of the doors that opened
    assert {n: c for n, c in after.items() if n not in log} == {
        n: c for n, c in before.items() if n not in log
    }
    assert after["step"] == before["step"]
    assert cast.db.scalar(select(func.count()).select_from(Seminar)) == 1


def test_a_new_rehearsal_wipes_the_one_before(cast: Cast) -> None:
    rehearsed(cast).open_doors().people(3)
    rehearsed(cast)
    assert cast.db.scalar(select(func.count()).where(Seminar.rehearses.is_not(None))) == 1
    cast.facilitator.does("wipe_rehearsal", None)
    assert cast.facilitator.refused("wipe_rehearsal", None) == "no_rehearsal"


def test_one_rehearses_before_the_day_and_not_a_rehearsal(cast: Cast) -> None:
    copy = rehearsed(cast)
    assert copy.facilitator.refused("rehearse", None) == "rehearsal"
    cast.open_doors()
    assert cast.facilitator.refused("rehearse", None) == "already_open"


def test_a_rehearsal_is_in_no_list_of_seminars(cast: Cast) -> None:
    copy = rehearsed(cast).open_doors()
    copy.facilitator.does("end")
    owner = cast.seminar.facilitator_id
    assert continuing.ended(cast.db, owner) == []
    assert [s.id for s in floker.loose(cast.db, owner)] == [cast.seminar.id]
