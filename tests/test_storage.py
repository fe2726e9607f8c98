"""The database: models and migrations agree, a newer one is refused, SQLite is as it must be."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from models import Base
from storage import NewerDatabase, Storage, connect, migrate
from tests.cast import Cast


def test_models_and_migrations_agree(storage: Storage) -> None:
    with storage.read.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "newer.sqlite"
    storage = connect(f"sqlite:///{file}")
    migrate(storage)
    with storage.write.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    storage.close()
    before = file.read_bytes()
    again = connect(f"sqlite:///{file}")
    with pytest.raises(NewerDatabase):
        migrate(again)
    again.close()
    assert file.read_bytes() == before


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    storage = connect(f"sqlite:///{tmp_path / 'floke.sqlite'}")
    migrate(storage)
    migrate(storage)
    assert list(tmp_path.glob("*.before-*")) == []
    storage.close()


def test_sqlite_syncs_checks_and_wipes(tmp_path: Path) -> None:
    storage = connect(f"sqlite:///{tmp_path / 'floke.sqlite'}")
    with storage.read.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    storage.close()


def test_a_voter_has_one_ballot_and_a_ballot_one_tick_an_item(cast: Cast) -> None:
    anna = cast.join(name="Anna")
    step = cast.step()
    ballot = (
        "INSERT INTO ballot (id, step_id, phase, slot, confirmed, words) "
        "VALUES (:id, :s, 1, 'x', :no, '')"
    )
    cast.db.execute(text(ballot), {"id": 1, "s": step.id, "no": False})
    with pytest.raises(IntegrityError):
        cast.db.execute(text(ballot), {"id": 2, "s": step.id, "no": False})
    cast.db.rollback()
    member = (
        "INSERT INTO membership (step_id, group_id, participant_id, joined_at, host) "
        "SELECT step_id, group_id, participant_id, 0, :no FROM membership WHERE participant_id = :p"
    )
    with pytest.raises(IntegrityError):
        cast.db.execute(text(member), {"p": anna.id, "no": False})
    cast.db.rollback()
