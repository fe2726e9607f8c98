"""Who works where: people stay with their topic, and may always walk."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from methods import clock, groups
from models import Group, Membership, Participant

if TYPE_CHECKING:
    from methods.activities.work.activity import Work


def move(work: Work, person: Participant, place: Group) -> None:
    """Leave the group one is in and enter `place`; the log keeps both."""
    if groups.enter(work.scope, place, person):
        work.scope.touch("phone", "console", "screen")


def make_cases(work: Work) -> None:
    """A group for each item that is worked on; the people it came from are its first members.

    If a group has several items, its people are dealt over them evenly.
    """
    cases: dict[int, list[Group]] = defaultdict(list)
    for number, item in enumerate(work.taken(), 1):
        made = Group(seminar_id=work.seminar.id, step_id=work.step.id, kind="case", number=number,
                     item_id=item.id, state="open", done=False)  # fmt: skip
        work.db.add(made)
        cases[item.group_id or 0].append(made)
    work.db.flush()
    people = work.db.execute(
        select(Membership.group_id, Membership.participant_id)
        .where(Membership.group_id.in_(cases), Membership.left_at.is_(None))
        .order_by(Membership.id)
    ).all()
    turn: dict[int, int] = defaultdict(int)
    for group, person in people:
        places = cases[group]
        _enter(work, person, places[turn[group] % len(places)])
        turn[group] += 1


def _enter(work: Work, person_id: int, place: Group) -> None:
    work.db.add(Membership(step_id=work.at.id, group_id=place.id, participant_id=person_id,
                           joined_at=clock.now(), host=False))  # fmt: skip
    work.db.flush()
