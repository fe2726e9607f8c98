"""Being in a group: going there, leaving, and who then writes for it. The log of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from sqlalchemy import select

from methods import clock
from methods.scope import Scope
from models import Group, Membership, Participant, Step


def make(scope: Scope, step: Step, kind: str, number: int, item_id: int | None = None,
         slot: int = 1) -> Group:  # fmt: skip
    """A new group of `step`, at a time of day where topics take turns."""
    made = Group(seminar_id=scope.seminar.id, step_id=step.id, kind=kind, number=number, slot=slot,
                 item_id=item_id, state="open", done=False)  # fmt: skip
    scope.db.add(made)
    scope.db.flush()
    return made


def of_step(scope: Scope, step: Step) -> Sequence[Group]:
    """The groups a step made, by number; those joined with another are left out."""
    return scope.db.scalars(
        select(Group)
        .where(Group.step_id == step.id, Group.state != "joined")
        .order_by(Group.number)
    ).all()


def nearest(scope: Scope, step: Step) -> Step | None:
    """The step whose groups people are in when `step` comes: the nearest before it with any."""
    with_groups = select(Group.step_id).where(Group.seminar_id == scope.seminar.id)
    return scope.db.scalar(
        select(Step)
        .where(
            Step.seminar_id == scope.seminar.id,
            Step.position < step.position,
            Step.id.in_(with_groups),
        )
        .order_by(Step.position.desc(), Step.round.desc())
        .limit(1)
    )


def people(scope: Scope, group: Group) -> Sequence[Membership]:
    """Who is in the group now, in the order they came."""
    return members(scope, [group]).get(group.id, [])


def members(scope: Scope, groups: Iterable[Group]) -> dict[int, list[Membership]]:
    """Who is in each of the groups now, in the order they came: `{group id: memberships}`."""
    found: dict[int, list[Membership]] = {group.id: [] for group in groups}
    rows = scope.db.scalars(
        select(Membership)
        .where(Membership.group_id.in_(found), Membership.left_at.is_(None))
        .order_by(Membership.id)
    )
    for row in rows:
        found[row.group_id].append(row)
    return found


def enter(scope: Scope, group: Group, person: Participant) -> bool:
    """Go to `group`, out of the one of the same step and time; the first phone there writes for it.

    False if the person is there already.
    """
    assert group.step_id is not None
    if scope.membership(group, person.id) is not None:
        return False
    leave(scope, group.step_id, person, group.slot)
    scope.db.add(
        Membership(
            step_id=group.step_id, group_id=group.id, participant_id=person.id, slot=group.slot,
            joined_at=clock.now(), left_at=None,
            host=person.paper is None and not any(m.host for m in people(scope, group)),
        )
    )  # fmt: skip
    scope.db.flush()
    scope.touch(f"group:{group.id}", f"own:{person.id}")
    return True


def leave(scope: Scope, step_id: int, person: Participant, slot: int | None = None) -> None:
    """Be in no group of the step, at one time or at all. Who came next then writes for it."""
    mine = select(Membership).where(
        Membership.step_id == step_id,
        Membership.participant_id == person.id,
        Membership.left_at.is_(None),
    )
    if slot is not None:
        mine = mine.where(Membership.slot == slot)
    for found in scope.db.scalars(mine).all():
        found.left_at = clock.now()
        scope.db.flush()  # before a new row: nobody is in two groups at a time, says the schema
        if found.host:
            pass_on(scope, found.group_id)
        scope.touch(f"group:{found.group_id}", f"own:{person.id}")


def pass_on(scope: Scope, group_id: int) -> None:
    """Let the one with a phone who has been there longest write for the group."""
    heir = scope.db.scalar(
        select(Membership)
        .join(Participant, Participant.id == Membership.participant_id)
        .where(Membership.group_id == group_id, Membership.left_at.is_(None),
               Participant.paper.is_(None))
        .order_by(Membership.id)
        .limit(1)
    )  # fmt: skip
    if heir is not None:
        heir.host = True
        scope.db.flush()
        scope.touch(f"own:{heir.participant_id}")


def present(scope: Scope) -> Sequence[Participant]:
    """Everybody who is here, in the order they came."""
    return scope.db.scalars(
        select(Participant)
        .where(
            Participant.seminar_id == scope.seminar.id,
            Participant.removed.is_(False),
            Participant.left_at.is_(None),
        )
        .order_by(Participant.id)
    ).all()


def make_tables(scope: Scope, step: Step, size: int) -> None:
    """Tables of about `size` where nobody has made any; everybody gets a place, in turn."""
    there = present(scope)
    number = max(1, ceil((len(there) or scope.seminar.size) / size))
    made = [make(scope, step, "table", n) for n in range(1, number + 1)]
    for place, person in enumerate(there):
        _sit(scope, made[place % number], person)


def to_emptiest(scope: Scope, tables: Sequence[Group], person: Participant) -> None:
    """A latecomer goes to the table with fewest people; the first of equals."""
    sizes = scope.sizes(tables)
    if tables:
        _sit(scope, min(tables, key=lambda t: (sizes[t.id], t.number)), person)


def _sit(scope: Scope, table: Group, person: Participant) -> None:
    enter(scope, table, person)
    person.table_id = table.id
    scope.db.flush()
