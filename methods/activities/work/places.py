"""Who works where: at a case of their own, where people were put last, or at tables made now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from sqlalchemy import select

from methods import groups
from methods.scope import Scope
from models import Group, Membership, Participant, Step

if TYPE_CHECKING:
    from methods.activities.work.sheet import SheetWork

TABLE = 8


def earlier(scope: Scope, step: Step) -> Step | None:
    """The nearest earlier step that put people in groups, in its newest round with a result."""
    keys = {s.key: s.position for s in scope.seminar.steps if s.position < step.position}
    for key in sorted(keys, key=lambda k: -keys[k]):
        for done in scope.behind(key):
            if (done.result or {}).get("groups"):
                return done
    return None


def of(work: SheetWork) -> list[Group]:
    """The groups that work now, by number."""
    if work.per_item:
        return list(work.groups())
    before = earlier(work.scope, work.step)
    ids = (before.result or {}).get("groups", []) if before else []
    found = list(work.db.scalars(select(Group).where(Group.id.in_(ids)).order_by(Group.number)))
    if not found:
        return list(work.groups()) or list(work.scope.tables())
    made_by = {g.step_id for g in found if g.kind == "table"}
    added = [t for t in work.scope.tables() if t.step_id in made_by and t.id not in ids]
    return [*found, *added]  # a table may be added for those who came late


def make(work: SheetWork) -> None:
    """Make what is missing when the step opens: a group for each item, or tables."""
    if work.per_item:
        _cases(work)
    elif not of(work):
        _tables(work)


def seat(work: SheetWork, person: Participant) -> None:
    """A newcomer goes to the smallest of the tables this step made."""
    made = [g for g in work.groups() if g.kind == "table"]
    if made and person.table_id is None:
        sizes = work.scope.sizes(made)
        _sit(work, person, min(made, key=lambda g: (sizes[g.id], g.number)))
        work.scope.touch("phone", "console", "screen")


def move(work: SheetWork, person: Participant, place: Group) -> None:
    """Leave the group one is in and enter `place`; the log keeps both."""
    if groups.enter(work.scope, place, person):
        if place.kind == "table":
            person.table_id = place.id
        work.scope.touch("phone", "console", "screen")


def _tables(work: SheetWork) -> None:
    """Nobody has been given a place in this seminar: tables of eight of those who are here."""
    people = work.db.scalars(
        select(Participant)
        .where(
            Participant.seminar_id == work.seminar.id,
            Participant.removed.is_(False),
            Participant.left_at.is_(None),
        )
        .order_by(Participant.id)
    ).all()
    count = max(1, ceil(len(people) / TABLE))
    made = [_make(work, "table", number) for number in range(1, count + 1)]
    work.db.flush()
    for turn, person in enumerate(people):
        _sit(work, person, made[turn % count])


def _sit(work: SheetWork, person: Participant, table: Group) -> None:
    groups.enter(work.scope, table, person)
    person.table_id = table.id


def _cases(work: SheetWork) -> None:
    """A group for each item that is worked on; its first members are those who had to do with it.

    They are the people of the item's topic group, or else of the group that wrote it. If a group
    has several items, its people are dealt over them evenly.
    """
    topics = _topic_groups(work)
    cases: dict[int, list[Group]] = defaultdict(list)
    for number, item in enumerate(work.taken(), 1):
        made = _make(work, "case", number, item.id)
        cases[topics.get(item.id) or item.group_id or 0].append(made)
    work.db.flush()
    turn: dict[int, int] = defaultdict(int)
    for group, person in _members(work, list(cases)):
        places = cases[group]
        place = places[turn[group] % len(places)]
        if work.current_group(person) is None:
            groups.enter(work.scope, place, person)
            turn[group] += 1


def _topic_groups(work: SheetWork) -> dict[int, int]:
    """The group of each topic that people chose: `{item id: group id}`."""
    before = earlier(work.scope, work.step)
    ids = (before.result or {}).get("groups", []) if before else []
    found = work.db.scalars(select(Group).where(Group.id.in_(ids)).order_by(Group.id.desc()))
    return {g.item_id: g.id for g in found if g.item_id}


def _members(work: SheetWork, ids: Sequence[int]) -> list[tuple[int, Participant]]:
    rows = work.db.execute(
        select(Membership.group_id, Participant)
        .join(Participant, Participant.id == Membership.participant_id)
        .where(Membership.group_id.in_(ids), Membership.left_at.is_(None))
        .order_by(Membership.id)
    )
    return [(group, person) for group, person in rows]


def _make(work: SheetWork, kind: str, number: int, item_id: int | None = None) -> Group:
    made = Group(seminar_id=work.seminar.id, step_id=work.step.id, kind=kind, number=number,
                 item_id=item_id, state="open", done=False)  # fmt: skip
    work.db.add(made)
    return made
