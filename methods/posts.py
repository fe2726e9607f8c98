"""Short public news from whoever runs the seminar, dated, on the outcome page (mission B13)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import clock
from methods.refusal import Refused
from methods.text import clean
from models import Post, Seminar
from translations import N_

MOST = 600  # characters


def of(db: Session, seminar: Seminar) -> Sequence[Post]:
    """All of a seminar, the newest first."""
    mine = select(Post).where(Post.seminar_id == seminar.id)
    return db.scalars(mine.order_by(Post.at.desc(), Post.id.desc())).all()


def add(db: Session, seminar: Seminar, text: str) -> Post:
    """Tell everyone who reads the page. Refuses an empty text, and one of more than 600 signs."""
    made = Post(seminar_id=seminar.id, text=clean(text, MOST, lines=True), at=clock.now())
    db.add(made)
    db.flush()
    return made


def remove(db: Session, seminar: Seminar, number: str) -> None:
    """Take it off the page. Refuses one that is not this seminar's."""
    found = next((p for p in of(db, seminar) if str(p.id) == number), None)
    if found is None:
        raise Refused("no_post", N_("That news is not on the page any more."))
    db.delete(found)
