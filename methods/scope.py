"""What a command works on: the database, the seminar, who acts, and which boards it touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from methods import clock
from methods.command import Actor
from methods.refusal import Refused
from models import Act, Entry, Group, Membership, Participant, Seminar, Step
from translations import N_

if TYPE_CHECKING:
    from methods.recording import Recorder

LEADING = ("facilitator", "helper")  # the log tells which of them; never which participant


@dataclass
class Scope:
    """`touched` collects the boards to render again: phone, group:<id>, console, screen, own:<id>.

    `own:*` is everybody's own part; `crew` is no board: others may lead now than before. `progress`
    is how far a hall has come with answering, where nothing else has changed for those who lead.
    `forget` asks the writer to wipe freed pages after commit; `removed` are the seminars that are
    no more, whose open pages are told so.
    `entries` is what was logged, `lasts` why it can never be undone, `undoes` what it undoes, and
    `recorder` reads what it changes (methods/recording.py).
    """

    db: Session
    seminar: Seminar
    actor: Actor
    touched: set[str] = field(default_factory=set)
    forget: bool = False
    removed: set[int] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)
    lasts: str = ""
    undoes: Act | None = None
    recorder: Recorder | None = None

    def touch(self, *boards: str) -> None:
        self.touched.update(boards)

    def log(self, verb: str, step: Step | None = None, **data: Any) -> None:
        """Write in the log. Never a text that somebody wrote, never who ticked what."""
        entry = Entry(
            seminar_id=self.seminar.id,
            step_id=step and step.id,
            at=clock.now(),
            actor=self.actor.name if self.actor.role in LEADING else self.actor.role,
            verb=verb,
            data=data,
        )
        self.db.add(entry)
        self.entries.append(entry)

    def participant(self) -> Participant:
        """The participant who acts; refuses one who is not (or no longer) in this seminar."""
        person = self.db.get(Participant, self.actor.id)
        if self.actor.role != "participant" or person is None or person.removed:
            raise Refused("not_joined", N_("Join the seminar first, then try again."))
        if person.seminar_id != self.seminar.id:
            raise Refused("other_seminar", N_("That belongs to another seminar."))
        return person

    def present(self, role: str = "all", since: float | None = None) -> int:
        """How many people are here; of one role, if it is named.

        `since`: those too who have gone home after that moment.
        """
        gone = Participant.left_at.is_not(None)
        away = gone if since is None else gone & (Participant.left_at < since)
        return self.count(Participant, Participant.seminar_id == self.seminar.id,
                          Participant.removed.is_(False), ~away,
                          *([] if role == "all" else [Participant.role == role]))  # fmt: skip

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

    def behind(self, key: str) -> list[Step]:
        """What the step hands on stands in these: its newest round that has a result.

        Cards given to the seminar may stand beside it (methods/given.py), or alone in its place.
        Without them, a step that was left out passes on what it took; one without a result gives
        nothing.
        """
        rounds = sorted((s for s in self.seminar.steps if s.key == key), key=lambda s: -s.round)
        given = self.beside(key)
        done = next((s for s in rounds if s.result is not None), None)
        if done is not None:
            return [done, *given]
        if given or not rounds or rounds[0].state != "skipped":
            return given
        return [step for named in rounds[0].source.split() for step in self.behind(named)]

    def beside(self, key: str) -> list[Step]:
        """The cards given to the seminar that stand beside the step's own (methods/given.py)."""
        return [s for s in self.seminar.steps if key in (s.data or {}).get("beside", ())]

    def latest(self, key: str) -> Step | None:
        """The step's newest round."""
        found = [s for s in self.seminar.steps if s.key == key]
        return max(found, key=lambda s: s.round) if found else None
