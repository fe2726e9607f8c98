"""A seminar that begins with a sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from methods.catalogue import parse
from storage import Storage
from tests.cast import Cast
from tests.plays import sheets


@pytest.fixture
def room(storage: Storage) -> Iterator[Cast]:
    """A seminar that begins with a sheet of every kind of field; there are no tables yet."""
    made = Cast(storage, method=parse(sheets.METHOD, "sheets"))
    yield made
    made.close()
