"""The database: models and migrations agree, a newer one is refused, SQLite is as it must be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from models import Base
from storage import MIGRATIONS, NewerDatabase, Storage, connect, decoded, migrate
from tests.cast import Cast

FIRST = """
INSERT INTO facilitator VALUES (1, 'Kari', 'kari@example.org', '-', 0);
INSERT INTO seminar (id, facilitator_id, token, code, screen_token, method_id, title, question,
 sponsor, promise, contact, language, size, state, notice, seq, created_at)
 VALUES (1, 1, 't', 'ACDEFG', 's', 'ovre_eiker', 'Bygda', 'Hva?', '', '', '', 'nb', 8, 'open', '',
 0, 0);
INSERT INTO step (id, seminar_id, key, round, position, activity, title, lead, settings, source,
 take, minutes, state, phase, data) VALUES (1, 1, 'huk', 1, 0, 'vote', '{}', '{}', '{}', '', 'all',
 5, 'open', 1, '{}');
INSERT INTO participant (id, seminar_id, name, language, removed, joined_at)
 VALUES (1, 1, 'Anna', 'nb', 0, 0);
INSERT INTO group_ (id, seminar_id, step_id, kind, number, state, done)
 VALUES (1, 1, 1, 'table', 1, 'open', 0);
INSERT INTO membership VALUES (1, 1, 1, 1, 0, NULL, 1);
INSERT INTO item (id, seminar_id, step_id, kind, number, title, body, source, status, reason,
 forward, revision) VALUES (1, 1, 1, 'problem', 1, 'Bussen går ikke', '', '', 'live', '', 1, 1);
INSERT INTO ballot VALUES (7, 1, 1, 'slot', 1, 0, '');
INSERT INTO tick VALUES (7, 1, 1);
INSERT INTO score VALUES (7, 'nytte', 4);
INSERT INTO line VALUES (1, 1, 1, 'mener', 'Ja', 1)
"""


@pytest.mark.parametrize("value", ["ø", "\ud800", 2**70, 0.1, float("inf"), [None, True, {"a": 1}]])
def test_what_is_kept_as_json_is_read_as_it_was(value: Any) -> None:
    assert decoded(json.dumps(value)) == value


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


def test_a_filled_database_of_the_first_version_is_brought_up_whole(tmp_path: Path) -> None:
    storage = connect(f"sqlite:///{tmp_path / 'floke.sqlite'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with storage.write.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with storage.write.begin() as connection:
        for row in FIRST.strip().split(";\n"):
            connection.exec_driver_sql(row.replace("%", "%%"))
    migrate(storage)
    with storage.read.connect() as connection:
        score = connection.exec_driver_sql("SELECT ballot_id, item_id, criterion, value FROM score")
        assert score.all() == [(7, None, "nytte", 4)]
        item = connection.exec_driver_sql("SELECT title, fields, category, author_id FROM item")
        assert item.all() == [("Bussen går ikke", "{}", "", None)]
        for table in ("tick", "membership", "line", "seminar", "participant"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 1, table
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert len(list(tmp_path.glob("*.before-*"))) == 1
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
