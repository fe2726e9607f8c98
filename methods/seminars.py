"""Making a seminar from a method, and finding one by what people have in hand."""

from __future__ import annotations

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import clock
from methods.catalogue import Method
from methods.refusal import Refused
from methods.text import clean
from models import Facilitator, Seminar, Step
from translations import LANGUAGES, N_

ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"  # no signs that are mistaken for each other
CODE_LENGTH = 6


def code(length: int = CODE_LENGTH) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def create(
    db: Session, owner: Facilitator, method: Method, *, title: str, question: str, language: str,
    size: int, sponsor: str = "", promise: str = "", contact: str = "",
) -> Seminar:  # fmt: skip
    """A new seminar with the method's steps, timed for `size` people (2 to 1000). Doors closed."""
    if not 2 <= size <= 1000:
        raise Refused("bad_size", N_("A seminar has from 2 to 1000 people."))
    seminar = Seminar(
        facilitator_id=owner.id, token=secrets.token_urlsafe(16), code=_free_code(db),
        screen_token=secrets.token_urlsafe(16), method_id=method.id, title=clean(title, 120),
        question=clean(question, 280), sponsor=clean(sponsor, 120, required=False),
        promise=clean(promise, 600, required=False, lines=True),
        contact=clean(contact, 200, required=False),
        language=language if language in LANGUAGES else "nb", size=size, created_at=clock.now(),
    )  # fmt: skip
    seminar.steps = [
        Step(
            key=s.key, position=n, activity=s.activity, title=s.title, lead=s.lead,
            settings=s.settings, source=s.source, take=s.take, minutes=s.minutes_for(size),
        )
        for n, s in enumerate(method.steps)
    ]  # fmt: skip
    db.add(seminar)
    db.flush()
    return seminar


def _free_code(db: Session) -> str:
    while True:
        fresh = code()
        if db.scalar(select(Seminar.id).where(Seminar.code == fresh)) is None:
            return fresh


def by_code(db: Session, typed: str) -> Seminar:
    """The seminar of a join code, however it is typed. Refuses an unknown one in words."""
    tidy = "".join(c for c in typed.upper() if c.isalnum())
    found = db.scalar(select(Seminar).where(Seminar.code == tidy))
    if found is None:
        raise Refused("unknown_code", N_("No seminar has the code %(code)s. "
                                         "Look at the big screen and try again."),
                      code=tidy[:12])  # fmt: skip
    return found


def by_token(db: Session, token: str) -> Seminar | None:
    return db.scalar(select(Seminar).where(Seminar.token == token))
