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
    password_at: Mapped[float] = mapped_column(default=0)  # a new one: who came before is out
    created_at: Mapped[float]


class Invitation(Base):
    """A one-time link to make an account, or to choose a new password. Only its hash is kept."""

    __tablename__ = "invitation"
    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[float]
    used_at: Mapped[float | None]
    facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("facilitator.id"))


class Crew(Base):
    """Who leads a seminar beside its owner: a colleague with an account, or a helper without.

    Only hashes are kept: of the link they are invited by, which is used once, and of the cookie
    that a helper's phone has in its place.
    """

    __tablename__ = "crew"
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    role: Mapped[str]  # facilitator, helper
    name: Mapped[str] = mapped_column(default="")
    facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("facilitator.id"), index=True)
    link_hash: Mapped[str | None] = mapped_column(unique=True)
    cookie_hash: Mapped[str | None] = mapped_column(unique=True)
    made_at: Mapped[float]
    joined_at: Mapped[float | None]
    removed_at: Mapped[float | None]


class Floke(Base):
    """A wicked problem that several seminars work on: the register, and the journey's name."""

    __tablename__ = "floke"
    id: Mapped[Id]
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("facilitator.id"), index=True)
    title: Mapped[str]
    why: Mapped[str] = mapped_column(default="")  # why the municipality cannot solve it alone
    others: Mapped[str] = mapped_column(default="")  # who else it takes
    origin: Mapped[str] = mapped_column(default="")  # imposed, change, self_made, trend
    stage: Mapped[str] = mapped_column(default="understanding")
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[float]


class OwnMethod(Base):
    """A facilitator's own method: the same data as a method file, maybe not yet without fault."""

    __tablename__ = "own_method"
    __table_args__ = (UniqueConstraint("facilitator_id", "key"),)
    id: Mapped[Id]
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("facilitator.id"), index=True)
    key: Mapped[str]
    data: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column(default=1)
    shared: Mapped[str] = mapped_column(default="")  # with all on the server: "", copy or edit
    changed_at: Mapped[float]


class Seminar(Base):
    __tablename__ = "seminar"
    id: Mapped[Id]
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("facilitator.id"))
    floke_id: Mapped[int | None] = mapped_column(ForeignKey("floke.id"), index=True)
    from_id: Mapped[int | None] = mapped_column(ForeignKey("seminar.id"))  # the one it goes on from
    rehearses: Mapped[int | None] = mapped_column(ForeignKey("seminar.id"), index=True)  # a copy of
    token: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    screen_token: Mapped[str] = mapped_column(unique=True)
    method_id: Mapped[str]
    method_title: Mapped[Words] = mapped_column(default=dict)
    title: Mapped[str]
    question: Mapped[str]
    sponsor: Mapped[str] = mapped_column(default="")
    promise: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    begins: Mapped[str] = mapped_column(default="")  # where it is held: 2026-12-01T18:00
    venue: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    size: Mapped[int]
    state: Mapped[str] = mapped_column(default="draft")  # draft, open, ended
    current_id: Mapped[int | None]
    notice: Mapped[str] = mapped_column(default="")
    corner: Mapped[list[Any]] = mapped_column(
        default=lambda: ["question", "hand", "failure"]
    )  # what people may send beside any step
    resting: Mapped[str] = mapped_column(default="")  # coffee, overnight or weeks, between steps
    resting_since: Mapped[float | None]
    rested: Mapped[float] = mapped_column(default=0)  # seconds of pauses between steps so far
    seq: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[float]
    opened_at: Mapped[float | None]
    ended_at: Mapped[float | None]
    forgotten_at: Mapped[float | None]  # when who took part was forgotten (methods/retention.py)
    offered_at: Mapped[float | None]  # when it was said that it will be removed, and can be kept

    steps: Mapped[list[Step]] = relationship(
        order_by="Step.position, Step.round", back_populates="seminar"
    )


class Channel(Base):
    """A way people are invited by. Only how many came by it is known, never who."""

    __tablename__ = "channel"
    __table_args__ = (UniqueConstraint("seminar_id", "key"),)
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    key: Mapped[str]  # in its links; random, since a printed one lives on
    name: Mapped[str]
    arrivals: Mapped[int] = mapped_column(default=0)


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
    take: Mapped[str] = mapped_column(default="all")  # all, shortlist, top:3, where:column=value
    who: Mapped[str] = mapped_column(default="all")  # all, or a role
    in_own_time: Mapped[bool] = mapped_column(default=False)  # a method file's `async`
    anonymous: Mapped[bool] = mapped_column(default=True)
    optional: Mapped[bool] = mapped_column(default=False)
    pause_after: Mapped[str] = mapped_column(default="none")  # none, coffee, overnight, weeks
    minutes: Mapped[int]
    late: Mapped[dict[str, Any]] = mapped_column(default=dict)  # how it yields when time slips
    cut: Mapped[int] = mapped_column(default=0)  # minutes taken off, because time slipped
    state: Mapped[str] = mapped_column(
        default="waiting"
    )  # open, paused, closed, published, skipped
    phase: Mapped[int] = mapped_column(default=1)  # 2 while a run-off is held
    opened_at: Mapped[float | None]
    deadline: Mapped[float | None]
    paused_left: Mapped[float | None]  # seconds left on the clock while paused
    paused_at: Mapped[float | None]  # while paused: since when
    paused: Mapped[float] = mapped_column(default=0)  # seconds of pauses so far
    closed_at: Mapped[float | None]
    published_at: Mapped[float | None]
    round_key: Mapped[bytes | None]  # deleted on publish: nobody can tell who voted what
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    result: Mapped[dict[str, Any] | None]
    version: Mapped[int] = mapped_column(default=1)  # of the result: a correction makes the next

    seminar: Mapped[Seminar] = relationship(back_populates="steps")

    @property
    def lasts(self) -> int:
        """The minutes it has now: those of the plan, less what was taken off."""
        return self.minutes - self.cut


class Picture(Base):
    """The one picture of an opening, until another takes its place. It goes with its seminar."""

    __tablename__ = "picture"
    __table_args__ = (UniqueConstraint("seminar_id", "step_key"),)
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id", ondelete="CASCADE"))
    step_key: Mapped[str]  # of every round of the step
    token: Mapped[str] = mapped_column(unique=True)  # its address
    mime: Mapped[str]
    data: Mapped[bytes]
    alt: Mapped[str]  # what it shows, in words
    width: Mapped[int]
    height: Mapped[int]


class Correction(Base):
    """What took the place of a published result, and why; `before` and `data` are as they were.

    `number` is the version it made. `taken_by` are the steps that had taken from the one before.
    """

    __tablename__ = "correction"
    __table_args__ = (UniqueConstraint("step_id", "number"),)
    id: Mapped[Id]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    number: Mapped[int]
    at: Mapped[float]
    reason: Mapped[str]
    changes: Mapped[list[Any]]
    before: Mapped[dict[str, Any]]
    data: Mapped[dict[str, Any]]
    taken_by: Mapped[list[Any]]


class Participant(Base):
    """Somebody present: a phone, or the paper number of one without a phone."""

    __tablename__ = "participant"
    __table_args__ = (Index("uq_participant_paper", "seminar_id", "paper", unique=True),)
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(
        default=""
    )  # elected, employee, resident … (methods/roles.py)
    unit: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    table_id: Mapped[int | None] = mapped_column(ForeignKey("group_.id"))
    removed: Mapped[bool] = mapped_column(default=False)
    paper: Mapped[int | None]  # the number of one without a phone (methods/paperless.py)
    brought_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("participant.id")
    )  # by whose phone
    joined_at: Mapped[float]
    left_at: Mapped[float | None]  # has gone home; none again of one who is back


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
    slot: Mapped[int] = mapped_column(default=1)  # the time of day, where topics take turns
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id", use_alter=True))
    state: Mapped[str] = mapped_column(default="open")  # open, parked
    notice: Mapped[str] = mapped_column(default="")  # a message to its people alone
    help_at: Mapped[float | None]
    help_by: Mapped[str] = mapped_column(default="")  # who is on the way: role and number
    done: Mapped[bool] = mapped_column(default=False)


class Membership(Base):
    """Who is in which group of a step; leaving keeps the row, so that the log can be read."""

    __tablename__ = "membership"
    __table_args__ = (
        Index(
            "uq_membership_current",
            "step_id",
            "slot",
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
    slot: Mapped[int] = mapped_column(default=1)
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
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what the method asks beside it
    category: Mapped[str] = mapped_column(default="")  # the column it was sorted into
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))  # gone at the end
    carried: Mapped[bool] = mapped_column(
        default=False
    )  # «ført av bordverten» for one without phone
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
    paper: Mapped[bool] = mapped_column(default=False)  # entered from paper, one by one
    words: Mapped[str] = mapped_column(default="")
    void: Mapped[int] = mapped_column(default=0)  # the version of the result that left it out


class PaperBatch(Base):
    """Paper ballots of one table entered together: how many tick each item, never who.

    One that is taken back keeps its line and its reason, and no counts.
    """

    __tablename__ = "paper_batch"
    id: Mapped[Id]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    phase: Mapped[int] = mapped_column(default=1)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group_.id"))
    ballots: Mapped[int]
    counts: Mapped[dict[str, Any]]  # by item id
    actor: Mapped[str]
    at: Mapped[float]
    withdrawn_at: Mapped[float | None]
    reason: Mapped[str] = mapped_column(default="")


class PaperVote(Base):
    """The line that a paper number has voted: who entered it, how and when; never what.

    The schema refuses a number twice, whether by itself or in a batch.
    """

    __tablename__ = "paper_vote"
    __table_args__ = (UniqueConstraint("step_id", "phase", "number"),)
    id: Mapped[Id]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    phase: Mapped[int] = mapped_column(default=1)
    number: Mapped[int]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group_.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("paper_batch.id"), index=True)
    how: Mapped[str]  # single, batch, host, self
    actor: Mapped[str]
    at: Mapped[float]


class Hands(Base):
    """A show of hands, counted in the room: beside the ballots and never in them."""

    __tablename__ = "hands"
    id: Mapped[Id]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    question: Mapped[str]
    counts: Mapped[list[Any]]  # [label, hands] in the order written
    present: Mapped[int]
    actor: Mapped[str]
    at: Mapped[float]


class Tick(Base):
    __tablename__ = "tick"
    ballot_id: Mapped[int] = mapped_column(
        ForeignKey("ballot.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    weight: Mapped[int] = mapped_column(default=1)


class Score(Base):
    """One answer on a scale: to a question of the step's own, or about an item.

    No value is «I do not know»; `words` is a comment. Both go with the ballot's secrecy.
    """

    __tablename__ = "score"
    __table_args__ = (
        Index("uq_score_room", "ballot_id", "criterion", unique=True,
              sqlite_where=text("item_id IS NULL"), postgresql_where=text("item_id IS NULL")),
        Index("uq_score_item", "ballot_id", "item_id", "criterion", unique=True,
              sqlite_where=text("item_id IS NOT NULL"),
              postgresql_where=text("item_id IS NOT NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=random_id)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    criterion: Mapped[str]
    value: Mapped[int | None]
    words: Mapped[str] = mapped_column(default="")


class Line(Base):
    """One field of a group's sheet. `revision` refuses a save made on an older text."""

    __tablename__ = "line"
    __table_args__ = (UniqueConstraint("step_id", "group_id", "field"),)
    id: Mapped[Id]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group_.id"))
    field: Mapped[str]
    text: Mapped[str] = mapped_column(default="")  # of a list or a matrix: JSON
    revision: Mapped[int] = mapped_column(default=0)
    locked_by: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    locked_at: Mapped[float | None]


class Question(Base):
    """A question, a raised hand or a «room for failure» card. Who sent it is known only while it

    waits; `step_id` is the step in which it came.
    """

    __tablename__ = "question"
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("step.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    kind: Mapped[str] = mapped_column(default="question")  # question, hand, failure
    text: Mapped[str] = mapped_column(default="")
    learnt: Mapped[str] = mapped_column(default="")  # of a failure
    # waiting, up (on the wall), answered, parked, hidden; a hand: waiting, called, answered
    state: Mapped[str] = mapped_column(default="waiting")
    answer: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")  # why it is hidden
    wonders: Mapped[int] = mapped_column(default=0)  # others who wondered, when it is all over
    at: Mapped[float]


class Like(Base):
    """A participant's small sign that a card, or a question, is good. Not a vote."""

    __tablename__ = "like_"
    __table_args__ = (UniqueConstraint("step_id", "participant_id", "item_id", "question_id"),)
    id: Mapped[Id]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group_.id"))  # a group's sheet
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))


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
    # planned → offered → accepted or declined; accepted → done or returned
    handover_state: Mapped[str] = mapped_column(default="")
    plan_link: Mapped[str] = mapped_column(default="")
    evaluate_by: Mapped[str] = mapped_column(default="")  # ISO date
    came: Mapped[str] = mapped_column(default="")  # what came of it, when it was evaluated
    lesson: Mapped[str] = mapped_column(default="")  # what was learnt
    evaluated_at: Mapped[float | None]
    status: Mapped[str] = mapped_column(default="new")  # the nine of methods/activities/follow
    hidden: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")  # why it is hidden
    warned: Mapped[bool] = mapped_column(default=False)  # its collector may not be the right one
    revision: Mapped[int] = mapped_column(default=1)


class Member(Base):
    """«Jeg blir med»: a participant in an agreement."""

    __tablename__ = "member"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True)


class News(Base):
    """What became of an agreement: a note to its members, a new status, a lesson."""

    __tablename__ = "news"
    id: Mapped[Id]
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    kind: Mapped[str]  # methods/activities/follow/statuses.py
    text: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="")
    audience: Mapped[str] = mapped_column(default="everyone")  # or members
    at: Mapped[float]


class PlanLink(Base):
    """A plan that an agreement is to be taken into, followed up by whoever runs the seminar.

    What people wrote about it in the room stays in the agreement's own `plan_link`.
    """

    __tablename__ = "plan_link"
    id: Mapped[Id]
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    plan: Mapped[str]  # methods/plans.py
    text: Mapped[str] = mapped_column(default="")
    case_number: Mapped[str] = mapped_column(default="")
    deadline: Mapped[str] = mapped_column(default="")  # ISO date, for input to it
    owner: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="proposed")
    revision: Mapped[int] = mapped_column(default=1)


class Post(Base):
    """Short public news from whoever runs the seminar, on the outcome page."""

    __tablename__ = "post"
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    text: Mapped[str]
    at: Mapped[float]


class Follower(Base):
    """Somebody who hears of an agreement after the seminar, by a link that is theirs alone.

    Their link is made of the server's secret, `id` and `salt`, and stands nowhere
    (methods/followers.py). Who has left gets nothing more.
    """

    __tablename__ = "follower"
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(
        ForeignKey("agreement.id"), index=True
    )  # none: of everything in the seminar
    kind: Mapped[str]  # collector, deputy, receiver, member, news
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")  # given with a yes; empty: reached on paper
    language: Mapped[str]
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    salt: Mapped[str]
    made_at: Mapped[float]
    left_at: Mapped[float | None]
    asked_by: Mapped[str] = mapped_column(default="")  # where the yes was given


class ReportDraft(Base):
    """How the facilitator wants each reading of the report, until it is published and after.

    `choices` is `{reading: {"left_out": [section], "foreword": text}}`; `said` what was corrected.
    """

    __tablename__ = "report_draft"
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(default=1)
    choices: Mapped[dict[str, Any]] = mapped_column(default=dict)
    said: Mapped[str] = mapped_column(default="")


class Report(Base):
    """A published report: the outcome as it was, frozen. A correction is the next version.

    `data` and `fingerprint` are emptied when something is hidden afterwards.
    """

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("seminar_id", "version"),)
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    version: Mapped[int]
    at: Mapped[float]
    choices: Mapped[dict[str, Any]]
    data: Mapped[str]  # the outcome as canonical JSON, without anybody's name or contact
    fingerprint: Mapped[str]  # SHA-256 of `data`
    changes: Mapped[list[Any]] = mapped_column(default=list)  # from the version before
    said: Mapped[str] = mapped_column(default="")  # the facilitator's own sentence about them


class Notice(Base):
    """One letter or e-mail of the follow-up to one reader. `key` makes that it comes but once.

    `reader` says who it is to, never an address: methods/readers.py finds that when it is sent.
    """

    __tablename__ = "notice"
    id: Mapped[Id]
    key: Mapped[str] = mapped_column(unique=True)  # seminar, agreement, kind, due, reader
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    kind: Mapped[str]  # methods/schedule.py
    due: Mapped[str]  # ISO date
    reader: Mapped[str]
    # waiting → sending → sent; or failed, uncertain, printed, dropped
    state: Mapped[str] = mapped_column(default="waiting", index=True)
    tries: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[float | None]  # when a failed one is tried again; never without
    error: Mapped[str] = mapped_column(default="")  # why it failed: a key of methods/notices.py
    at: Mapped[float]  # when it came to be in this state


class Example(Base):
    """A card of the collection of examples, public until it is withdrawn; it outlives its seminar.

    Who may be asked about it stands here only with that person's own yes.
    """

    __tablename__ = "example"
    id: Mapped[Id]
    key: Mapped[str] = mapped_column(unique=True)  # the same on every server it is brought to
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("facilitator.id"), index=True)
    held_id: Mapped[int | None] = mapped_column(ForeignKey("seminar.id", ondelete="SET NULL"))
    kind: Mapped[str]  # example, failure
    title: Mapped[str]
    place: Mapped[str]
    theme: Mapped[str]
    component: Mapped[str]
    phase: Mapped[str]
    done: Mapped[str]
    result: Mapped[str]
    lesson: Mapped[str]
    contact_name: Mapped[str]
    contact_how: Mapped[str]
    video: Mapped[str]  # shown as a link, never fetched
    thread: Mapped[str]  # what several examples have in common, such as a floke
    origin: Mapped[str]  # the municipality that tells it
    published_at: Mapped[float]
    consent_at: Mapped[float]  # when it was last said that everybody has said yes


class Faq(Base):
    """A question with its answer that everybody may read, in the order of `position`."""

    __tablename__ = "faq"
    id: Mapped[Id]
    question_id: Mapped[int | None] = mapped_column(
        ForeignKey("question.id", ondelete="SET NULL"), unique=True
    )  # the one in the question corner that it came from
    question: Mapped[str]
    answer: Mapped[str]
    language: Mapped[str]
    position: Mapped[int]


class Archive(Base):
    """A seminar held on another server, or long ago, as one file (archives.py); only ever read."""

    __tablename__ = "archive"
    id: Mapped[Id]
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("facilitator.id"), index=True)
    token: Mapped[str] = mapped_column(unique=True)  # of its outcome page here
    sha256: Mapped[str] = mapped_column(unique=True)  # of the file: it is taken in once
    title: Mapped[str]
    held_at: Mapped[float | None]
    added_at: Mapped[float]
    data: Mapped[bytes]


class Receipt(Base):
    """The reply to an operation already done: sent twice means done once."""

    __tablename__ = "receipt"
    actor: Mapped[str] = mapped_column(primary_key=True)
    op_id: Mapped[str] = mapped_column(primary_key=True)
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("step.id"), index=True)
    reply: Mapped[dict[str, Any]]


class Act(Base):
    """What somebody who leads did, and what it takes to undo it (methods/recording.py).

    `changes` never hold a ballot, a key or who wrote what; none are kept of what `lasts`.
    """

    __tablename__ = "act"
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    at: Mapped[float]
    actor: Mapped[str]
    command: Mapped[str]
    salt: Mapped[str]  # of the digests in `changes`
    changes: Mapped[list[Any]] = mapped_column(default=list)
    lasts: Mapped[str] = mapped_column(default="")  # why it can never be undone
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("act.id"))
    undone_id: Mapped[int | None] = mapped_column(ForeignKey("act.id"))  # by what it was undone


class Entry(Base):
    """The log: who did what and why, never who ticked what, never anyone's text."""

    __tablename__ = "entry"
    id: Mapped[Id]
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), index=True)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("step.id"))
    act_id: Mapped[int | None] = mapped_column(ForeignKey("act.id"), index=True)
    at: Mapped[float]
    actor: Mapped[str]  # role, and the number of one who leads
    verb: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
