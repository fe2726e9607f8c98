"""A seminar by the link of its outcome: held here, or kept as an archive of one held elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import abort
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

import archives
from live.house import house
from methods.seminars import by_token
from models import Archive, Seminar

OPEN = 4  # archives that are kept open in memory
_open: dict[str, Engine] = {}


@contextmanager
def opened(token: str) -> Iterator[tuple[Session, Seminar]]:
    """The seminar, to be read; a page that says so if there is none with that link."""
    with house().storage.reading() as db:
        seminar = by_token(db, token)
        kept = None if seminar else db.scalar(select(Archive).where(Archive.token == token))
        if seminar is not None:
            yield db, seminar
            return
    if kept is None:
        abort(404)
    with Session(_engine(kept)) as db:
        yield db, archives.the_seminar(db)


def _engine(kept: Archive) -> Engine:
    if kept.sha256 not in _open:
        while len(_open) >= OPEN:
            _open.pop(next(iter(_open))).dispose()
        _open[kept.sha256] = archives.opened(kept.data)
    return _open[kept.sha256]
