"""Granvik's whole day, played once for all that is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from models import Agreement
from reports.outcome import outcome
from tests.conftest import fresh
from tests.methods.granvik import Granvik


@dataclass(frozen=True)
class Day:
    """`told` is its outcome, `collectors` the names of all who collect, with a yes or without."""

    told: dict[str, Any]
    collectors: set[str]


@pytest.fixture(scope="session")
def day(migrated: Path | str, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Nothing is left open: on PostgreSQL the next test empties the database."""
    with fresh(migrated, tmp_path_factory.mktemp("granvik")) as storage:
        made = Granvik(storage)
        made.to_the_end()
        db = made.cast.db
        day = Day(outcome(db, made.cast.seminar), set(db.scalars(select(Agreement.collector_name))))
        made.cast.close()
    return day


@pytest.fixture
def told(day: Day) -> dict[str, Any]:
    return day.told
