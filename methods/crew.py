"""Who leads a seminar: its owner, the facilitators invited to it, and the helpers.

Rights are looked up for each command and each page, so that one who is removed is out at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from methods.command import Actor
from models import Crew, Facilitator, Follower, Seminar


def holds(db: Session, seminar: Seminar, actor: Actor) -> bool:
    """Whether the actor still is what it says. Participants and guests are looked at elsewhere."""
    if actor.role == "facilitator":
        return leads(db, seminar, actor.id)
    if actor.role == "helper":
        found = _there(db, seminar, actor.id)
        return found is not None and found.role == "helper" and found.cookie_hash is not None
    if actor.role == "invited":
        found = _there(db, seminar, actor.id)
        return found is not None and found.link_hash is not None
    if actor.role == "follower":
        follower = db.get(Follower, actor.id)
        there = follower is not None and follower.seminar_id == seminar.id
        return there and follower is not None and follower.left_at is None
    return True


def leads(db: Session, seminar: Seminar, account: int) -> bool:
    """Whether the account owns the seminar, or has come to it by an invitation."""
    if seminar.facilitator_id == account:
        return True
    mine = select(Crew.id).where(Crew.seminar_id == seminar.id, *_as_facilitator(account))
    return db.scalar(mine.limit(1)) is not None


def led_by(account: int) -> ColumnElement[bool]:
    """For a query: the seminars that the account owns or leads."""
    joined = select(Crew.seminar_id).where(*_as_facilitator(account))
    return or_(Seminar.facilitator_id == account, Seminar.id.in_(joined))


def of(db: Session, seminar: Seminar) -> Sequence[Crew]:
    """Those who lead beside the owner, also who has not come yet, in the order invited."""
    return db.scalars(
        select(Crew)
        .where(Crew.seminar_id == seminar.id, Crew.removed_at.is_(None))
        .order_by(Crew.id)
    ).all()


def by_link(db: Session, link_hash: str) -> Crew | None:
    """Whose invitation the link is, if it can still be used."""
    return db.scalar(
        select(Crew).where(Crew.link_hash == link_hash, Crew.removed_at.is_(None))
    )  # fmt: skip


def by_cookie(db: Session, seminar: Seminar, cookie_hash: str) -> Crew | None:
    """The helper whose phone has this cookie."""
    return db.scalar(
        select(Crew).where(Crew.cookie_hash == cookie_hash, Crew.seminar_id == seminar.id,
                           Crew.removed_at.is_(None))
    )  # fmt: skip


def name(db: Session, actor: str) -> str:
    """What one who leads is called, by the role and number of the log; also one removed since."""
    role, _colon, number = actor.partition(":")
    if not number.isdecimal():
        return ""
    found = db.get(Crew, int(number)) if role == "helper" else db.get(Facilitator, int(number))
    return found.name if found is not None else ""


def _there(db: Session, seminar: Seminar, number: int) -> Crew | None:
    found = db.get(Crew, number)
    mine = found is not None and found.seminar_id == seminar.id and found.removed_at is None
    return found if mine else None


def _as_facilitator(account: int) -> tuple[ColumnElement[bool], ...]:
    return (Crew.facilitator_id == account, Crew.role == "facilitator",
            Crew.joined_at.is_not(None), Crew.removed_at.is_(None))  # fmt: skip
