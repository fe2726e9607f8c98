"""What gathering shows: one's own list, a group's list, and counts for everyone else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from methods import items, kinds, paperless
from methods.activities.gather import reading
from methods.activities.gather.parents import earlier
from methods.activities.gather.writing import Writer
from models import Group, Item, Membership, Note, Participant
from translations import pick

if TYPE_CHECKING:
    from methods.activities.gather.activity import Gather


def counts(step: Gather) -> dict[int, int]:
    """How many live items each group has."""
    rows = step.db.execute(
        select(Item.group_id, func.count())
        .where(Item.step_id == step.step.id, Item.status == "live")
        .group_by(Item.group_id)
    )
    return {table or 0: n for table, n in rows}


def mine(step: Gather, person: Participant) -> dict[str, Any]:
    """A person's own list, for nobody else."""
    made = _list(step, Writer(None, person), step.step.state == "open")
    return {"list": made | {"without": _without_phone(step, person)}}


def group(step: Gather, place: Group) -> dict[str, Any]:
    """A group's own list, the notes offered to it, and who writes."""
    made = _list(step, Writer(place, None), step.step.state == "open")
    offered = step.db.scalars(
        select(Note)
        .where(Note.step_id == step.step.id, Note.group_id == place.id, Note.state == "offered")
        .order_by(Note.id)
    ).all()
    accepted = {p["about"] for p in made["problems"]}
    before = earlier(step, place) if _takes(step) else []
    prompts = step.settings.prompts
    return made | {
        "without": _at(step, place) if place.kind == "table" else [],
        "table": place.number,
        "is_table": place.kind == "table",
        "group": place.id,
        "offered": [{"id": n.id, "text": n.text} for n in offered],
        "before": [{"id": i.id, "title": i.title, "body": i.body} for i in before
                   if i.id not in accepted],
        "host": _host(step, place),
        "card": pick(prompts[(place.number - 1) % len(prompts)]) if step.drawn() else "",
        "reads": place.id in step.readers() and not made["count"],
    }  # fmt: skip


def _without_phone(step: Gather, person: Participant) -> list[int]:
    """The paper numbers at the table that the person writes for: it may be written for them."""
    table = step.db.get(Group, person.table_id) if person.table_id else None
    mine = step.scope.membership(table, person.id) if table else None
    return _at(step, table) if table and mine and mine.host else []


def _at(step: Gather, table: Group) -> list[int]:
    return [p.paper for p in paperless.people(step.scope) if p.table_id == table.id and p.paper]


def _takes(step: Gather) -> bool:
    """Whether the group chooses from what its people wrote before."""
    waiting = step.step.state == "waiting"
    return bool(step.step.source) and step.settings.about == "none" and not waiting


def _list(step: Gather, writer: Writer, is_open: bool) -> dict[str, Any]:
    wrote = step.db.scalars(
        select(Item).where(Item.step_id == step.step.id, writer.wrote()).order_by(Item.id)
    ).all()
    live = [i for i in wrote if i.status == "live"]
    most = step.most()
    waiting = step.step.state == "waiting"
    about = step.assigned(writer) if step.settings.about != "none" and not waiting else []
    return {
        "problems": [reading.own_card(step, i) for i in live],
        "hidden": [
            {"id": i.id, "title": i.title, "reason": i.reason}
            for i in wrote
            if i.status == "hidden"
        ],
        "about": [{"id": i.id, "number": i.number, "body": i.body,
                   "title": items.told(items.title(i))} for i in about],
        "no_parent": step.settings.about != "none" and not about,
        "count": len(live),
        "most": most,
        "full": bool(most) and len(live) >= most,
        "open": is_open,
        "title_max": step.settings.title_max,
        "body_max": step.settings.body_max,
        "new": kinds.new(step.settings.kind),
        "one": kinds.one(step.settings.kind),
        "fields": reading.fields(step),
    }  # fmt: skip


def _host(step: Gather, place: Group) -> str:
    """The name of the one who writes for the group, maybe empty."""
    return step.db.scalar(
        select(Participant.name)
        .join(Membership, Membership.participant_id == Participant.id)
        .where(Membership.host, Membership.left_at.is_(None), Membership.group_id == place.id)
    ) or ""  # fmt: skip


def room(step: Gather, surface: str) -> dict[str, Any]:
    """Counts for phone, wall and console; texts where and when they are for everybody.

    What stands on the wall while people write can be hidden by its number there.
    """
    half = step.half_time()
    made: dict[str, Any] = {
        "kind": step.settings.kind,
        "grouped": step.grouped,
        "count": step.written(),
        "told": (told := kinds.count(step.settings.kind, step.written())),
        "word": told.removeprefix(f"{step.written()} "),
        "solo_until": step.solo_until(),
        "half": half,
        "problems": reading.cards(step) if step.shown(surface) else [],
        "tallies": reading.verdicts(step) if step.step.state == "published" else [],
        "on_wall": [],
        "open": step.step.state == "open",
        "drawn": step.drawn(),
        "prompts": [pick(words) for words in step.settings.prompts] if step.drawn() else [],
    }
    made["parts"] = reading.parts(made["problems"], step)
    if surface in ("console", "helper"):
        if step.shown("screen") and not step.shown("console"):
            made["on_wall"] = [(p["id"], p["mark"]) for p in reading.cards(step)]
        made["texts"] = [(p["id"], f"{p['mark']} {p['title']}") for p in made["problems"]]
        made["tables"] = _tables(step, half) if step.grouped else []
        few = step.settings.kind == "problem" and made["open"] and half
        made["few"] = few and made["count"] < 4
        made["may_draw"] = bool(step.settings.prompts) and made["open"] and not made["drawn"]
    return made


def _tables(step: Gather, half: bool) -> list[dict[str, Any]]:
    sizes, wrote, readers = step.scope.sizes(step.places), counts(step), step.readers()
    return [
        {
            "id": g.id,
            "number": g.number,
            "is_table": g.kind == "table",
            "people": sizes[g.id],
            "count": wrote.get(g.id, 0),
            "told": kinds.count(step.settings.kind, wrote.get(g.id, 0)),
            "help": g.help_at is not None,
            "reads": g.id in readers and not wrote.get(g.id),
            "state": _state(g, sizes[g.id], wrote.get(g.id, 0), half and g.id not in readers),
        }
        for g in step.places
        if sizes[g.id]
    ]


def _state(group: Group, people: int, count: int, half: bool) -> str:
    """How a table stands, for the console: need, warn, ok or empty."""
    if group.help_at is not None or (half and not count):
        return "need"
    if people < 3 and group.kind == "table":
        return "warn"
    return "ok" if count else "empty"
