"""Who a notice is to, and where it reaches them. Looked up when it is sent, kept nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from methods import followers
from methods.text import email_in
from models import Agreement, Facilitator, Follower, Seminar


@dataclass(frozen=True)
class Reader:
    """`key` names them in a notice; without an `email` it goes on paper."""

    key: str
    name: str = ""
    email: str = ""
    language: str = "nb"
    follower: Follower | None = None  # who has a link of their own


def in_role(db: Session, seminar: Seminar, agreement: Agreement, role: str) -> list[Reader]:
    """Who has the role in an agreement now; nobody if nobody has, or they have left."""
    if role == "contact":
        return [contact(db, seminar)]
    found = followers.one(db, agreement, role)
    return [_reader(found)] if found else []


def everyone(db: Session, seminar: Seminar) -> list[Reader]:
    """All who hear of anything in a seminar, each once, though they be in several agreements."""
    found: dict[str | int, Reader] = {}
    for one in followers.of(db, seminar):
        found.setdefault(one.email.casefold() or one.participant_id or -one.id, _reader(one))
    return list(found.values())


def _reader(one: Follower) -> Reader:
    return Reader(f"{one.kind}:{one.id}", one.name, one.email, one.language, one)


def contact(db: Session, seminar: Seminar) -> Reader:
    """The municipality's contact; where no address is given, who led the seminar."""
    email = email_in(seminar.contact)
    return Reader("contact", email=email, language=seminar.language) if email else \
        facilitator(db, seminar)  # fmt: skip


def facilitator(db: Session, seminar: Seminar) -> Reader:
    """Who made the seminar."""
    owner = db.get_one(Facilitator, seminar.facilitator_id)
    return Reader("facilitator", owner.name, owner.email, seminar.language)
