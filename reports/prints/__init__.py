"""Prints: what hangs on a wall or lies on a table, as PDF with codes to scan.

A print is a function here that gives data, and a sheet of that name in `sheets/` that lays it out
(typst). To add one, write both and put it in `PRINTS`. What is refused is refused in words before
any paper is made.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from models import Seminar
from reports.prints import (
    agreements,
    ballots,
    invitation,
    letters,
    outcome,
    running,
    tables,
    topics,
)
from reports.prints.common import Asked, Print
from translations import use

PRINTS: dict[str, Callable[[Session, Seminar, Asked], Print]] = {
    "poster": invitation.poster,
    "card": invitation.card,
    "tables": tables.cards,
    "ballots": ballots.ballots,
    "topics": topics.sheets,
    "running": running.order,
    "agreements": agreements.poster,
    "outcome": outcome.poster,
    "letters": letters.letters,
}


def data(db: Session, seminar: Seminar, name: str, asked: Asked) -> Print:
    """The sheet and the data of a print, in the seminar's language. Refuses in words."""
    with use(seminar.language):
        return PRINTS[name](db, seminar, asked)
