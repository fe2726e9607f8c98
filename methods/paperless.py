"""People without phones: a paper number each, by which they are present and vote like the others.

Whoever enters something for a number leaves a line of it (`PaperVote`): who, how and when, never
what. The schema refuses the same number twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from methods import clock, groups
from methods.command import command
from methods.refusal import Refused
from methods.scope import Scope
from models import Group, PaperVote, Participant, Step
from translations import N_

FIRST = 101  # a number of three digits is not taken for an item's
MOST = 400  # numbers at a time
HIGHEST = 99_999
MOST_BROUGHT = 3  # that one phone gives a number


class Paperless:
    """Commands that belong to no step: numbers are issued while the seminar is open."""

    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope

    @command("facilitator", "helper")
    def issue(self, count: int, table: int = 0, first: int = 0) -> dict[str, int]:
        """Issue paper numbers to so many people at a table (0: at none). They are present now.

        `first` is what stands on the first ballot that was handed out; 0 is the next free number.
        Refused: a number that is issued already, a table that is not there.
        """
        if self.scope.seminar.state != "open":
            raise Refused("not_open", N_("The seminar is not open."))
        if not 1 <= count <= MOST or not 0 <= first <= HIGHEST:
            raise Refused("bad_count", N_("Issue from 1 to %(n)s numbers at a time."), n=MOST)
        place, begin = at_table(self.scope, table), first or free(self.scope)
        wanted = range(begin, begin + count)
        if there := [n for n in issued(self.scope) if n in wanted]:
            raise Refused("issued", N_("Number %(numbers)s is issued already. Nothing was issued."),
                          numbers=_some(there))  # fmt: skip
        for number in wanted:
            _arrive(self.scope, number, place)
        self.scope.log("issue", None, count=count, first=begin)
        self.scope.touch("phone", "console", "screen", "group:*")
        return {"first": begin, "last": begin + count - 1}

    @command("facilitator", "helper")
    def unissue(self, paper: int) -> None:
        """Take back a number that nobody uses: it counts as present no more, and is not reused.

        Refused for one that has voted.
        """
        person = holder(self.scope, paper)
        here = PaperVote.step_id.in_([s.id for s in self.scope.seminar.steps])
        if self.scope.count(PaperVote, PaperVote.number == paper, here):
            raise Refused("voted", N_("Number %(n)s has voted, and is kept."), n=paper)
        person.removed = True
        if place := self.scope.db.get(Group, person.table_id or 0):
            groups.leave(self.scope, place.step_id or 0, person)
        self.scope.log("unissue", None, number=paper)
        self.scope.touch("phone", "console", "screen", "group:*")

    @command("participant")
    def bring(self) -> dict[str, int]:
        """Give a number to somebody beside one who has no phone, so that this one can be handed on.

        Refused for more than three: then a helper gives numbers out.
        """
        me = self.scope.participant()
        brought = self.scope.count(Participant, Participant.brought_by_id == me.id)
        if brought >= MOST_BROUGHT:
            raise Refused("enough", N_("This phone has given out %(n)s numbers. Ask a helper for "
                                       "more."), n=MOST_BROUGHT)  # fmt: skip
        number = free(self.scope)
        _arrive(self.scope, number, self.scope.db.get(Group, me.table_id or 0), me.id)
        self.scope.log("issue", None, count=1, first=number)
        self.scope.touch("phone", "console", "screen", "group:*")
        return {"paper": number}


def issued(scope: Scope) -> Sequence[int]:
    """Every number there is, those that were taken back too."""
    numbers = select(Participant.paper).where(Participant.seminar_id == scope.seminar.id,
                                              Participant.paper.is_not(None))  # fmt: skip
    return [n for n in scope.db.scalars(numbers.order_by(Participant.paper)) if n is not None]


def free(scope: Scope) -> int:
    """The next number that nobody has had."""
    return max([*issued(scope), FIRST - 1]) + 1


def people(scope: Scope) -> Sequence[Participant]:
    """Everybody present without a phone, by number."""
    return scope.db.scalars(
        select(Participant)
        .where(Participant.seminar_id == scope.seminar.id, Participant.removed.is_(False),
               Participant.paper.is_not(None))
        .order_by(Participant.paper)
    ).all()  # fmt: skip


def count(scope: Scope) -> int:
    """How many are present without a phone."""
    return scope.count(Participant, Participant.seminar_id == scope.seminar.id,
                       Participant.removed.is_(False), Participant.paper.is_not(None),
                       Participant.left_at.is_(None))  # fmt: skip


def holder(scope: Scope, paper: int) -> Participant:
    """Whose paper number it is; refused if it is nobody's."""
    person = next((p for p in people(scope) if p.paper == paper), None)
    if person is None:
        raise Refused("unknown_number",
                      N_("Number %(n)s has not been issued. Look at the corner of the ballot, or "
                         "issue it first."), n=paper)  # fmt: skip
    return person


def hosts(scope: Scope, person: Participant) -> bool:
    """Whether the person writes for a table."""
    place = scope.db.get(Group, person.table_id or 0)
    mine = scope.membership(place, person.id) if place else None
    return bool(mine and mine.host)


def hosted(scope: Scope, paper: int) -> Participant:
    """One at the table that the acting participant writes for; refused if it is not so."""
    me, person = scope.participant(), holder(scope, paper)
    place = scope.db.get(Group, me.table_id or 0)
    mine = scope.membership(place, me.id) if place else None
    if mine is None or not mine.host or person.table_id != me.table_id:
        raise Refused("not_your_table", N_("Only the one who writes for a table may write for "
                                           "somebody there."))  # fmt: skip
    return person


def at_table(scope: Scope, number: int) -> Group | None:
    """The table of that number; none for 0. Refused if it is not there."""
    place = next((t for t in scope.tables() if t.number == number), None)
    if number and place is None:
        raise Refused("no_table", N_("There is no table %(n)s. Choose one of those on the "
                                     "screen."), n=number)  # fmt: skip
    return place


def line(scope: Scope, step: Step, person: Participant, how: str,
         batch: int | None = None) -> PaperVote:  # fmt: skip
    """The line of a number that votes now. Refused if it has voted in this phase."""
    unused(scope, step, person)
    return PaperVote(
        step_id=step.id, phase=step.phase, number=person.paper, group_id=person.table_id, how=how,
        batch_id=batch, actor=who(scope), at=clock.now(),
    )  # fmt: skip


def told(scope: Scope, step: Step) -> list[dict[str, Any]]:
    """The numbers that voted one by one, with how, who entered it (as a role) and when."""
    return [
        {"number": v.number, "how": v.how, "by": v.actor.partition(":")[0],
         "at": clock.moment(v.at)}
        for v in lines(scope, step) if v.batch_id is None
    ]  # fmt: skip


def unused(scope: Scope, step: Step, person: Participant) -> None:
    """Refuses a number that has voted in this phase, by itself or in a batch."""
    if person.paper in {row.number for row in lines(scope, step)}:
        raise Refused("number_used",
                      N_("Number %(n)s has voted already. If that is wrong, take it out first, "
                         "with a reason."), n=person.paper)  # fmt: skip


def lines(scope: Scope, step: Step) -> Sequence[PaperVote]:
    """The lines of the step's present phase, by number."""
    return scope.db.scalars(
        select(PaperVote)
        .where(PaperVote.step_id == step.id, PaperVote.phase == step.phase)
        .order_by(PaperVote.number)
    ).all()


def who(scope: Scope) -> str:
    """Who enters it, as the account tells: never which participant."""
    return "participant" if scope.actor.role == "participant" else scope.actor.name


def _arrive(scope: Scope, number: int, place: Group | None, by: int | None = None) -> None:
    person = Participant(seminar_id=scope.seminar.id, paper=number, joined_at=clock.now(), name="",
                         language=scope.seminar.language, removed=False,
                         brought_by_id=by)  # fmt: skip
    scope.db.add(person)
    scope.db.flush()
    if place is not None:
        groups.enter(scope, place, person)
        person.table_id = place.id


def _some(numbers: Sequence[int]) -> str:
    told = ", ".join(str(n) for n in numbers[:5])
    return told + " …" if len(numbers) > 5 else told


def at_each(scope: Scope) -> list[tuple[int | None, int]]:
    """How many without a phone there are at each table: `[(table's number, people)]`, none last."""
    rows = scope.db.execute(
        select(Group.number, func.count())
        .select_from(Participant)
        .outerjoin(Group, Group.id == Participant.table_id)
        .where(Participant.seminar_id == scope.seminar.id, Participant.removed.is_(False),
               Participant.paper.is_not(None), Participant.left_at.is_(None))
        .group_by(Group.number)
    ).all()  # fmt: skip
    return sorted(((n, many) for n, many in rows), key=lambda row: (row[0] is None, row[0] or 0))
