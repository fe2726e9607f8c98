"""Groups that are dealt: at random, mixed, in pairs, joined, rotated or kept.

The first random or mixed groups of a seminar are its tables: the place people come back to.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from methods import clock, groups, paperless
from methods.activities.group import dealing
from methods.activities.group.dealing import Circle
from models import Group, Membership, Participant, Step

if TYPE_CHECKING:
    from methods.activities.group.leading import Leading

PAIR = 3  # as many as a pair ever is


def begin(step: Leading) -> None:
    """Deal the groups. A new round keeps them as they were; a new round of rotating rotates on."""
    if step.home and step.scope.tables():
        return
    before = _before(step)
    if before and step.settings.by != "rotate":
        place(step, dealing.keep(_circles(step, before)))
    else:
        place(step, _deal(step, before))
    for person in _unplaced(step):
        seat(step, person)


def again(step: Leading) -> None:
    """Deal everybody out once more, also those who came later."""
    place(step, _deal(step, _before(step)))


def times(step: Leading) -> int:
    """How many times everybody has been dealt out once more."""
    return int((step.step.data or {}).get("deals", 0))


def seat(step: Leading, person: Participant) -> Group:
    """A latecomer goes where there are fewest, of equals where fewest are of their own kind."""
    found = step.open_groups()
    there = groups.members(step.scope, found)
    most = PAIR if step.settings.by == "pair" else step.settings.max
    kinds, done = _kinds(step), step.step.state == "published" and not step.home
    mine = kinds.get(person.id, "")
    same = {g: sum(kinds.get(m.participant_id) == mine for m in who) for g, who in there.items()}
    sizes = {g.id: len(there[g.id]) for g in found}
    at = dealing.seat(sizes, 0 if done else most, same if mine else None)
    to = step.db.get(Group, at) if at is not None else add(step)
    assert to is not None
    enter(step, to, person)
    return to


def add(step: Leading) -> Group:
    """One more group, with the next number. A table stands with the others, also in a new round."""
    others = step.step_groups()
    number = max((g.number for g in others), default=0) + 1
    return groups.make(step.scope, step.at, step.kind, number)


def enter(step: Leading, place: Group, person: Participant) -> None:
    groups.enter(step.scope, place, person)
    if place.kind == "table":
        person.table_id = place.id
        step.db.flush()


def place(step: Leading, circles: Sequence[Circle]) -> None:
    """Put everybody where they have been dealt; who was elsewhere leaves, and the log keeps it."""
    step.db.execute(
        update(Membership)
        .where(Membership.step_id == step.at.id, Membership.left_at.is_(None))
        .values(left_at=clock.now())
    )
    standing = list(step.open_groups())
    without = {p.id for p in paperless.people(step.scope)}  # no phone to write on
    of: dict[str, int] = {}
    for circle in circles:
        to = standing.pop(0) if standing else _make(step, circle)
        if circle.of is not None:
            of[str(to.id)] = circle.of
        first = next((p for p in circle.people if p not in without), None)
        host = first if circle.host is None else circle.host
        rest = [p for p in circle.people if p != host]
        for person in [host, *rest] if host in circle.people else rest:
            step.db.add(Membership(
                step_id=step.at.id, group_id=to.id, participant_id=person, slot=1, left_at=None,
                joined_at=clock.now(), host=person == host,
            ))  # fmt: skip
        if to.kind == "table":
            step.db.execute(update(Participant).where(Participant.id.in_(circle.people))
                            .values(table_id=to.id))  # fmt: skip
    step.db.flush()
    step.db.expire_all()
    step.step.data = {**(step.step.data or {}), "of": of}
    step.scope.touch("phone", "console", "screen", "group:*", "own:*")


def _make(step: Leading, circle: Circle) -> Group:
    """A group for the circle; one that goes on from another has its number and its topic."""
    before = step.db.get(Group, circle.of) if circle.of is not None else None
    goes_on = before is not None and step.settings.by in ("rotate", "keep")
    taken = {g.number for g in step.step_groups()}
    number = before.number if before and goes_on else max(taken, default=0) + 1
    item = before.item_id if before and goes_on else None
    return groups.make(step.scope, step.at, step.kind, number, item)


def _deal(step: Leading, before: Sequence[Group]) -> list[Circle]:
    by, seed = step.settings.by, secrets.randbits(32)
    if by in ("join2", "rotate", "keep"):
        earlier = before or _earlier(step)
        circles = _circles(step, earlier)
        if by == "join2":
            return dealing.join2(circles)
        if by == "keep":
            return dealing.keep(circles)
        return dealing.rotate(circles, _been(step, earlier), step.settings.stay == "host")
    people = [p.id for p in groups.present(step.scope)]
    if by == "pair":
        near = {p.id: str(p.table_id or "") for p in groups.present(step.scope)}
        kinds = _kinds(step) if step.settings.balance != "none" else None
        return [Circle(pair) for pair in dealing.pairs(people, seed, near, kinds)]
    parts = dealing.how_many(len(people) or step.seminar.size, _size(step))
    return [Circle(part) for part in dealing.spread(people, parts, seed, _kinds(step))]


def _size(step: Leading) -> int:
    most = step.settings.max
    return min(step.settings.size, most) if most else int(step.settings.size)


def _kinds(step: Leading) -> dict[int, str]:
    """What is spread over the groups: roles, units or home tables; mixing spreads the tables."""
    balance = step.settings.balance
    if balance == "none" and step.settings.by == "mix" and not step.home:
        balance = "home_table"
    if balance == "none":
        return {}
    column = {"role": "role", "unit": "unit", "home_table": "table_id"}[balance]
    kept = {p.id: getattr(p, column) for p in groups.present(step.scope)}
    return {
        person: str(value).casefold().strip() if value else "" for person, value in kept.items()
    }


def _before(step: Leading) -> Sequence[Group]:
    """The groups of this step's last round, if it is not the first."""
    rounds = [s for s in step.seminar.steps if s.key == step.step.key and s.id != step.step.id]
    last = max(rounds, key=lambda s: s.round, default=None)
    return groups.of_step(step.scope, last) if last is not None else ()


def _earlier(step: Leading) -> Sequence[Group]:
    """The groups that are joined, rotated or kept: those of `from`, else the nearest before."""
    ids = [g for s in _sources(step) for g in (s.result or {}).get("groups", [])]
    if ids:
        query = select(Group).where(Group.id.in_(ids)).order_by(Group.number)
        return step.db.scalars(query).all()
    near = groups.nearest(step.scope, step.step)
    return groups.of_step(step.scope, near) if near is not None else ()


def _sources(step: Leading) -> list[Step]:
    return step.sources() if step.step.source else []


def _circles(step: Leading, found: Sequence[Group]) -> list[Circle]:
    there = groups.members(step.scope, found)
    return [
        Circle([m.participant_id for m in there[g.id]],
               next((m.participant_id for m in there[g.id] if m.host), None), g.id)
        for g in found
    ]  # fmt: skip


def _been(step: Leading, found: Sequence[Group]) -> dict[int, set[int]]:
    """The tables each has been at: those of today, and those they go on from, by their place."""
    of: dict[int, int] = {}
    for one in step.seminar.steps:
        of |= {int(new): old for new, old in (one.data or {}).get("of", {}).items()}
    place: dict[int, int] = {}
    for at, group in enumerate(found):
        where: int | None = group.id
        while where is not None and where not in place:
            place[where] = at
            where = of.get(where)
    been: dict[int, set[int]] = {}
    rows = step.db.execute(select(Membership.participant_id, Membership.group_id)
                           .where(Membership.group_id.in_(place)))  # fmt: skip
    for person, group_id in rows:
        been.setdefault(person, set()).add(place[group_id])
    return been


def _unplaced(step: Leading) -> list[Participant]:
    placed = set(step.db.scalars(
        select(Membership.participant_id)
        .where(Membership.step_id == step.at.id, Membership.left_at.is_(None))
    ))  # fmt: skip
    return [p for p in groups.present(step.scope) if p.id not in placed]


def spread(sizes: Sequence[int]) -> list[dict[str, int]]:
    """How many groups have how many people, the smallest first."""
    return [{"people": n, "tables": count} for n, count in sorted(Counter(sizes).items())]
