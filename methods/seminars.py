"""Making a seminar from a method, and finding one by what people have in hand."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from msgspec.structs import asdict
from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import clock, continuing, given
from methods.method import Method
from methods.refusal import Refused
from methods.shelf import with_start
from methods.text import clean
from models import Facilitator, Floke, Seminar, Step
from translations import LANGUAGES, N_

ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"  # no signs that are mistaken for each other
CODE_LENGTH = 6


def code(length: int = CODE_LENGTH) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


@dataclass(frozen=True)
class Journey:
    """The floke a seminar is about, the earlier seminar it goes on from, and what it takes."""

    floke: Floke | None = None
    earlier: Seminar | None = None
    cards: list[given.Card] = field(default_factory=list)


def create(
    db: Session, owner: Facilitator, method: Method, *, title: str, question: str, language: str,
    size: int, sponsor: str = "", promise: str = "", contact: str = "", lines: str = "",
    journey: Journey | None = None,
) -> Seminar:  # fmt: skip
    """A new seminar with the method's steps, timed for `size` people (2 to 1000). Doors closed.

    If the method's first cards are `given`, they are `lines`, one a line, after those that the
    journey brings.
    """
    if not 2 <= size <= 1000:
        raise Refused("bad_size", N_("A seminar has from 2 to 1000 people."))
    journey = journey or Journey()
    cards = list(journey.cards)
    if method.given and (lines.strip() or not cards):
        cards += given.cards(lines)
    seminar = Seminar(
        facilitator_id=owner.id, token=secrets.token_urlsafe(16), code=free_code(db),
        screen_token=secrets.token_urlsafe(16), method_id=method.id,
        method_title=method.title, title=clean(title, 120),
        question=clean(question, 280), sponsor=clean(sponsor, 120, required=False),
        promise=clean(promise, 600, required=False, lines=True),
        contact=clean(contact, 200, required=False), floke_id=journey.floke and journey.floke.id,
        from_id=journey.earlier and journey.earlier.id,
        language=language if language in LANGUAGES else "nb", size=size, created_at=clock.now(),
    )  # fmt: skip
    seminar.steps = _steps(with_start(method) if cards else method, size)
    db.add(seminar)
    db.flush()
    if cards:
        given.put(db, seminar, cards, continuing.beside(method, {c.kind for c in cards}))
    return seminar


def _steps(method: Method, size: int) -> list[Step]:
    return [
        Step(
            key=s.key, position=n, activity=s.activity, title=s.title, lead=s.lead,
            settings=s.settings, source=" ".join(s.sources), take=s.take, who=s.who,
            in_own_time=s.in_own_time, anonymous=s.anonymous, optional=s.optional,
            pause_after=s.pause_after, minutes=s.minutes_for(size), late=asdict(s.late),
        )
        for n, s in enumerate(method.steps)
    ]  # fmt: skip


def free_code(db: Session) -> str:
    """A join code that no seminar has."""
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
