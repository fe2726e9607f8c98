"""What group work shows: a group's own sheet, and the map of all groups."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import items
from models import Group, Item, Line
from translations import pick

if TYPE_CHECKING:
    from methods.activities.work.activity import Work


def _lines(work: Work) -> dict[int, dict[str, Line]]:
    found: dict[int, dict[str, Line]] = defaultdict(dict)
    for line in work.db.scalars(select(Line).where(Line.step_id == work.step.id)):
        found[line.group_id][line.field] = line
    return found


def _ideas(work: Work, status: str = "live") -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = defaultdict(list)
    for item in items.of_step(work.db, work.step):
        if item.status == status:
            found[item.group_id or 0].append(item)
    return found


def _topics(work: Work, groups: list[Group]) -> dict[int, Item]:
    ids = [g.item_id for g in groups if g.item_id]
    return {i.id: i for i in work.db.scalars(select(Item).where(Item.id.in_(ids)))}


def _told(topic: Item | None) -> str:
    return items.told(items.title(topic)) if topic else ""


def sheet(work: Work, group: Group) -> dict[str, Any]:
    """One group's flip-over: its topic, fields with their texts, and ideas."""
    topic = _topics(work, [group]).get(group.item_id or 0)
    lines = _lines(work)[group.id]
    ideas = _ideas(work)[group.id]
    card = work.settings.prompts[group.number % len(work.settings.prompts)] \
        if work.card_shown() else None  # fmt: skip
    return {
        "group": group.id,
        "number": group.number,
        "title": _told(topic),
        "body": topic.body if topic and items.title(topic) else "",
        "fields": [
            {
                "key": f.key,
                "label": pick(f.label),
                "text": lines[f.key].text if f.key in lines else "",
                "revision": lines[f.key].revision if f.key in lines else 0,
            }
            for f in work.settings.sheet
            if f.type == "text"
        ],
        "lists": [pick(f.label) for f in work.settings.sheet if f.type == "items"],
        "ideas": [
            {"id": i.id, "title": i.title, "body": i.body, "forward": i.forward,
             "revision": i.revision}
            for i in ideas
        ],
        "hidden": [
            {"title": i.title, "reason": i.reason} for i in _ideas(work, "hidden")[group.id]
        ],
        "most": work.settings.forward,
        "open": work.step.state == "open",
        "called": group.help_at is not None,
        "card": pick(card) if card else "",
    }  # fmt: skip


def room(work: Work, surface: str) -> dict[str, Any]:
    """All groups with how far they have come: counts only, but for the facilitator's console."""
    groups = work.places()
    sizes = work.scope.sizes(groups)
    topics, lines, ideas = _topics(work, groups), _lines(work), _ideas(work)
    half = work.half_time()
    rows = []
    for g in groups:
        written = sum(1 for line in lines[g.id].values() if line.text)
        row = {
            "id": g.id, "number": g.number, "size": sizes[g.id], "written": written,
            "title": _told(topics.get(g.item_id or 0)),
            "ideas": len(ideas[g.id]), "help": g.help_at is not None,
            "empty": half and not written and not ideas[g.id],
            "lines": [], "texts": [],
        }  # fmt: skip
        if surface == "console":
            row["lines"] = [
                {"label": pick(f.label), "text": lines[g.id][f.key].text}
                for f in work.settings.sheet
                if f.key in lines[g.id] and lines[g.id][f.key].text
            ]
            row["texts"] = [{"id": i.id, "title": i.title, "body": i.body} for i in ideas[g.id]]
        rows.append(row)
    wants = any(f.type == "items" for f in work.settings.sheet)
    return {"groups": rows, "wants_ideas": wants, "card": work.card_shown(),
            "cards": bool(work.settings.prompts), "open": work.step.state == "open",
            "all_ideas": sum(r["ideas"] for r in rows),
            "fields": sum(1 for f in work.settings.sheet if f.type == "text")}  # fmt: skip


def sheets(work: Work) -> list[dict[str, Any]]:
    """Every group's sheet as kept data, for the outcome."""
    groups = work.places()
    sizes = work.scope.sizes(groups)
    topics, lines, ideas = _topics(work, groups), _lines(work), _ideas(work)
    return [
        {
            "number": g.number,
            "title": items.title(topics.get(g.item_id or 0)),
            "topic": topics[g.item_id].number if g.item_id in topics else None,
            "people": sizes[g.id],
            "lines": {
                f.key: lines[g.id][f.key].text
                for f in work.settings.sheet
                if f.key in lines[g.id] and lines[g.id][f.key].text
            },
            "ideas": [
                {"number": i.number, "title": i.title, "body": i.body, "forward": i.forward}
                for i in ideas[g.id]
            ],
        }
        for g in groups
    ]
