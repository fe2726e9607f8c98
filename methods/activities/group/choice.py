"""Going to the topic: live sizes, what the console suggests, and dealing a large group out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import ceil
from typing import Any

from sqlalchemy import select

from methods import clock, groups, items
from methods.activities.group import tables
from methods.activity import Activity
from methods.refusal import Refused
from models import Group, Item, Membership, Participant
from translations import N_, _, ngettext

PATIENCE = 300  # seconds before an empty topic is called out
MOST_HAVE_CHOSEN = 0.8


# --- the groups ------------------------------------------------------------------------------


def begin(step: Activity) -> None:
    """A group for each topic; in a new round the groups there were, with their people."""
    before: dict[int | None, list[Group]] = defaultdict(list)
    for group in _earlier(step):
        before[group.item_id].append(group)
    taken = step.taken()
    first = [(i.id, before[i.id][0] if before[i.id] else None) for i in taken]
    parallel = [(i.id, g) for i in taken for g in before[i.id][1:]]
    for number, (item_id, old) in enumerate([*first, *parallel], 1):
        made = tables.make(step, "topic", number, item_id)
        for was in groups.people(step.scope, old) if old else ():
            step.db.add(
                Membership(
                    step_id=step.step.id, group_id=made.id, participant_id=was.participant_id,
                    joined_at=clock.now(), left_at=None, host=was.host,
                )
            )  # fmt: skip
    step.db.flush()


def _earlier(step: Activity) -> Sequence[Group]:
    rounds = [s for s in step.seminar.steps if s.key == step.step.key and s.id != step.step.id]
    if not rounds:
        return ()
    last = max(rounds, key=lambda s: s.round)
    query = select(Group).where(Group.step_id == last.id).order_by(Group.number)
    return step.db.scalars(query).all()


def split(step: Activity, group: Group) -> list[Group]:
    """Deal the group's people into groups of about `size`; `[group, and its new parallels]`."""
    most, size = step.settings.max, step.settings.size
    there = groups.people(step.scope, group)
    if any(g.item_id == group.item_id and g.id != group.id for g in step.groups()):
        raise Refused("already_split", N_("This topic has parallel groups already. People may "
                                          "walk between them."))  # fmt: skip
    if len(there) <= most:
        raise Refused("not_large", N_("Only a group of more than %(n)s is split."), n=most)
    ids = [m.participant_id for m in there]
    people = {p.id: p for p in step.db.scalars(select(Participant).where(Participant.id.in_(ids)))}
    writer = next((m.participant_id for m in there if m.host), ids[0])
    parts = deal([people[i] for i in ids], ceil(len(ids) / size), writer)
    made = [group]
    for part in parts[1:]:
        number = max(g.number for g in step.groups()) + 1
        made.append(tables.make(step, "topic", number, group.item_id))
        for person in part:
            groups.enter(step.scope, made[-1], person)
    return made


def deal(people: Sequence[Participant], parts: int, writer: int = 0) -> list[list[Participant]]:
    """Deal people out in turn by home table, so that tables are spread and sizes differ by at

    most one. The part with the one who writes comes first: it keeps the flip-over.
    """
    in_turn = sorted(people, key=lambda p: (p.table_id or 0, p.id))
    dealt = [in_turn[n::parts] for n in range(parts)]
    return sorted(dealt, key=lambda part: all(p.id != writer for p in part))


def result(step: Activity) -> dict[str, Any]:
    """What the step hands on: groups with people, and the topics nobody took."""
    found = step.groups()
    sizes = step.scope.sizes(found)
    live = [g for g in found if sizes[g.id]]
    taken = {g.item_id for g in live}
    wanted = list(dict.fromkeys(g.item_id for g in found))
    return {
        "items": [i for i in wanted if i in taken],
        "groups": [g.id for g in live],
        "parked": [i for i in wanted if i not in taken],
        "sizes": {str(g.id): sizes[g.id] for g in found},
    }


# --- how it looks ----------------------------------------------------------------------------


def called(step: Activity) -> list[int]:
    """The groups that have been called out on the wall."""
    return list((step.step.data or {}).get("called", []))


def topics(step: Activity) -> dict[str, Any]:
    """The topics' groups with live sizes, and what the facilitator may do about them."""
    found = step.groups()
    sizes = step.scope.sizes(found)
    ids = [g.item_id for g in found]
    topics = {i.id: i for i in step.db.scalars(select(Item).where(Item.id.in_(ids)))}
    parallels = Counter(ids)
    rows = [
        {
            "id": g.id,
            "number": g.number,
            "size": sizes[g.id],
            "dots": min(sizes[g.id], 40),
            "parked": g.state == "parked",
            "title": items.told(items.title(topics[g.item_id or 0])),
            "parallels": parallels[g.item_id],
            "called": g.id in called(step) and not sizes[g.id] and g.state == "open",
            "split": sizes[g.id] > step.settings.max and parallels[g.item_id] == 1,
        }
        for g in found
    ]
    present, placed = step.scope.present(), sum(sizes.values())
    late = clock.now() - (step.step.opened_at or clock.now()) >= PATIENCE
    late = late or (placed > 0 and placed >= MOST_HAVE_CHOSEN * present)
    for row in rows:
        row["advice"] = _advice(step, row, rows, late)
        row["need"] = (
            bool(row["advice"]) and not row["parked"] and (row["split"] or not row["size"])
        )
    return {"by": "choice", "topics": rows, "people": present, "placed": placed,
            "unplaced": max(0, present - placed)}  # fmt: skip


def _advice(step: Activity, row: dict[str, Any], rows: list[dict[str, Any]], late: bool) -> str:
    """What the console suggests for a group, in a sentence; never forced on anybody."""
    if row["parked"]:
        return _("Prioritised, not taken. It stays in the report.")
    if row["split"]:
        parts = ceil(row["size"] / step.settings.size)
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
    near = _neighbour(step, row, rows)
    if near is None:
        return few
    return few + " " + _("The nearest with room is %(number)s, “%(title)s”.", **near)


def _neighbour(step: Activity, row: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    room = [r for r in rows if r is not row and 0 < r["size"] <= step.settings.max - row["size"]]
    if not room:
        return None
    near = min(room, key=lambda r: (abs(r["number"] - row["number"]), r["number"]))
    return {"number": near["number"], "title": near["title"]}
