"""A copy while the server writes, and the way back: whole, checked, or refused in words."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url

from copies import NotDone, backup, restore
from models import Facilitator
from storage import Storage, connect, migrate


def address(storage: Storage) -> str:
    return storage.read.url.render_as_string(hide_password=False)


def write(storage: Storage, name: str) -> None:
    with storage.writing() as db:
        db.add(Facilitator(name=name, email=name, password_hash="x", created_at=1))
        db.commit()


def names(storage: Storage) -> list[str]:
    with storage.reading() as db:
        return list(db.scalars(select(Facilitator.name).order_by(Facilitator.id)))


@pytest.fixture
def open_file(tmp_path: Path) -> Storage:
    """A database in use, as a server has it."""
    made = connect(f"sqlite:///{tmp_path / 'floke.sqlite'}")
    migrate(made)
    write(made, "Åse")
    return made


def test_what_was_written_before_the_copy_is_back_and_what_came_after_is_kept_beside(
        open_file: Storage, tmp_path: Path) -> None:  # fmt: skip
    copy = backup(address(open_file), tmp_path / "kopier")
    write(open_file, "Bjørn")
    open_file.close()
    aside = restore(address(open_file), copy)
    again = connect(address(open_file))
    assert names(again) == ["Åse"]
    again.close()
    assert aside
    before = connect(f"sqlite:///{aside}")
    assert names(before) == ["Åse", "Bjørn"]
    before.close()


def test_the_copy_is_its_owners_alone_and_holds_nothing_deleted(
        open_file: Storage, tmp_path: Path) -> None:  # fmt: skip
    write(open_file, "hemmelig-navn")
    with open_file.writing() as db:
        db.execute(text("DELETE FROM facilitator WHERE name = 'hemmelig-navn'"))
        db.commit()
    copy = backup(address(open_file), tmp_path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert b"hemmelig-navn" not in copy.read_bytes()
    assert not list(tmp_path.glob("*.part"))
    open_file.close()


def test_a_copy_is_taken_in_the_middle_of_a_transaction(open_file: Storage, tmp_path: Path) -> None:
    with open_file.writing() as db:
        db.add(Facilitator(name="halv", email="halv", password_hash="x", created_at=1))
        db.flush()
        copy = backup(address(open_file), tmp_path / "kopier")
        db.rollback()
    open_file.close()
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT name FROM facilitator").fetchall() == [("Åse",)]


def test_nothing_is_put_back_under_a_running_server(open_file: Storage, tmp_path: Path) -> None:
    copy = backup(address(open_file), tmp_path / "kopier")
    write(open_file, "Bjørn")
    with pytest.raises(NotDone, match="Stop it first"):
        restore(address(open_file), copy)
    assert names(open_file) == ["Åse", "Bjørn"]
    open_file.close()


@pytest.mark.parametrize("wrong", ["torn", "text", "foreign", "newer", "missing"])
def test_a_wrong_file_changes_nothing(open_file: Storage, tmp_path: Path, wrong: str) -> None:
    copy = backup(address(open_file), tmp_path / "kopier")
    open_file.close()
    if wrong == "torn":
        copy.write_bytes(copy.read_bytes()[:40_000] + os.urandom(40_000))
    if wrong == "text":
        copy.write_text("Kjære Floke")
    if wrong == "foreign":
        copy.unlink()
        with closing(sqlite3.connect(copy)) as made, made:
            made.execute("CREATE TABLE bilde (id INTEGER)")
    if wrong == "newer":
        with closing(sqlite3.connect(copy)) as made, made:
            made.execute("UPDATE alembic_version SET version_num = '9999'")
    if wrong == "missing":
        copy.unlink()
    with pytest.raises(NotDone):
        restore(address(open_file), copy)
    again = connect(address(open_file))
    assert names(again) == ["Åse"]
    again.close()


def test_old_copies_go_and_nothing_else_does(open_file: Storage, tmp_path: Path) -> None:
    folder = tmp_path / "kopier"
    old = backup(address(open_file), folder).rename(folder / "floke-20200101-000000.sqlite")
    (folder / "notat.sqlite").write_text("mitt")
    long_ago = time.time() - 25 * 3600
    os.utime(old, (long_ago, long_ago))
    os.utime(folder / "notat.sqlite", (long_ago, long_ago))
    backup(address(open_file), folder)
    assert not old.exists()
    assert (folder / "notat.sqlite").exists()
    open_file.close()


def test_a_command_makes_a_copy_and_another_refuses_a_wrong_one(
        open_file: Storage, tmp_path: Path) -> None:  # fmt: skip
    asked = os.environ | {"FLOKE_DATA": str(tmp_path), "DATABASE_URL": ""}
    words = [sys.executable, "run.py"]
    made = subprocess.run([*words, "backup"], env=asked, capture_output=True, text=True, check=True)
    assert len(list((tmp_path / "backups").glob("floke-*.sqlite"))) == 1
    assert "bytes" in made.stdout
    back = subprocess.run([*words, "restore", str(tmp_path / "ingen")], env=asked, text=True,
                          capture_output=True, check=False)  # fmt: skip
    assert (back.returncode, back.stdout) == (1, "")
    assert "There is no file" in back.stderr
    open_file.close()


def test_postgresql_is_copied_and_put_back_by_its_own_tools(
        storage: Storage, tmp_path: Path) -> None:  # fmt: skip
    if storage.read.dialect.name != "postgresql":
        pytest.skip("this run is on SQLite; the run on PostgreSQL does it")
    write(storage, "Åse")
    copy = backup(address(storage), tmp_path)
    url = make_url(address(storage)).set(database=f"floke_restored_{os.getpid()}")
    admin = create_engine(storage.read.url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{url.database}"'))
        try:
            restore(url.render_as_string(hide_password=False), copy)
            back = connect(url.render_as_string(hide_password=False))
            assert names(back) == ["Åse"]
            back.close()
        finally:
            connection.execute(text(f'DROP DATABASE "{url.database}" WITH (FORCE)'))
    admin.dispose()
