"""What a command works on: the database, the seminar, who acts, and which boards it touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from methods import clock
from methods.command import Actor
from methods.refusal import Refused
from models import Entry, Group, Membership, Participant, Seminar, Step
from translations import N_


@dataclass
class Scope:
    """`touched` collects the boards to render again: phone, group:<id>, console, screen, own:<id>.

    `own:*` is everybody's own part. `forget` asks the writer to wipe freed pages after commit.
    """

    db: Session
    seminar: Seminar
    actor: Actor
    touched: set[str] = field(default_factory=set)
    forget: bool = False

    def touch(self, *boards: str) -> None:
        self.touched.update(boards)

    def log(self, verb: str, step: Step | None = None, **data: Any) -> None:
        """Write in the log. Never a text that somebody wrote, never who ticked what."""
        self.db.add(
            Entry(
                seminar_id=self.seminar.id,
                step_id=step and step.id,
                at=clock.now(),
                actor=self.actor.name if self.actor.role == "facilitator" else self.actor.role,
                verb=verb,
                data=data,
            )
        )

    def participant(self) -> Participant:
        """The participant who acts; refuses one who is not (or no longer) in this seminar."""
        person = self.db.get(Participant, self.actor.id)
        if self.actor.role != "participant" or person is None or person.removed:
            raise Refused("not_joined", N_("Join the seminar first, then try again."))
        if person.seminar_id != self.seminar.id:
            raise Refused("other_seminar", N_("That belongs to another seminar."))
        return person

    def present(self) -> int:
        """How many people have joined."""
        return self.count(Participant, Participant.seminar_id == self.seminar.id,
                          Participant.removed.is_(False))  # fmt: skip

    def count(self, table: type, *where: Any) -> int:
        return self.db.scalar(select(func.count()).select_from(table).where(*where)) or 0

    def tables(self) -> Sequence[Group]:
        return self.db.scalars(
            select(Group)
            .where(Group.seminar_id == self.seminar.id, Group.kind == "table")
            .order_by(Group.number)
        ).all()

    def membership(self, group: Group, participant_id: int) -> Membership | None:
        """The participant's current membership of `group`."""
        return self.db.scalar(
            select(Membership).where(
                Membership.group_id == group.id,
                Membership.participant_id == participant_id,
                Membership.left_at.is_(None),
            )
        )

    def sizes(self, groups: Sequence[Group]) -> dict[int, int]:
        """How many are in each group now: `{group id: people}`."""
        rows = self.db.execute(
            select(Membership.group_id, func.count())
            .where(Membership.group_id.in_([g.id for g in groups]), Membership.left_at.is_(None))
            .group_by(Membership.group_id)
        ).all()
        return dict.fromkeys((g.id for g in groups), 0) | {g: n for g, n in rows}

    def latest(self, key: str) -> Step | None:
        """The step's newest round."""
        found = [s for s in self.seminar.steps if s.key == key]
        return max(found, key=lambda s: s.round) if found else None
