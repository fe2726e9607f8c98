"""Which items a person rates: all, those of their own, or a few drawn by the ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from methods.activities.rate import ring
from models import Item, Membership, Participant

if TYPE_CHECKING:
    from methods.activities.rate.activity import Rate


def mine(rate: Rate, person: Participant) -> list[Item]:
    """The items this person is asked about, in the order they should be read."""
    items = rate.rated()
    if rate.settings.assign == "all" or not items:
        return items
    own = _own(rate, person, items)
    if rate.settings.assign == "own":
        return [i for i in items if i.id in own]
    around = ring.shuffled([i.id for i in items], rate.step.data.get("seed", ""))
    turn = rate.scope.count(Participant, Participant.seminar_id == rate.seminar.id,
                            Participant.id < person.id)  # fmt: skip
    begin = ring.start(around, own, turn, rate.settings.sample)
    by_id = {i.id: i for i in items}
    return [by_id[i] for i in ring.hand(around, begin, rate.settings.sample, own)]


def _own(rate: Rate, person: Participant, items: list[Item]) -> set[int]:
    """What the person wrote, or a group that the person is in."""
    there = select(Membership.group_id).where(
        Membership.participant_id == person.id, Membership.left_at.is_(None)
    )
    groups = {*rate.db.scalars(there), person.table_id} - {None}
    return {i.id for i in items if i.author_id == person.id or i.group_id in groups}
