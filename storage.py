"""The database: SQLite beside the app, or PostgreSQL by DATABASE_URL; opened and migrated here.

Two engines on one database: `read` for short looks, `write` for the one writer, whose
transactions on SQLite begin IMMEDIATE, so that a read followed by a write can never fail half-way.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

OURS = 0x666C6F6B65  # the number of our lock in PostgreSQL
MIGRATIONS = Path(__file__).parent / "migrations"


class NewerDatabase(Exception):
    """The database was made by a newer version of Floke than this one."""


class Writing(Session):
    """A session of the writer's, which listens to what it does (live/writer.py)."""


@dataclass(frozen=True)
class Storage:
    read: Engine
    write: Engine

    def reading(self) -> Session:
        """A short look at what is committed."""
        return Session(self.read, expire_on_commit=False)

    def writing(self) -> Writing:
        """A transaction of the writer's. Nothing in it may yield to another greenlet on SQLite."""
        return Writing(self.write, expire_on_commit=False)

    def wipe_freed(self) -> None:
        """Write the log back and cut it, so that what was deleted is nowhere on disk."""
        if self.write.dialect.name == "sqlite":
            with self.write.connect() as connection:
                raw = connection.connection.dbapi_connection
                assert raw is not None
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """For what must not be done by two processes at once. SQLite has one process."""
        if self.write.dialect.name == "sqlite":
            yield
            return
        with self.write.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:ours)"), {"ours": OURS})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:ours)"), {"ours": OURS})

    def close(self) -> None:
        self.read.dispose()
        self.write.dispose()


def connect(url: str) -> Storage:
    """Open the database at `url` (an SQLAlchemy address). Its folder is made if missing."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        engine = create_engine(address, pool_size=10, pool_pre_ping=True, json_deserializer=decoded)
        return Storage(engine, engine)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    told = {"check_same_thread": False, "timeout": 10}
    engine = create_engine(address, connect_args=told, json_deserializer=decoded)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "reset", _leave_clean)
    return Storage(engine, engine.execution_options(write=True))


def decoded(text: str) -> Any:
    """As `json.loads`, and several times as fast for all but what only Python calls JSON."""
    try:
        return msgspec.json.decode(text)
    except msgspec.MsgspecError:  # NaN, or half of a sign
        return json.loads(text)


def _prepare(connection: Any, _record: Any) -> None:
    """SQLite as it must be: our own transactions, real fsyncs, checked references, no remains."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _leave_clean(connection: Any, *_: Any) -> None:
    """A commit that failed (full disk) may have left its transaction open and the file locked."""
    if connection.in_transaction:
        connection.rollback()


def migrate(storage: Storage) -> None:
    """Bring an older database up to this version; refuse a newer one and leave it as it is.

    A SQLite file with data in it is copied beside itself before its schema is changed.
    """
    if _revision(storage) == head():
        return
    with storage.alone():
        _bring_up(storage)


def _bring_up(storage: Storage) -> None:
    current = _revision(storage)
    if current == head():
        return  # another process was here first
    if current is not None:
        if not known(current):
            raise NewerDatabase(current)
        _keep_copy(storage)
    upgrade(storage)


def upgrade(storage: Storage, version: str = "head") -> None:
    """Change the schema in one transaction: killed in the middle, the database is as it was."""
    config = _config()
    with storage.write.connect() as connection:
        config.attributes["connection"] = connection
        with _references_off(connection):
            command.upgrade(config, version)


def _revision(storage: Storage) -> str | None:
    with storage.read.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The version of the schema that this Floke works on."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def known(revision: str) -> bool:
    """Whether the version is this one, or one that it can be made from."""
    script = ScriptDirectory.from_config(_config())
    return revision in {each.revision for each in script.walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


@contextmanager
def _references_off(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew: references are checked when all of it is done."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
    assert not broken, f"the migration left references that lead nowhere: {broken[:3]}"


def _keep_copy(storage: Storage) -> None:
    file = storage.read.url.database
    if storage.read.dialect.name == "sqlite" and file:
        storage.wipe_freed()
        kept = f"{file}.before-{time.strftime('%Y%m%d-%H%M%S')}"
        shutil.copy2(file, f"{kept}.part")
        Path(f"{kept}.part").replace(kept)  # what bears the name is whole
