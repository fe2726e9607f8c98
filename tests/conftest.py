"""The fixtures every test may use. DATABASE_URL runs the same tests on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from models import Base
from storage import Storage, connect, migrate
from tests.cast import Cast


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path | str:
    """A migrated database: a SQLite file to copy, or the address of a PostgreSQL one."""
    url = os.environ.get("DATABASE_URL")
    file = tmp_path_factory.mktemp("database") / "floke.sqlite"
    storage = connect(url or f"sqlite:///{file}")
    migrate(storage)
    storage.close()
    return url or file


@contextmanager
def fresh(migrated: Path | str, folder: Path) -> Iterator[Storage]:
    """An empty database: a copy of the migrated one in `folder`, or PostgreSQL's tables emptied."""
    if isinstance(migrated, Path):
        shutil.copy(migrated, folder / "floke.sqlite")
        opened = connect(f"sqlite:///{folder / 'floke.sqlite'}")
    else:
        opened = connect(migrated)
        tables = ", ".join(f'"{t.name}"' for t in Base.metadata.sorted_tables)
        with opened.write.begin() as connection:
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    yield opened
    opened.close()


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
