"""How the groups read afterwards: as they were when the step closed."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import items
from methods.activities.group import choice, dealt
from methods.activity import Block
from models import Item, Membership
from translations import N_, _, ngettext

if TYPE_CHECKING:
    from methods.activities.group.leading import Leading

HOW = {
    "table": "",
    "random": N_("They were dealt out at random."),
    "mix": N_("They were mixed across tables, roles or units."),
    "pair": N_("They worked two and two."),
    "join2": N_("The groups before joined two and two."),
    "rotate": N_("They went on to the next table, and met others."),
    "keep": N_("They stayed in the groups they had."),
}


def seated(step: Leading) -> dict[str, Any]:
    """How many sat at how many tables; a table nobody came to is not counted."""
    sizes = [n for n in step.scope.sizes(step.open_groups()).values() if n]
    return {"by": step.settings.by, "people": sum(sizes), "tables": len(sizes),
            "spread": dealt.spread(sizes)}  # fmt: skip


def seats(outcome: dict[str, Any]) -> list[Block]:
    tables = outcome["by"] in ("table", "rotate")
    sat = ngettext("%(n)s person sat", "%(n)s people sat", outcome["people"])
    at = ngettext("at %(n)s table", "at %(n)s tables", outcome["tables"])
    if not tables:
        sat = ngettext("%(n)s person was", "%(n)s people were", outcome["people"])
        at = ngettext("in %(n)s group", "in %(n)s groups", outcome["tables"])
    blocks: list[Block] = [{"kind": "text", "text": f"{sat} {at}. {_(HOW[outcome['by']])}".strip()}]
    if len(outcome["spread"]) > 1:
        head = [_("People at the table"), _("Tables")] if tables else [
            _("People in the group"), _("Groups")]  # fmt: skip
        rows = [[s["people"], s["tables"]] for s in reversed(outcome["spread"])]
        blocks.append({"kind": "table", "caption": _("How many sat together"), "numeric": [0, 1],
                       "head": head, "rows": rows})  # fmt: skip
    return blocks


def chosen(step: Leading) -> dict[str, Any]:
    """Each topic with its groups at close, how many stopped by, and what nobody took."""
    result = step.step.result or {}
    sizes = {int(g): n for g, n in result.get("sizes", {}).items()}
    of_item = defaultdict(list)
    for group in step.groups():
        of_item[group.item_id].append(group)
    topics = {i.id: i for i in step.db.scalars(select(Item).where(Item.id.in_(of_item)))}
    visits, joined = _visitors(step), choice.joined(step)
    numbers = {g.id: g.number for g in step.groups()}
    rows = []
    for item_id, found in of_item.items():
        live = [g for g in found if sizes.get(g.id)]
        rows.append({
            "number": found[0].number,
            "problem": topics[item_id or 0].number,
            "about": topics[item_id or 0].kind,
            "title": items.title(topics[item_id or 0]),
            "taken": bool(live) or found[0].state == "joined",
            "joined": numbers.get(joined.get(found[0].id, 0)),
            "slot": found[0].slot if step.settings.slots > 1 else None,
            "people": sum(sizes.get(g.id, 0) for g in found),
            "stopped_by": visits[item_id],
            "groups": [{"number": g.number, "people": sizes[g.id]} for g in live],
        })  # fmt: skip
    return {"by": "choice", "people": sum(sizes.values()), "topics": rows}


def _visitors(step: Leading) -> Counter[int | None]:
    """By topic, how many were there for a while and had moved on when the step closed."""
    closed = step.step.closed_at or float("inf")
    of = {g.id: g.item_id for g in step.groups()}
    been, stayed = set(), set()
    for row in step.db.scalars(
        select(Membership).where(Membership.step_id == step.step.id, Membership.joined_at <= closed)
    ):
        here = (of.get(row.group_id), row.participant_id)
        been.add(here)
        if row.left_at is None or row.left_at > closed:
            stayed.add(here)
    return Counter(item for item, _person in been - stayed)


def topics(outcome: dict[str, Any]) -> list[Block]:
    rows = [
        [t["number"], items.told(t["title"]), t["people"], _groups(t), t["stopped_by"]]
        for t in outcome["topics"]
        if t["taken"]
    ]
    head = [_("Number"), _("Topic"), _("People"), _("Groups"), _("Stopped by")]
    blocks: list[Block] = [{"kind": "table", "caption": _("Who went where"), "head": head,
                            "rows": rows, "numeric": [0, 2, 4]}] if rows else []  # fmt: skip
    parked = [items.told(t["title"]) for t in outcome["topics"] if not t["taken"]]
    if parked:
        text = ngettext(
            "One topic was prioritised, but nobody took it:",
            "%(n)s topics were prioritised, but nobody took them:",
            len(parked),
        )
        blocks += [{"kind": "text", "text": text}, {"kind": "list", "items": parked}]
    return blocks


def _groups(topic: dict[str, Any]) -> str:
    """One group by its size needs no more words; parallel groups are listed by size."""
    found = topic["groups"]
    if topic.get("joined"):
        return _("together with number %(n)s", n=topic["joined"])
    if topic.get("slot"):
        return _("time %(n)s", n=topic["slot"])
    if len(found) < 2:
        return str(len(found))
    sizes = " + ".join(str(g["people"]) for g in found)
    return _("%(n)s (%(sizes)s)", n=len(found), sizes=sizes)
