"""A seminar in one file: the same outcome to the byte elsewhere, and nothing wrong is let in."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

import archives
from methods.refusal import Refused
from methods.removal import belongs
from models import Base, Member, Participant
from reports.outcome import outcome
from reports.seal import canonical
from storage import Storage
from tests.cast import Cast
from tests.plays import Stage, method_of, plays
from tests.undoing import Quiet

KEPT = {
    "seminar", "channel", "step", "picture", "correction", "participant", "group_", "membership",
    "item", "likeness", "ballot", "paper_batch", "paper_vote", "hands", "tick", "score", "line",
    "question", "like_", "agreement", "member", "news", "plan_link", "post", "report", "act",
    "entry",
}  # fmt: skip


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    now = {"now": 1_800_000_000.0}
    monkeypatch.setattr("methods.clock.now", lambda: now["now"])
    return now


def ended(made: Cast) -> str:
    """The play's seminar is over; its outcome, as it was told where it was held."""
    if made.seminar.state != "ended":
        made.facilitator.does("end", None)
    made.db.commit()
    return canonical(outcome(made.db, made.seminar))


def refused(file: bytes) -> str:
    with pytest.raises(Refused) as told:
        archives.opened(file)
    assert told.value.sentence()
    return told.value.code


@pytest.mark.parametrize("play", plays(), ids=lambda play: play.__name__.rpartition(".")[2])
def test_every_play_is_told_elsewhere_as_it_was_told_here(
        storage: Storage, at: dict[str, float], play: ModuleType) -> None:  # fmt: skip
    made = Cast(storage, size=40, method=method_of(play))
    play.play(Stage(made, cast(Any, Quiet()), at))
    told = ended(made)
    with Session(archives.opened(archives.packed(made.db, made.seminar))) as db:
        assert canonical(outcome(db, archives.the_seminar(db))) == told


@pytest.fixture
def file(cast: Cast) -> bytes:
    cast.people(6)
    ended(cast)
    return archives.packed(cast.db, cast.seminar)


def test_every_table_of_a_seminar_is_thought_of() -> None:
    theirs = {table.name for table in Base.metadata.sorted_tables if belongs(table)}
    assert theirs == KEPT | archives.NOT_KEPT, "say whether it goes along in an archive"


def test_nobodys_name_and_no_way_in_goes_along(cast: Cast) -> None:
    (anna,) = cast.people(1)
    anna.does("profile", None, name="Anna Hemmelig")
    told = [cast.seminar.token, cast.seminar.code, cast.seminar.screen_token, "Anna Hemmelig"]
    ended(cast)
    raw = zlib.decompress(archives.packed(cast.db, cast.seminar).split(b"\n", 2)[2])
    assert not [one for one in told if one.encode() in raw]


def test_a_seminar_that_goes_on_is_not_kept(cast: Cast) -> None:
    with pytest.raises(Refused, match="not_ended"):
        archives.packed(cast.db, cast.seminar)


def test_a_torn_or_changed_file_is_refused(file: bytes) -> None:
    chance = random.Random(7)
    for _ in range(100):
        place = chance.randrange(len(file))
        changed = (
            file[:place] + bytes([file[place] ^ (1 << chance.randrange(8))]) + file[place + 1 :]
        )
        assert refused(changed) in ("bad_archive", "newer_archive")
    for _ in range(100):
        assert refused(file[: chance.randrange(len(file))]) == "bad_archive"


@pytest.mark.parametrize("wrong", ["bomb", "schema", "trigger", "two", "foreign", "outcome"])
def test_a_file_made_to_do_harm_is_refused(file: bytes, wrong: str, tmp_path: Path) -> None:
    assert refused(remade(file, wrong, tmp_path)) in ("bad_archive", "newer_archive")


def remade(file: bytes, wrong: str, folder: Path) -> bytes:
    """The archive with another database in it, and a first line that is true of it."""
    magic, line, packed = file.split(b"\n", 2)
    says, data = json.loads(line), zlib.decompress(packed)
    place = folder / "made.sqlite"
    place.write_bytes(data)
    with closing(sqlite3.connect(place)) as db, db:
        if wrong == "trigger":
            db.execute("CREATE TRIGGER t AFTER UPDATE ON alembic_version BEGIN SELECT 1; END")
        if wrong == "two":
            names = [row[1] for row in db.execute("PRAGMA table_info(seminar)")]
            anew = {"id": "id + 1", "token": "'x'", "code": "'x'", "screen_token": "'x'"}
            values = ", ".join(anew.get(name, name) for name in names)
            db.execute(f"INSERT INTO seminar ({', '.join(names)}) SELECT {values} FROM seminar")
        if wrong == "foreign":
            db.execute("UPDATE participant SET table_id = 4711")
        if wrong == "outcome":
            db.execute("UPDATE seminar SET question = 'Noe annet'")
    data = b"\0" * (archives.UNPACKED + 1) if wrong == "bomb" else place.read_bytes()
    says |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    if wrong == "schema":
        says["schema"] = "9999"
    return b"\n".join([magic, json.dumps(says).encode(), zlib.compress(data)])


def test_people_are_counted_and_not_named(file: bytes) -> None:
    with Session(archives.opened(file)) as db:
        people = db.scalars(select(Participant).order_by(Participant.id)).all()
        assert len(people) == 6
        assert {person.name for person in people} == {""}
        assert not db.scalars(select(Member).where(Member.agreement_id < 0)).all()


def test_an_archive_is_only_ever_read(file: bytes) -> None:
    with Session(archives.opened(file)) as db:
        seminar = archives.the_seminar(db)
        seminar.title = "Et annet"
        with pytest.raises(OperationalError, match="readonly"):
            db.flush()
