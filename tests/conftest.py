"""The fixtures every test may use. DATABASE_URL runs the same tests on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Dialect, create_engine, event, make_url, text

from models import Base
from storage import Storage, connect, migrate
from tests.cast import OPEN, Cast

# What holds of any example holds on a busy machine too: no example has to be fast.
settings.register_profile("anywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("anywhere")


# Servers are started again and again: they read what the first of them has compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Tests never lose power: PostgreSQL need not wait for the disk, neither here nor under a server.
os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")

LONG = ("browser", "server", "demo", "alike")  # the marks of tests that take long

DIALECTS: dict[str, Dialect] = {}  # by name: with one in common, databases share what is compiled
COMPILED: dict[Any, Any] = {}

EMPTIED = f"""
SET LOCAL lock_timeout = '30s';  -- fail, do not wait forever
LOCK TABLE {(TABLES := ", ".join(f'"{t.name}"' for t in Base.metadata.sorted_tables))};
SET LOCAL session_replication_role = replica;  -- in any order
{"".join(f"DELETE FROM {table};" for table in TABLES.split(", "))}
SELECT setval((quote_ident(schemaname) || '.' || quote_ident(sequencename))::regclass, 1, false)
FROM pg_sequences WHERE last_value IS NOT NULL;
"""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files with what takes long come first, so that no core is idle at the end.

    On PostgreSQL: every test that opens a database or starts a server, but not those marked
    `alike`. These lead another seminar by statements that other tests send there too (pages
    painted, steps left out, a morning of votes played again), so that one database is enough. What
    may differ is never `alike`: concurrency, the writer, races, constraints, migrations, archives,
    copies, undoing, and one play at least of every command.
    """
    long = {item.path for item in items if any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: item.path not in long)
    if os.environ.get("DATABASE_URL"):
        kept = [item for item in items if _asks_the_database(item)]
        config.hook.pytest_deselected(
            items=[item for item in items if not _asks_the_database(item)]
        )
        items[:] = kept


def _asks_the_database(item: pytest.Item) -> bool:
    opens = "migrated" in getattr(item, "fixturenames", ())
    return bool(opens or item.get_closest_marker("server")) and not item.get_closest_marker("alike")


@pytest.fixture(scope="session", autouse=True)
def own_database(worker_id: str) -> Iterator[None]:
    """Workers beside each other on PostgreSQL have a database each, also the servers they start."""
    url = os.environ.get("DATABASE_URL")
    if not url or worker_id == "master":
        yield
        return
    own = make_url(url).set(database=f"{make_url(url).database}_{worker_id}")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection, pytest.MonkeyPatch.context() as patch:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{own.database}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{own.database}"'))
        patch.setenv("DATABASE_URL", own.render_as_string(hide_password=False))
        yield
        connection.execute(text(f'DROP DATABASE "{own.database}" WITH (FORCE)'))
    engine.dispose()


@pytest.fixture(scope="session")
def migrated(own_database: None, tmp_path_factory: pytest.TempPathFactory) -> Path | str:
    """A migrated database: a SQLite file to copy, or the address of a PostgreSQL one."""
    url = os.environ.get("DATABASE_URL")
    file = tmp_path_factory.mktemp("database") / "floke.sqlite"
    storage = connect(url or f"sqlite:///{file}")
    migrate(storage)
    DIALECTS[storage.write.name] = storage.write.dialect
    storage.close()
    return url or file


def compiled_once(storage: Storage) -> None:
    """A statement is compiled for the first database that it is sent to, and not for each anew."""
    for engine in (storage.read, storage.write):
        engine.dialect = DIALECTS[engine.name]
        engine.update_execution_options(compiled_cache=COMPILED)


@contextmanager
def fresh(migrated: Path | str, folder: Path) -> Iterator[Storage]:
    """An empty database: a copy of the migrated one in `folder`, or PostgreSQL's tables emptied."""
    if isinstance(migrated, Path):
        shutil.copy(migrated, folder / "floke.sqlite")
        opened = connect(f"sqlite:///{folder / 'floke.sqlite'}")
        event.listen(opened.write, "connect", in_haste)
    else:
        opened = connect(migrated)
        with opened.write.begin() as connection:
            connection.exec_driver_sql(EMPTIED)
    compiled_once(opened)
    yield opened
    opened.close()


def in_haste(connection: Any, _record: Any) -> None:
    """The same rules without waiting for the disk: for what never loses power."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(autouse=True)
def nothing_is_left_open() -> Iterator[None]:
    """A transaction that a test has left open would keep the next one from its tables."""
    before = len(OPEN)  # those of a whole module are its own to close
    yield
    while len(OPEN) > before:
        OPEN.pop().close()


@pytest.fixture
def storage(migrated: Path | str, tmp_path: Path) -> Iterator[Storage]:
    """A fresh database for one test."""
    with fresh(migrated, tmp_path) as opened:
        yield opened


@pytest.fixture
def cast(storage: Storage) -> Iterator[Cast]:
    """A seminar for 96, doors closed, and its facilitator Kari."""
    made = Cast(storage)
    yield made
    made.close()
