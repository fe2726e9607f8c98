"""Being in a group: going there, leaving, and who then writes for it. The log of it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from methods import clock
from methods.scope import Scope
from models import Group, Membership, Participant


def people(scope: Scope, group: Group) -> Sequence[Membership]:
    """Who is in the group now, in the order they came."""
    return scope.db.scalars(
        select(Membership)
        .where(Membership.group_id == group.id, Membership.left_at.is_(None))
        .order_by(Membership.id)
    ).all()


def enter(scope: Scope, group: Group, person: Participant) -> bool:
    """Go to `group`, out of the one of the same step; the first one there writes for it.

    False if the person is there already.
    """
    assert group.step_id is not None
    if scope.membership(group, person.id) is not None:
        return False
    leave(scope, group.step_id, person)
    scope.db.add(
        Membership(
            step_id=group.step_id, group_id=group.id, participant_id=person.id,
            joined_at=clock.now(), left_at=None, host=not people(scope, group),
        )
    )  # fmt: skip
    scope.db.flush()
    scope.touch(f"group:{group.id}", f"own:{person.id}")
    return True


def leave(scope: Scope, step_id: int, person: Participant) -> None:
    """Be in no group of the step. If one wrote for the group, who came next does so now."""
    mine = scope.db.scalar(
        select(Membership).where(
            Membership.step_id == step_id,
            Membership.participant_id == person.id,
            Membership.left_at.is_(None),
        )
    )
    if mine is None:
        return
    mine.left_at, wrote = clock.now(), mine.host
    scope.db.flush()  # before a new row: nobody is in two groups of a step, says the schema
    if wrote:
        pass_on(scope, mine.group_id)
    scope.touch(f"group:{mine.group_id}", f"own:{person.id}")


def pass_on(scope: Scope, group_id: int) -> None:
    """Let the one who has been there longest write for the group."""
    heir = scope.db.scalar(
        select(Membership)
        .where(Membership.group_id == group_id, Membership.left_at.is_(None))
        .order_by(Membership.id)
        .limit(1)
    )
    if heir is not None:
        heir.host = True
        scope.db.flush()
        scope.touch(f"own:{heir.participant_id}")
