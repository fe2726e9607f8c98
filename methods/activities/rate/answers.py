"""The answers of a rating as they stand in its ballots: read, and written for one person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import distinct, func, select

from methods import secrecy
from models import Ballot, Participant, Score

if TYPE_CHECKING:
    from methods.activities.rate.activity import Rate

COMMENT = ""  # the criterion of the row that holds one's comment on an item; it has no value


@dataclass
class Answers:
    """To one question about one thing: the values by ballot, and how many did not know."""

    values: dict[int, int] = field(default_factory=dict)
    skipped: int = 0


@dataclass
class Box:
    """All that was answered in a step: by (item, criterion), and the comments by item."""

    answers: dict[tuple[int | None, str], Answers] = field(
        default_factory=lambda: defaultdict(Answers)
    )
    words: dict[int | None, list[str]] = field(default_factory=lambda: defaultdict(list))


def read(rate: Rate) -> Box:
    """Every answer of the step. Comments stand in the order of the alphabet: no one's turn."""
    box = Box()
    rows = rate.db.execute(
        select(Score.ballot_id, Score.item_id, Score.criterion, Score.value, Score.words)
        .join(Ballot, Ballot.id == Score.ballot_id)
        .where(Ballot.step_id == rate.step.id)
        .order_by(Score.id)
    )
    for ballot, item, criterion, value, words in rows:
        if criterion == COMMENT:
            box.words[item] += [words] if words else []
        elif value is None:
            box.answers[item, criterion].skipped += 1
        else:
            box.answers[item, criterion].values[ballot] = value
    said = select(Ballot.words).where(Ballot.step_id == rate.step.id, Ballot.words != "")
    box.words[None] += rate.db.scalars(said).all()
    for texts in box.words.values():
        texts.sort()
    return box


def count(rate: Rate) -> int:
    """How many have answered something, «I do not know» too; a comment alone is no answer."""
    return rate.db.scalar(
        select(func.count(distinct(Score.ballot_id)))
        .join(Ballot, Ballot.id == Score.ballot_id)
        .where(Ballot.step_id == rate.step.id, Score.criterion != COMMENT)
    ) or 0  # fmt: skip


def row(rate: Rate, item: int | None, criterion: str, of: Participant | None = None) -> Score:
    """The row of a person (the acting one unless told) for this, made if there was none."""
    person = of or rate.scope.participant()
    ballot = secrecy.take_ballot(rate.scope, rate.step, person.id, None)
    found = rate.db.scalar(select(Score).where(
        Score.ballot_id == ballot.id, Score.criterion == criterion,
        Score.item_id.is_(None) if item is None else Score.item_id == item))  # fmt: skip
    if found is None:
        found = Score(ballot_id=ballot.id, item_id=item, criterion=criterion, value=None, words="")
        rate.db.add(found)
    return found


def mine(rate: Rate, person: Participant) -> list[Score]:
    """The person's own rows; none when the step is published, for then nobody can tell."""
    ballot = secrecy.ballot(rate.scope, rate.step, person.id)
    if ballot is None:
        return []
    own = select(Score).where(Score.ballot_id == ballot.id).order_by(Score.id)
    return list(rate.db.scalars(own))


def groups(rate: Rate) -> dict[int, str]:
    """For each ballot its voter's role, unit or table, as `by` says; "" if they have none.

    Only while the round's key is there, and only to count groups with: never shown, never kept.
    """
    if rate.step.round_key is None or rate.settings.by == "none":
        return {}
    tables = {g.id: g.number for g in rate.scope.tables()}
    people = select(Participant).where(Participant.seminar_id == rate.seminar.id)
    slots = {secrecy.slot(rate.step, p.id): p for p in rate.db.scalars(people)}
    made = {}
    for ballot, slot in rate.db.execute(
        select(Ballot.id, Ballot.slot).where(Ballot.step_id == rate.step.id)
    ):
        person = slots[slot or ""]
        table = str(tables.get(person.table_id or 0, ""))
        made[ballot] = {"role": person.role, "unit": person.unit, "table": table}[rate.settings.by]
    return made
