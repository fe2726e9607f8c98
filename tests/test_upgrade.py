"""From every released schema with people's work in it: the new one whole, or the old one untouched.

(spec/quality.md R19.) A process is killed at many moments of the change, as by a power cut.
"""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import event

from storage import Storage, _config, connect, head, migrate, upgrade
from tests.test_storage import FIRST

VERSIONS = sorted(s.revision for s in ScriptDirectory.from_config(_config()).walk_revisions())
KILLS = 10


def made(folder: Path, version: str) -> Storage:
    """A database of that version, in which a seminar was held by the first."""
    storage = connect(f"sqlite:///{folder / 'floke.sqlite'}")
    upgrade(storage, VERSIONS[0])
    with storage.write.begin() as connection:
        for row in FIRST.strip().split(";\n"):
            connection.exec_driver_sql(row.replace("%", "%%"))
    upgrade(storage, version)
    return storage


def whole(storage: Storage) -> tuple[str, Any, dict[str, Any]]:
    """The version, the schema, and how many rows there are of what the first version held."""
    with storage.read.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        told = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
        schema = {
            name: sorted(line.strip("\t ,") for line in (sql or "").splitlines())
            for name, sql in told
        }  # a table made anew has its constraints in any order
        tables = [row.split("INSERT INTO ")[1].split()[0] for row in FIRST.strip().split(";\n")]
        rows = {table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
                for table in tables}  # fmt: skip
        return str(version), schema, rows


def steps(storage: Storage, killed_at: int = -1) -> int:
    """Migrate in a process of its own, killed before that statement; how many it has done.

    The last one is the commit.
    """
    ours, theirs = os.pipe()
    if not (child := os.fork()):

        def done(*_: Any) -> None:
            nonlocal killed_at
            if not killed_at:
                os.kill(os.getpid(), signal.SIGKILL)
            killed_at -= 1
            os.write(theirs, b".")

        event.listen(storage.write, "before_cursor_execute", done)
        event.listen(storage.write, "commit", done)
        migrate(storage)
        os._exit(0)
    os.close(theirs)
    os.waitpid(child, 0)
    with os.fdopen(ours, "rb") as told:
        return len(told.read())


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_becomes_this_one_and_nothing_of_it_is_lost(
        version: str, tmp_path: Path) -> None:  # fmt: skip
    storage = made(tmp_path, version)
    _version, _schema, rows = whole(storage)
    migrate(storage)
    assert (whole(storage)[0], whole(storage)[2]) == (head(), rows)
    assert set(rows.values()) == {1}
    assert len(list(tmp_path.glob("*.before-*"))) == (version != head())
    storage.close()


def test_a_killed_upgrade_leaves_the_old_or_the_new_and_is_done_the_next_time(
        tmp_path: Path) -> None:  # fmt: skip
    storage = made(tmp_path, VERSIONS[0])
    old = whole(storage)
    storage.wipe_freed()
    storage.close()
    for number in range(KILLS + 1):
        shutil.copy(tmp_path / "floke.sqlite", tmp_path / f"{number}.sqlite")
    storage = connect(f"sqlite:///{tmp_path / f'{KILLS}.sqlite'}")
    all_of_it = steps(storage)
    new = whole(storage)
    storage.close()
    for number in range(KILLS):
        storage = connect(f"sqlite:///{tmp_path / f'{number}.sqlite'}")
        at = all_of_it - 1 - number * all_of_it // KILLS  # the first: before the commit
        assert steps(storage, killed_at=at) == at
        assert whole(storage) == old
        if number == 0:  # nearly all had been done, and counts for nothing
            migrate(storage)
            assert whole(storage) == new
        storage.close()
