"""What group work shows: a group's own sheet, and the room: how far all have come, then what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methods import clock, items, taking
from methods.activities.work import copying, hiding, lines, raci, reading, rows
from methods.activities.work import sheet as writing
from methods.activities.work.fields import Field
from models import Group, Item, Line
from translations import day, pick

if TYPE_CHECKING:
    from methods.activities.work.activity import Work

READ = ("closed", "published")  # then what is written may be read


def name(group: Group, topic: Item | None) -> str:
    return items.told(items.title(topic)) if topic else reading.group_name(group.kind, group.number)


def sheet(work: Work, group: Group) -> dict[str, Any]:
    """One group's flip-over: its topic, fields with their texts, and ideas."""
    topic = lines.topics(work, [group]).get(group.item_id or 0)
    mine, ideas = lines.lines(work)[group.id], lines.ideas(work)[group.id]
    prompts = work.settings.prompts
    return {
        "group": group.id,
        "number": group.number,
        "title": name(group, topic),
        "body": topic.body if topic and items.title(topic) else "",
        "fields": [_field(work, group, f, mine.get(f.key)) for f in work.settings.sheet
                   if f.type != "items"],
        "lists": [pick(f.label) for f in work.settings.sheet if f.type == "items"],
        "given": _given(work),
        "ideas": [{"id": i.id, "title": i.title, "body": i.body, "forward": i.forward,
                   "revision": i.revision} for i in ideas],
        "hidden": [{"title": i.title, "reason": i.reason}
                   for i in lines.ideas(work, "hidden")[group.id]],
        "most": work.settings.forward,
        "open": work.step.state == "open",
        "one_writes": work.settings.editors == "host",
        "nudged": group.id in work.noted("nudged", []) and not has_something(work, group),
        "card": pick(prompts[group.number % len(prompts)]) if work.card_shown() else "",
    }  # fmt: skip


def _given(work: Work) -> list[dict[str, Any]]:
    """Cards of the list's kind that were given to the seminar: read while one writes new ones."""
    return [
        {"id": i.id, "title": i.title, "body": i.body,
         "said": items.said(i, step.settings.get("fields", []))}
        for step in work.scope.beside(work.step.key)
        for i in taking.take(work.db, step, "all") if i.kind == work.kind
    ]  # fmt: skip


def _field(work: Work, group: Group, field: Field, line: Line | None) -> dict[str, Any]:
    """A field of the group's own sheet: what is hidden stands here still, with the reason."""
    text = line.text if line else ""
    gone = hiding.hidden(work)
    busy = bool(line and line.locked_at and line.locked_at > clock.now() - writing.LOCK_S)
    made: dict[str, Any] = {
        "key": field.key, "type": field.type, "label": pick(field.label), "text": text,
        "revision": line.revision if line else 0, "busy": busy and work.step.state == "open",
        "hidden": gone.get(hiding.key(group.id, field.key), ""), "told": text,
    }  # fmt: skip
    if field.type == "choice":
        made["options"] = [{"key": o.key, "label": pick(o.label)} for o in field.options]
        made["told"] = next((o["label"] for o in made["options"] if o["key"] == text), "")
    elif field.type == "date":
        last = field.limit(work.start())
        made |= {"told": day(text), "max": last.isoformat() if last else "",
                 "last": day(last.isoformat()) if last else ""}  # fmt: skip
    elif field.type == "person":
        named = writing.agreed(text)
        made |= {"text": named["name"], "told": named["name"], "public": named["public"]}
    elif field.type in ("list", "matrix"):
        made |= _rows(work, group, field, rows.read(text))
    return made


def _rows(work: Work, group: Group, field: Field, there: rows.Rows) -> dict[str, Any]:
    gone = hiding.hidden(work)
    return {
        "lines": [{"id": r.id, "text": r.text, "revision": r.revision,
                   "hidden": gone.get(hiding.key(group.id, field.key, r.id), "")}
                  for r in there.lines],
        "columns": [{"id": c.id, "text": c.text, "revision": c.revision} for c in there.columns],
        "rows": [_row(there, key, text) for key, text, _number in work.tasks(there)],
        "choices": raci.MARKS,
    }  # fmt: skip


def _row(there: rows.Rows, key: str, text: str) -> dict[str, Any]:
    marks = there.marks(key)
    faults = reading.fault_words(raci.faults(marks.values())) if marks else ""
    cells = [marks.get(c.id, "") for c in there.columns]
    return {"key": key, "text": text, "cells": cells, "faults": faults}


def has_something(work: Work, group: Group) -> bool:
    written = any(lines.texts(work)[group.id].values())
    return written or bool(lines.ideas(work)[group.id])


def room(work: Work, surface: str) -> dict[str, Any]:
    """All groups with how far they have come; what they wrote only when the work is over."""
    groups = work.places()
    sizes = work.scope.sizes(groups)
    topics, texts, ideas = lines.topics(work, groups), lines.texts(work), lines.ideas(work)
    half, read, up = work.half_time(), work.step.state in READ, work.noted("up", 0)
    made = []
    for g in groups:
        written = sum(1 for text in texts[g.id].values() if text)
        row = {
            "id": g.id, "number": g.number, "size": sizes[g.id], "written": written,
            "title": name(g, topics.get(g.item_id or 0)), "ideas": len(ideas[g.id]),
            "help": g.help_at is not None, "empty": half and not written and not ideas[g.id],
            "nothing": not written and not ideas[g.id],
            "nudged": g.id in work.noted("nudged", []), "up": g.id == up,
            "lines": _told(work, g, texts[g.id], surface) if read else [],
            "texts": [{"id": i.id, "title": i.title, "body": i.body, "forward": i.forward}
                      for i in ideas[g.id]] if read else [],
            "hidden": _hidden(work, g) if surface == "console" and read else [],
        }  # fmt: skip
        made.append(row)
    fields = [f for f in work.settings.sheet if f.type != "items"]
    return {"groups": made, "wants_ideas": bool(work.kind), "card": work.card_shown(),
            "cards": bool(work.settings.prompts), "open": work.step.state == "open",
            "all_ideas": sum(r["ideas"] for r in made), "fields": len(fields), "read": read,
            "up": next((r for r in made if r["up"]), None) if read else None,
            "sources": copying.sources(work) if surface == "console" and not read else [],
            }  # fmt: skip


def _told(work: Work, group: Group, texts: dict[str, str], surface: str) -> list[dict[str, Any]]:
    """The fields of a sheet as they are read: `{key, label, text, parts, matrix}`.

    `parts` are the lines of a list, which can be hidden one by one. The facilitator sees every
    name.
    """
    about, gone = reading.described(work), hiding.hidden(work)
    made = []
    for key, value in reading.values(work, group, texts).items():
        if surface == "console" and about["types"][key] == "person":
            value = {"name": writing.agreed(texts[key])["name"]}
        made.append({
            "key": key, "label": pick(about["labels"][key]),
            "text": reading.told(about, key, value),
            "parts": [{"line": row.id, "text": row.text} for row in rows.read(texts[key]).lines
                      if hiding.key(group.id, key, row.id) not in gone]
            if about["types"][key] == "list" else [],
            "matrix": _matrix(value) if about["types"][key] == "matrix" else None,
        })  # fmt: skip
    return made


def _matrix(value: dict[str, Any]) -> dict[str, Any]:
    told = [{**row, "faults": reading.fault_words(row["faults"])} for row in value["rows"]]
    return {**value, "rows": told}


def _hidden(work: Work, group: Group) -> list[dict[str, Any]]:
    """What is hidden on the group's sheet: `{field, line, label, reason}`."""
    labels = {f.key: pick(f.label) for f in work.settings.sheet}
    found = []
    for key, reason in hiding.hidden(work).items():
        number, field, line = [*key.split("."), "0"][:3]
        if int(number) == group.id:
            found.append({"field": field, "line": int(line), "label": labels.get(field, field),
                          "reason": reason})  # fmt: skip
    return found
