"""A whole seminar as one file, to keep or to bring to another server.

An archive is a database of its own that holds one ended seminar and nothing of anybody's secrets:
a line that says what it is, and a packed SQLite file. It is read as any database of ours is, by the
same code, so that what came of the seminar is the same to the byte; and it is only ever read.

Nobody's name goes along but those that the outcome shows, no contact, device, link or private note.
What is wrong in a file is said in words, and then nothing of it is taken in.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import tempfile
import zlib
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, Table, create_engine, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from methods import clock
from methods.refusal import Refused
from methods.removal import owned
from models import (
    Act,
    Agreement,
    Archive,
    Base,
    Entry,
    Facilitator,
    Floke,
    Item,
    Participant,
    Seminar,
)
from reports.outcome import outcome
from reports.seal import canonical, fingerprint
from storage import Storage, connect, head, known, migrate
from translations import N_

MAGIC = b"FLOKE-ARCHIVE-1\n"
LARGEST = 20 * 1024 * 1024  # bytes of a file
UNPACKED = 200 * 1024 * 1024  # bytes of what is in it
KEYS = {"title", "schema", "size", "sha256", "outcome"}
# Who may do what, how people are reached, and what was nobody else's: none of it is a result.
NOT_KEPT = {"device", "crew", "receipt", "follower", "notice", "report_draft", "note"}
NAMELESS = "…"  # there was somebody, who did not say yes to being named
BROKEN = N_("That is no whole archive of a seminar: the file is torn, or somebody has changed it. "
            "Nothing was taken in. Fetch it anew from where it was made.")  # fmt: skip
NEWER = N_("A newer version of Floke made that archive. Nothing was taken in. Install the newer "
           "version, or ask for an archive made by an older one.")  # fmt: skip


def packed(db: Session, seminar: Seminar) -> bytes:
    """The archive of an ended seminar. Refuses one that is not ended."""
    if seminar.state != "ended":
        raise Refused("not_ended", N_("The seminar is still going on. It can be kept as an archive "
                                      "when it has ended."))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "archive.sqlite"
        made = connect(f"sqlite:///{file}")
        migrate(made)
        with made.writing() as into:
            _copy(db, into, seminar)
            into.commit()
            _forget(into)
            into.commit()
            told = outcome(into, into.scalars(_the_one()).one())
        with made.write.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("BEGIN")
        made.close()
        data = file.read_bytes()
    says = {
        "title": seminar.title,
        "schema": head(),
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "outcome": fingerprint(canonical(told)),
    }
    return MAGIC + json.dumps(says, ensure_ascii=False).encode() + b"\n" + zlib.compress(data, 9)


def opened(file: bytes) -> Engine:
    """The seminar of an archive, to be read from memory alone. Refuses what is not whole."""
    says, data = _unpacked(file)
    engine = _in_memory(data)
    try:
        _checked(engine, says)
    except (SQLAlchemyError, sqlite3.Error, KeyError, TypeError, ValueError, AttributeError):
        raise Refused("bad_archive", BROKEN) from None
    return engine


def whole(file: bytes) -> dict[str, Any]:
    """What is told of an archive in a list. Refuses what is not whole; hold no transaction."""
    engine = opened(file)
    with Session(engine) as db:
        seminar = the_seminar(db)
        told = {"title": seminar.title, "held_at": seminar.opened_at}
    engine.dispose()
    return told


def take_in(db: Session, facilitator_id: int, file: bytes, told: dict[str, Any]) -> Archive:
    """Keep a file found `whole`, with a link of its own here. Refuses one that is here already."""
    digest = hashlib.sha256(file).hexdigest()
    if db.scalar(select(Archive.id).where(Archive.sha256 == digest)):
        raise Refused("archived", N_("That archive is here already. Nothing was taken in again."))
    made = Archive(facilitator_id=facilitator_id, token=secrets.token_urlsafe(16), sha256=digest,
                   added_at=clock.now(), data=file, **told)  # fmt: skip
    db.add(made)
    db.flush()
    return made


def the_seminar(db: Session) -> Seminar:
    """The one seminar that an opened archive is of."""
    found: Seminar = db.scalars(_the_one()).one()
    return found


def _the_one() -> Any:
    return select(Seminar).where(Seminar.state == "ended").order_by(Seminar.id)


# --- making one ------------------------------------------------------------------------------


def _copy(db: Session, into: Session, seminar: Seminar) -> None:
    """Every row of the seminar; and of what it stands in, what the outcome tells."""
    into.add(Facilitator(id=seminar.facilitator_id, name="", email="", password_hash="",
                         created_at=0))  # fmt: skip
    floke, before = db.get(Floke, seminar.floke_id or 0), db.get(Seminar, seminar.from_id or 0)
    if floke is not None:
        into.add(Floke(id=floke.id, facilitator_id=seminar.facilitator_id, title=floke.title,
                       origin=floke.origin, stage=floke.stage, created_at=0))  # fmt: skip
    if before is not None:
        into.add(Seminar(id=before.id, facilitator_id=seminar.facilitator_id, token="before",
                         code="before", screen_token="before", title=before.title,
                         method_id=before.method_id, question="", language=before.language, size=0,
                         state="kept", created_at=0, ended_at=before.ended_at))  # fmt: skip
    into.flush()
    into.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for table in Base.metadata.sorted_tables:
        mine = owned(table, seminar.id)
        if mine is None or table.name in NOT_KEPT:
            continue
        rows = db.execute(select(table).where(mine)).all()
        if rows:
            into.execute(insert(table), [_kept(table, row, seminar) for row in rows])


def _kept(table: Table, row: Row[Any], seminar: Seminar) -> dict[str, Any]:
    made = dict(row._mapping)
    if table is Seminar.__table__:
        made |= {"token": "kept", "code": "kept", "screen_token": "kept", "rehearses": None,
                 "notice": ""}  # fmt: skip
    return made


def _forget(into: Session) -> None:
    """Nobody's name but those that the outcome shows, and nothing to undo."""
    people = {"name": "", "brought_by_id": None}
    into.execute(update(Participant).values(people))
    into.execute(update(Item).values(author_id=None))
    into.execute(update(Act).values(changes=[], lasts="ended"))
    into.execute(update(Entry).values(actor="facilitator"))
    unnamed = update(Agreement).where(Agreement.consent_public.is_(False))
    into.execute(unnamed.values(collector_contact=""))
    into.execute(unnamed.where(Agreement.collector_name != "").values(collector_name=NAMELESS))
    into.execute(update(Agreement).where(Agreement.deputy_name != "").values(deputy_name=NAMELESS))


# --- reading one -----------------------------------------------------------------------------


def _unpacked(file: bytes) -> tuple[dict[str, Any], bytes]:
    """What the first line says, and the database. Nothing is unpacked beyond what is allowed."""
    if len(file) > LARGEST:
        raise Refused("large_file", N_("The archive is larger than %(most)s MB. Nothing was taken "
                                       "in."), most=LARGEST // 1024 // 1024)  # fmt: skip
    line, _, rest = file.removeprefix(MAGIC).partition(b"\n")
    if not file.startswith(MAGIC):
        raise Refused("bad_archive", BROKEN)
    try:
        says = json.loads(line)
        assert isinstance(says, dict) and says.keys() == KEYS
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(rest, UNPACKED)
        whole = unpacking.eof and not unpacking.unconsumed_tail and not unpacking.unused_data
    except (ValueError, AssertionError, zlib.error, RecursionError):
        raise Refused("bad_archive", BROKEN) from None
    if not whole or len(data) != says["size"] or hashlib.sha256(data).hexdigest() != says["sha256"]:
        raise Refused("bad_archive", BROKEN)
    return says, data


def _in_memory(data: bytes) -> Engine:
    def open_it() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.deserialize(data)
        connection.execute("PRAGMA trusted_schema=OFF")
        return connection

    return create_engine("sqlite://", creator=open_it, poolclass=StaticPool)


def _checked(engine: Engine, says: dict[str, Any]) -> None:
    """That it is a database of ours, whole, of one seminar, and tells what it was made to tell."""
    if not isinstance(says["schema"], str) or not known(says["schema"]):
        raise Refused("newer_archive", NEWER)
    with engine.connect() as connection:
        sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if not sound or loose or version != says["schema"]:
            raise Refused("bad_archive", BROKEN)
    migrate(Storage(engine, engine))
    if _schema(engine) != _ours():
        raise Refused("bad_archive", BROKEN)
    with Session(engine) as db:
        kept = db.scalars(_the_one()).all()
        if len(kept) != 1 or kept[0].title != says["title"] \
                or fingerprint(canonical(outcome(db, kept[0]))) != says["outcome"]:  # fmt: skip
            raise Refused("bad_archive", BROKEN)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")


def _schema(engine: Engine) -> set[tuple[Any, ...]]:
    """What the database is made of. A table's constraints may stand in any order."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master")
        return {(*row[:3], frozenset(part.strip(" ,") for part in (row[3] or "").splitlines()))
                for row in rows}  # fmt: skip


def _ours() -> set[tuple[Any, ...]]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    migrate(Storage(engine, engine))
    return _schema(engine)
