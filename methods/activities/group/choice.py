"""Going to the topic: live sizes, what the console suggests, and dealing a large group out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import clock, groups, items
from methods.activities.group import tables
from methods.refusal import Refused
from models import Group, Item, Membership, Participant
from translations import N_, _, ngettext

if TYPE_CHECKING:
    from methods.activities.group.leading import Leading

HOST = ("vert", "host")  # the field of a topic that says who hosts it
PATIENCE = 300  # seconds before an empty topic is called out
MOST_HAVE_CHOSEN = 0.8


# --- the groups ------------------------------------------------------------------------------


def begin(step: Leading) -> None:
    """A group for each topic; in a new round the groups there were, with their people."""
    before: dict[int | None, list[Group]] = defaultdict(list)
    for group in _earlier(step):
        before[group.item_id].append(group)
    taken = step.taken()
    first = [(i.id, before[i.id][0] if before[i.id] else None) for i in taken]
    parallel = [(i.id, g) for i in taken for g in before[i.id][1:]]
    for number, (item_id, old) in enumerate([*first, *parallel], 1):
        slot = old.slot if old else 1 + (number - 1) % step.settings.slots
        made = groups.make(step.scope, step.step, "topic", number, item_id, slot)
        for was in groups.people(step.scope, old) if old else ():
            step.db.add(
                Membership(
                    step_id=step.step.id, group_id=made.id, participant_id=was.participant_id,
                    slot=slot, joined_at=clock.now(), left_at=None, host=was.host,
                )
            )  # fmt: skip
        if old is None:
            _convene(step, made)
    step.db.flush()


def _convene(step: Leading, group: Group) -> None:
    """Who proposed the topic and hosts it is there from the start, and writes for it."""
    topic = step.db.get(Item, group.item_id)
    person = step.db.get(Participant, topic.author_id) if topic and topic.author_id else None
    if topic is not None and person is not None and hosted(topic):
        groups.enter(step.scope, group, person)


def hosted(topic: Item) -> str:
    """The host somebody wrote on the topic («vert»), if the method asks for one."""
    kept = topic.fields or {}
    return next((str(kept[key]) for key in HOST if kept.get(key)), "")


def _earlier(step: Leading) -> Sequence[Group]:
    rounds = [s for s in step.seminar.steps if s.key == step.step.key and s.id != step.step.id]
    if not rounds:
        return ()
    last = max(rounds, key=lambda s: s.round)
    query = select(Group).where(Group.step_id == last.id).order_by(Group.number)
    return step.db.scalars(query).all()


def split(step: Leading, group: Group) -> list[Group]:
    """Deal the group's people into groups of about `size`; `[group, and its new parallels]`."""
    most = step.settings.max
    there = groups.people(step.scope, group)
    if any(g.item_id == group.item_id and g.id != group.id for g in step.groups()):
        raise Refused("already_split", N_("This topic has parallel groups already. People may "
                                          "walk between them."))  # fmt: skip
    if not most or len(there) <= most:
        raise Refused("not_large", N_("Only a group of more than %(n)s is split."),
                      n=most or len(there))  # fmt: skip
    ids = [m.participant_id for m in there]
    people = {p.id: p for p in step.db.scalars(select(Participant).where(Participant.id.in_(ids)))}
    writer = next((m.participant_id for m in there if m.host), ids[0])
    parts = deal([people[i] for i in ids], _parts(step, len(ids)), writer)
    made = [group]
    for part in parts[1:]:
        number = max(g.number for g in step.groups()) + 1
        made.append(groups.make(step.scope, step.step, "topic", number, group.item_id, group.slot))
        for person in part:
            groups.enter(step.scope, made[-1], person)
    return made


def _parts(step: Leading, people: int) -> int:
    return ceil(people / int(min(step.settings.split, step.settings.max)))


def deal(people: Sequence[Participant], parts: int, writer: int = 0) -> list[list[Participant]]:
    """Deal people out in turn by home table, so that tables are spread and sizes differ by at

    most one. The part with the one who writes comes first: it keeps the flip-over.
    """
    in_turn = sorted(people, key=lambda p: (p.table_id or 0, p.id))
    dealt = [in_turn[n::parts] for n in range(parts)]
    return sorted(dealt, key=lambda part: all(p.id != writer for p in part))


def result(step: Leading) -> dict[str, Any]:
    """What the step hands on: groups with people, and the topics nobody took."""
    found = step.groups()
    sizes = step.scope.sizes(found)
    live = [g for g in found if sizes[g.id]]
    taken = {g.item_id for g in found if sizes[g.id] or g.state == "joined"}
    wanted = list(dict.fromkeys(g.item_id for g in found))
    return {
        "items": [i for i in wanted if i in taken],
        "groups": [g.id for g in live],
        "parked": [i for i in wanted if i not in taken],
        "joined": {str(g.id): joined(step)[g.id] for g in found if g.state == "joined"},
        "sizes": {str(g.id): sizes[g.id] for g in found},
    }


# --- how it looks ----------------------------------------------------------------------------


def called(step: Leading) -> list[int]:
    """The groups that have been called out on the wall."""
    return list((step.step.data or {}).get("called", []))


def joined(step: Leading) -> dict[int, int]:
    """Which group each joined one goes on together with: `{group id: group id}`."""
    return {int(g): into for g, into in (step.step.data or {}).get("joined", {}).items()}


def programme(step: Leading, person: Participant) -> list[dict[str, Any]]:
    """Where the person is at each time of day."""
    rows = step.db.execute(
        select(Group, Item)
        .join(Membership, Membership.group_id == Group.id)
        .outerjoin(Item, Item.id == Group.item_id)
        .where(Membership.step_id == step.step.id, Membership.participant_id == person.id,
               Membership.left_at.is_(None))
        .order_by(Group.slot)
    ).all()  # fmt: skip
    return [{"id": g.id, "slot": g.slot, "number": g.number, "title": items.told(items.title(item))}
            for g, item in rows]  # fmt: skip


def topics(step: Leading) -> dict[str, Any]:
    """The topics' groups with live sizes, and what the facilitator may do about them."""
    found = step.groups()
    sizes = step.scope.sizes(found)
    ids = [g.item_id for g in found]
    topics = {i.id: i for i in step.db.scalars(select(Item).where(Item.id.in_(ids)))}
    parallels, numbers = Counter(ids), {g.id: g.number for g in found}
    rows = [
        {
            "id": g.id,
            "number": g.number,
            "size": sizes[g.id],
            "people": sizes[g.id],
            "dots": min(sizes[g.id], 40),
            "parked": g.state == "parked",
            "slot": g.slot,
            "host": hosted(topics[g.item_id or 0]),
            "with": numbers.get(joined(step).get(g.id, 0)) if g.state == "joined" else None,
            "title": items.told(items.title(topics[g.item_id or 0])),
            "parallels": parallels[g.item_id],
            "called": g.id in called(step) and not sizes[g.id] and g.state == "open",
            "split": 0 < step.settings.max < sizes[g.id] and parallels[g.item_id] == 1,
        }
        for g in found
    ]
    present = step.scope.present()
    placed = present - len(step.unplaced())
    late = step.elapsed() >= PATIENCE
    late = late or (placed > 0 and placed >= MOST_HAVE_CHOSEN * present)
    for row in rows:
        near = _neighbour(step, row, rows) if late and not row["with"] else None
        row["near"] = near if row["size"] and row["size"] <= step.settings.min else None
        row["advice"] = _advice(step, row, late, near)
        row["need"] = bool(row["advice"]) and not row["parked"] and not row["with"] and (
            row["split"] or not row["size"])  # fmt: skip
    times = [
        {"slot": slot, "topics": [r for r in rows if r["slot"] == slot and not r["with"]]}
        for slot in range(1, step.settings.slots + 1)
    ]
    return {"mode": "choice", "by": "choice", "topics": rows, "times": times, "people": present,
            "slots": step.settings.slots, "placed": placed, "movable": step.settings.movable,
            "unplaced": max(0, present - placed)}  # fmt: skip


def _advice(step: Leading, row: dict[str, Any], late: bool, near: dict[str, Any] | None) -> str:
    """What the console suggests for a group, in a sentence; never forced on anybody."""
    if row["with"]:
        return _("Goes on together with number %(n)s.", n=row["with"])
    if row["parked"]:
        return _("Prioritised, not taken. It stays in the report.")
    if row["split"]:
        parts = _parts(step, row["size"])
        return _("%(n)s people are too many for one flip-over. Split them into %(parts)s groups "
                 "of equal size: nobody loses the topic.", n=row["size"], parts=parts)  # fmt: skip
    if not late:
        return ""
    if not row["size"]:
        return "" if row["parallels"] > 1 else _(
            "Nobody is here. Ask the room: who takes this one? If nobody comes within a minute, "
            "park it.")  # fmt: skip
    if row["size"] > step.settings.min:
        return ""
    few = ngettext(
        "Only one person is here. One may go on alone.",
        "Only %(n)s people are here. They may go on as they are.",
        row["size"],
    )
    if near is None:
        return few
    return few + " " + _("The nearest with room is %(number)s, “%(title)s”.",
                         number=near["number"], title=near["title"])  # fmt: skip


def _neighbour(step: Leading, row: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    there = [r for r in rows if r["slot"] == row["slot"] and not r["with"]]
    near = tables.neighbour(row, there, step.settings.max)
    return near and next(r for r in rows if r["id"] == near["id"])
