"""What stands on the sheets, as kept data without language, and how it reads afterwards.

A value is a text, a date, the key of a choice, a list's lines, `{name}` of a person (none without
their yes), or a matrix as `{columns, rows: [{text, marks, faults}]}`. Hidden ones are not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methods import items
from methods.activities.work import hiding, lines, raci, rows
from methods.activities.work.fields import Field
from methods.activities.work.sheet import agreed
from methods.activity import Block
from models import Group
from translations import N_, _, day, pick, use

if TYPE_CHECKING:
    from methods.activities.work.activity import Work

FAULTS = {
    "no_a": N_("nobody answers for it"),
    "two_a": N_("two answer for it"),
    "no_r": N_("nobody does it"),
}


def values(work: Work, group: Group, texts: dict[str, str]) -> dict[str, Any]:
    """A group's fields that have something in them and are not hidden: `{key: value}`."""
    gone = hiding.hidden(work)
    found = {}
    for field in work.settings.sheet:
        text = texts.get(field.key, "")
        if text and hiding.key(group.id, field.key) not in gone:
            found[field.key] = _value(work, group, field, text)
    return {key: value for key, value in found.items() if value}


def _value(work: Work, group: Group, field: Field, text: str) -> Any:
    gone = hiding.hidden(work)
    if field.type == "list":
        return [row.text for row in rows.read(text).lines
                if hiding.key(group.id, field.key, row.id) not in gone]  # fmt: skip
    if field.type == "person":
        named = agreed(text)
        return {"name": named["name"] if named["public"] else None}
    if field.type == "matrix":
        there = rows.read(text)
        made = [(row, there.marks(key)) for key, row, number in work.tasks(there)
                if hiding.key(group.id, field.key, number or -1) not in gone]  # fmt: skip
        return {
            "columns": [c.text for c in there.columns],
            "rows": [{"text": row, "marks": [marks.get(c.id, "") for c in there.columns],
                      "faults": raci.faults(marks.values())} for row, marks in made],
        }  # fmt: skip
    return text


def sheets(work: Work) -> list[dict[str, Any]]:
    """Every group's sheet as kept data, for the outcome."""
    groups = work.places()
    sizes = work.scope.sizes(groups)
    topics, texts, ideas = lines.topics(work, groups), lines.texts(work), lines.ideas(work)
    return [
        {
            "number": g.number,
            "kind": g.kind,
            "title": items.title(topics.get(g.item_id or 0)),
            "topic": topics[g.item_id].number if g.item_id in topics else None,
            "about": topics[g.item_id].kind if g.item_id in topics else None,
            "people": sizes[g.id],
            "lines": values(work, g, texts[g.id]),
            "ideas": [
                {"number": i.number, "title": i.title, "body": i.body, "forward": i.forward}
                for i in ideas[g.id]
            ],
        }
        for g in groups
    ]


def handed_on(work: Work) -> dict[str, Any]:
    """For later steps: `sheets` with each field as words, and the `checks` that found something."""
    texts, made, checks = lines.texts(work), [], []
    about = described(work)
    with use(work.seminar.language):
        for g in work.places():
            found = values(work, g, texts[g.id])
            checks += [
                {"group": g.id, "field": key, "row": row["text"], "faults": row["faults"]}
                for key, value in found.items() if about["types"][key] == "matrix"
                for row in value["rows"] if row["faults"]
            ]  # fmt: skip
            told_ = {key: told(about, key, value) for key, value in found.items()
                     if about["types"][key] != "person" or value["name"]}  # fmt: skip
            made.append({"group": g.id, "item": g.item_id, "lines": told_})
    return {"sheets": made, "checks": checks}


def described(work: Work) -> dict[str, Any]:
    """The sheet's fields as data: `labels`, `types` and `options` by key."""
    fields = work.settings.sheet
    return {
        "labels": {f.key: f.label for f in fields},
        "types": {f.key: f.type for f in fields},
        "options": {f.key: {o.key: o.label for o in f.options} for f in fields if f.options},
    }


def outcome(work: Work) -> dict[str, Any]:
    return {**described(work), "sheets": sheets(work)}


def told(about: dict[str, Any], key: str, value: Any) -> str:
    """A value as words, in the language of now."""
    kind = about["types"][key]
    if kind == "list":
        return "\n".join(value)
    if kind == "choice":
        return pick(about["options"][key].get(value, {})) or value
    if kind == "date":
        return day(value)
    if kind == "person":
        return value["name"] or _("A name is written, and is shown only with that person's yes.")
    if kind == "matrix":
        return "\n".join(_row(value["columns"], row) for row in value["rows"])
    return str(value)


def _row(columns: list[str], row: dict[str, Any]) -> str:
    marks = ", ".join(f"{mark} {column}" for column, mark in zip(columns, row["marks"], strict=True)
                      if mark)  # fmt: skip
    return f"{row['text']}: {marks or '–'}"


def section(outcome: dict[str, Any]) -> list[Block]:
    """A card for each sheet; a matrix as a table of its own."""
    cards, tables = [], []
    for sheet in outcome["sheets"]:
        fields = []
        for key, value in sheet["lines"].items():
            if outcome["types"][key] == "matrix":
                tables += _matrix(title(sheet), pick(outcome["labels"][key]), value)
            else:
                fields.append([pick(outcome["labels"][key]), told(outcome, key, value)])
        for idea in sheet["ideas"]:
            text = f"{idea['title']}. {idea['body']}" if idea["body"] else idea["title"]
            fields.append([_("Idea"), text])
        if fields:
            cards.append({"title": title(sheet), "fields": fields, "warn": False})
    return ([{"kind": "cards", "cards": cards}] if cards else []) + tables


def title(sheet: dict[str, Any]) -> str:
    """What a sheet is called: its topic, or the table it stood on."""
    if sheet["title"] or sheet["kind"] in ("topic", "case"):
        return items.told(sheet["title"])
    return group_name(sheet["kind"], sheet["number"])


def group_name(kind: str, number: int) -> str:
    return _("Table %(n)s", n=number) if kind == "table" else _("Group %(n)s", n=number)


def _matrix(name: str, label: str, value: dict[str, Any]) -> list[Block]:
    wrong = [f"{row['text']}: {fault_words(row['faults'])}." for row in value["rows"]
             if row["faults"]]  # fmt: skip
    made: list[Block] = [
        {"kind": "table", "caption": f"{name}: {label}", "head": [_("Task"), *value["columns"]],
         "rows": [[row["text"], *row["marks"]] for row in value["rows"]]},
        {"kind": "text", "text": _("R does it, A answers for it, C is asked, I is told.")},
    ]  # fmt: skip
    return made + ([{"kind": "list", "items": wrong}] if wrong else [])


def fault_words(found: list[str]) -> str:
    return ", ".join(_(FAULTS[fault]) for fault in found)
