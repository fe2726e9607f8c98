"""Backup and restore: a whole copy of the database while the server runs, and the way back.

On SQLite a copy is one transaction's view, written anew (`VACUUM INTO`), so that nothing deleted
is in it; the server goes on writing meanwhile. On PostgreSQL its own tools do the same. A copy
taken while a vote is open holds the link between phone and ballot, as the database does: it is
readable by its owner alone, and kept for a day unless told otherwise (spec/quality.md §2).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError

from storage import connect, head, known

KEEP_HOURS = 24.0
ENDING = {"sqlite": ".sqlite", "postgresql": ".pgdump"}


class NotDone(Exception):
    """A copy or a way back that was refused, in words. Nothing was changed."""


def backup(database: str, folder: Path, keep_hours: float = KEEP_HOURS,
           tell: Callable[[str], None] = lambda _: None) -> Path:  # fmt: skip
    """A new copy of the database at the address `database` in `folder`; its file.

    Older copies in the folder that have stood for more than `keep_hours` go. Raises `NotDone`.
    """
    url = make_url(database)
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"floke-{time.strftime('%Y%m%d-%H%M%S')}{ENDING[url.get_backend_name()]}"
    part = made.with_suffix(".part")
    tell(f"Copying to {made}")
    part.touch(0o600)  # nobody else may read it, from its first byte
    try:
        _copy_sqlite(url, part) if url.get_backend_name() == "sqlite" else _dump(url, part)
        tell("Checking the copy")
        _check(part) if url.get_backend_name() == "sqlite" else None
        _settle(part, made)
    finally:
        part.unlink(missing_ok=True)
    for old in sorted(folder.glob(f"floke-*{made.suffix}")):
        if old != made and time.time() - old.stat().st_mtime > keep_hours * 3600:
            old.unlink()
            tell(f"Removed {old.name}, older than {keep_hours:g} hours")
    return made


def restore(database: str, copy: Path, tell: Callable[[str], None] = lambda _: None) -> Path | None:
    """Put `copy` where the database is; where the one before was put aside (None: there was none).

    Refused (`NotDone`) while a server runs on it, and of a file that is broken, no copy of ours, or
    made by a newer Floke: the database is then as it was.
    """
    url = make_url(database)
    if not copy.is_file():
        raise NotDone(f"There is no file {copy}.")
    if url.get_backend_name() != "sqlite":
        tell(f"Restoring {copy.name}")
        _tool(url, "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
              f"--dbname={url.database}", str(copy))  # fmt: skip
        return None
    tell(f"Checking {copy.name}")
    _check(copy)
    file = Path(url.database or "")
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    shutil.copyfile(copy, part)
    part.chmod(0o600)
    aside = _put_aside(file)
    _settle(part, file)
    return aside


def _copy_sqlite(url: URL, part: Path) -> None:
    if not Path(url.database or "").is_file():
        raise NotDone(f"There is no database at {url.database} yet, so there is nothing to copy.")
    part.unlink()  # SQLite makes the file itself, and asks that it is not there
    mask = os.umask(0o077)
    try:
        with closing(
            sqlite3.connect(f"file:{url.database}?mode=ro", uri=True, timeout=30)
        ) as source:
            source.execute("VACUUM INTO ?", (str(part),))
    except sqlite3.Error as error:
        raise NotDone(f"The copy could not be made: {error}. The database is as it was.") from None
    finally:
        os.umask(mask)


def _check(file: Path) -> None:
    """That the file is a whole database of a version we know. Raises `NotDone`."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
            fault = opened.execute("PRAGMA integrity_check").fetchone()[0]
        storage = connect(f"sqlite:///{file}")
        with storage.read.connect() as connection:
            revision = MigrationContext.configure(connection).get_current_revision()
        storage.close()
    except (sqlite3.Error, DatabaseError):
        raise NotDone(f"{file.name} is not a database, or it is broken. Nothing was "
                      "changed.") from None  # fmt: skip
    if fault != "ok":
        raise NotDone(f"{file.name} is damaged ({fault[:80]}). Nothing was changed.")
    if revision is None or not known(revision):
        raise NotDone(f"{file.name} is no copy of a Floke database that this version can read "
                      f"(it has {revision or 'no version'}, this is {head()}). Nothing was "
                      "changed.")  # fmt: skip


def _put_aside(file: Path) -> Path | None:
    """Move the database away, its log written back into it. Refused while a server has it open.

    SQLite leaves its write-ahead log only when nobody else has the file open.
    """
    if not file.exists():
        return None
    try:
        with closing(sqlite3.connect(file, timeout=1)) as opened:
            mode = opened.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        mode = "wal"
    except sqlite3.DatabaseError:
        mode = "delete"  # it is broken, which is why it is replaced
    if mode != "delete":
        file.with_suffix(".part").unlink(missing_ok=True)
        raise NotDone("A server is using the database. Stop it first, then restore. Nothing was "
                      "changed.")  # fmt: skip
    aside = file.with_name(f"{file.name}.before-{time.strftime('%Y%m%d-%H%M%S')}")
    file.rename(aside)
    for rest in ("-wal", "-shm"):
        file.with_name(file.name + rest).unlink(missing_ok=True)
    return aside


def _dump(url: URL, part: Path) -> None:
    _tool(url, "pg_dump", "--format=custom", "--no-owner", f"--file={part}")


def _tool(url: URL, name: str, *words: str) -> None:
    """One of PostgreSQL's own tools. The password goes by its environment, not on its line."""
    asked = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username,
             "PGPASSWORD": url.password, "PGDATABASE": url.database}  # fmt: skip
    environment = os.environ | {key: str(value) for key, value in asked.items() if value}
    try:
        subprocess.run([name, *words], env=environment, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise NotDone(f"{name} is not on this machine: install PostgreSQL's client "
                      "(Debian: postgresql-client).") from None  # fmt: skip
    except subprocess.CalledProcessError as error:
        raise NotDone(f"{name} says: {error.stderr.strip()[-300:]}. Nothing was changed.") from None


def _settle(part: Path, file: Path) -> None:
    """The file under its name at once and whole, on disk, also after a power cut."""
    with part.open("rb+") as opened:
        os.fsync(opened.fileno())
    part.replace(file)
    if sys.platform != "win32":
        place = os.open(file.parent, os.O_RDONLY)
        os.fsync(place)
        os.close(place)
