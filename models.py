"""The nouns of a seminar, as tables.

Moments are epoch seconds (float). Texts in several languages are `{"nb": …, "nn": …, "en": …}`.
Rules that protect data are constraints here, not only checks in code: a voter has one ballot a
phase, a ballot has one tick an item, an operation happens once, a person is in one group a step.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

Id = Annotated[int, mapped_column(primary_key=True)]
Words = dict[str, str]


def random_id() -> int:
    """A ballot's number says nothing of when it came: 62 random bits."""
    return secrets.randbits(62)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {dict[str, Any]: JSON, Words: JSON, list[Any]: JSON}


class Facilitator(Base):
    __tablename__ = "facilitator"
    id: Mapped[Id]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    created_at: Mapped[float]


class Invitation(Base):
    """A one-time link by which a facilitator makes an account. Only its hash is kept."""

    __tablename__ = "invitation"
    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[float]
    used_at: Mapped[float | None]


class Seminar(Base):
    __tablename__ = "seminar"
    id: Mapped[Id]
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("facilitator.id"))
    token: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    screen_token: Mapped[str] = mapped_column(unique=True)
    method_id: Mapped[str]
    title: Mapped[str]
    question: Mapped[str]
    sponsor: Mapped[str] = mapped_column(default="")
    promise: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    size: Mapped[int]
    state: Mapped[str] = mapped_column(default="draft")  # draft, open, ended
    current_id: Mapped[int | None]
    notice: Mapped[str] = mapped_column(default="")
    seq: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[float]
    opened_at: Mapped[float | None]
    ended_at: Mapped[float | None]

    steps: Mapped[list[Step]] = relationship(
        order_by="Step.position, Step.round", back_populates="seminar"
    )


class Step(Base):
    """One run of an activity. Reopening makes a new row with the next round."""

    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("seminar_id", "key", "round"),)
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    key: Mapped[str]
    round: Mapped[int] = mapped_column(default=1)
    position: Mapped[int]
    activity: Mapped[str]
    title: Mapped[Words]
    lead: Mapped[Words]
    settings: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(default="")  # the step it takes from
    take: Mapped[str] = mapped_column(default="all")
    minutes: Mapped[int]
    state: Mapped[str] = mapped_column(
        default="waiting"
    )  # open, paused, closed, published, skipped
    phase: Mapped[int] = mapped_column(default=1)  # 2 while a run-off is held
    opened_at: Mapped[float | None]
    deadline: Mapped[float | None]
    paused_left: Mapped[float | None]  # seconds left on the clock while paused
    closed_at: Mapped[float | None]
    published_at: Mapped[float | None]
    round_key: Mapped[bytes | None]  # deleted on publish: nobody can tell who voted what
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    result: Mapped[dict[str, Any] | None]

    seminar: Mapped[Seminar] = relationship(back_populates="steps")


class Participant(Base):
    __tablename__ = "participant"
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    table_id: Mapped[int | None] = mapped_column(ForeignKey("group_.id"))
    removed: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[float]


class Device(Base):
    """A browser that speaks for a participant; only the hash of its cookie is kept."""

    __tablename__ = "device"
    id: Mapped[Id]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)


class Group(Base):
    """A table of eight, a topic's group or a case's group."""

    __tablename__ = "group_"
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("step.id"), index=True)
    kind: Mapped[str]  # table, topic, case
    number: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id", use_alter=True))
    state: Mapped[str] = mapped_column(default="open")  # open, parked
    help_at: Mapped[float | None]
    done: Mapped[bool] = mapped_column(default=False)


class Membership(Base):
    """Who is in which group of a step; leaving keeps the row, so that the log can be read."""

    __tablename__ = "membership"
    __table_args__ = (
        Index(
            "uq_membership_current",
            "step_id",
            "participant_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )
    id: Mapped[Id]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("group_.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    joined_at: Mapped[float]
    left_at: Mapped[float | None]
    host: Mapped[bool] = mapped_column(default=False)  # writes for the group


class Note(Base):
    """A participant's own silent note: private until it is offered to the table."""

    __tablename__ = "note"
    id: Mapped[Id]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group_.id"))
    text: Mapped[str]
    state: Mapped[str] = mapped_column(default="own")  # own, offered, taken


class Item(Base):
    """Anything written that others read or vote on: problem, idea …"""

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("step_id", "number"),)
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    kind: Mapped[str]
    number: Mapped[int | None]
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")  # its number where it was recorded before
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group_.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    merged_at: Mapped[float | None]
    status: Mapped[str] = mapped_column(default="live")  # live, hidden, withdrawn
    reason: Mapped[str] = mapped_column(default="")
    forward: Mapped[bool] = mapped_column(default=True)  # brought to the next sieve
    revision: Mapped[int] = mapped_column(default=1)


class Likeness(Base):
    """A participant's mark that two items say the same."""

    __tablename__ = "likeness"
    __table_args__ = (UniqueConstraint("step_id", "participant_id", "item_id", "other_id"),)
    id: Mapped[Id]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("item.id"))


class Ballot(Base):
    """What one voter ticked. `slot` is HMAC(round key, participant); null after publishing."""

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("step_id", "phase", "slot"),)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=random_id)
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    phase: Mapped[int] = mapped_column(default=1)
    slot: Mapped[str | None]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group_.id"))
    confirmed: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str] = mapped_column(default="")


class Tick(Base):
    __tablename__ = "tick"
    ballot_id: Mapped[int] = mapped_column(
        ForeignKey("ballot.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    weight: Mapped[int] = mapped_column(default=1)


class Score(Base):
    __tablename__ = "score"
    ballot_id: Mapped[int] = mapped_column(
        ForeignKey("ballot.id", ondelete="CASCADE"), primary_key=True
    )
    criterion: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class Line(Base):
    """One field of a group's sheet. `revision` refuses a save made on an older text."""

    __tablename__ = "line"
    __table_args__ = (UniqueConstraint("step_id", "group_id", "field"),)
    id: Mapped[Id]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group_.id"))
    field: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)


class Agreement(Base):
    __tablename__ = "agreement"
    __table_args__ = (UniqueConstraint("step_id", "number"),)
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    number: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    what: Mapped[str]
    first_step: Mapped[str] = mapped_column(default="")
    next_date: Mapped[str] = mapped_column(default="")  # ISO date
    collector_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    collector_name: Mapped[str] = mapped_column(default="")
    collector_contact: Mapped[str] = mapped_column(default="")
    consent_group: Mapped[bool] = mapped_column(default=False)
    consent_public: Mapped[bool] = mapped_column(default=False)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    deputy_name: Mapped[str] = mapped_column(default="")
    owner_now: Mapped[str] = mapped_column(default="")
    owner_later: Mapped[str] = mapped_column(default="")
    handover_when: Mapped[str] = mapped_column(default="")
    handover_state: Mapped[str] = mapped_column(default="")  # planned, offered, accepted, declined
    hidden: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)


class Member(Base):
    """«Jeg blir med»: a participant in an agreement."""

    __tablename__ = "member"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True)


class Receipt(Base):
    """The reply to an operation already done: sent twice means done once."""

    __tablename__ = "receipt"
    actor: Mapped[str] = mapped_column(primary_key=True)
    op_id: Mapped[str] = mapped_column(primary_key=True)
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("step.id"), index=True)
    reply: Mapped[dict[str, Any]]


class Entry(Base):
    """The log: who did what and why, never who ticked what, never anyone's text."""

    __tablename__ = "entry"
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("step.id"))
    at: Mapped[float]
    actor: Mapped[str]  # role, and the facilitator's number
    verb: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
