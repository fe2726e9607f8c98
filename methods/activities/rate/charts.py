"""A rating's figures as blocks: the same on the wall, on the console and in the report."""

from __future__ import annotations

from typing import Any

from methods import items
from methods.activities.rate import drawing, wording
from methods.activities.rate.wording import number
from methods.activity import Block
from translations import _, ngettext, pick

Data = dict[str, Any]  # the step's outcome


def label(outcome: Data, key: str) -> str:
    """What a criterion is called; one without words of its own is the score."""
    return pick(outcome["labels"].get(key, {})) or _("Score")


def name(row: Data) -> str:
    return f"{row['number']} {items.told(row['title'])}"


def matrix(outcome: Data, rows: list[Data]) -> Block:
    """Things by criteria, with the weighted total: a table, its cells the deeper the higher."""
    keys = list(outcome["labels"])
    heads = [label(outcome, key) for key in keys]
    if len(set(outcome["weights"].values())) > 1:
        heads = [f"{head} × {number(outcome['weights'][key])}"
                 for head, key in zip(heads, keys, strict=True)]  # fmt: skip
    values = [[row["criteria"][key]["value"] for key in keys] for row in rows]
    whole = all(v is None or v == int(v) for line in values for v in line)
    told = [[number(v, fixed=not whole) for v in line] for line in values]
    made = [[row["rank"], _marked(outcome, row), *line, number(row["total"], fixed=True), row["n"]]
            for row, line in zip(rows, told, strict=True)]  # fmt: skip
    levels = [[None, None, *(_level(outcome, v) for v in line), None, None] for line in values]
    head = [_("Rank"), _("What"), *heads, _("Total"), _("Answers")]
    return {"kind": "table", "caption": _("The decision matrix"), "head": head, "rows": made,
            "numeric": [0, *range(2, 4 + len(keys))], "levels": levels}  # fmt: skip


def _marked(outcome: Data, row: Data) -> str:
    """What it is, and in a matrix what is worth a word about it."""
    flags = wording.flags(row, outcome) if outcome["show"] == "matrix" else []
    return " · ".join([name(row), *(flag["text"] for flag in flags)])


def _level(outcome: Data, value: float | None) -> int | None:
    """1 to 5, how far up the scale."""
    if value is None:
        return None
    share: float = (value - outcome["min"]) / (outcome["max"] - outcome["min"])
    return 1 + round(4 * share)


def grid(outcome: Data, rows: list[Data]) -> Block:
    """Numbered dots in four quarters, and the list that says the same in words."""
    axes = outcome["show"].removeprefix("grid:").split(",")
    labels = [label(outcome, axis) for axis in axes]
    names = wording.quadrants(axes, labels)
    points, legend = [], []
    for row in rows:
        x, y = (row["criteria"][axis]["value"] for axis in axes)
        if row["quadrant"]:
            points.append((row["number"], x, y))
        legend.append({
            "number": row["number"], "title": items.told(row["title"]),
            "text": names[row["quadrant"]] if row["quadrant"] else _("Too few answers to show."),
            "flags": wording.flags(row, outcome),
        })  # fmt: skip
    caption = _("%(x)s across, %(y)s upwards", x=labels[0], y=labels[1])
    chart = drawing.grid(points, outcome["min"], outcome["max"])
    return {"kind": "grid", "caption": caption, "x": labels[0], "y": labels[1], "names": names,
            "chart": chart, "rows": legend}  # fmt: skip


def radar(outcome: Data, cells: dict[str, Data], title: str = "",
          place: int | None = None) -> Block | None:  # fmt: skip
    """A star with the values as text; None with fewer than three criteria or nothing to show.

    With what the zero point was: the room's, or that of the thing with this number.
    """
    keys = list(outcome["labels"])
    values = [cells[key]["value"] for key in keys]
    before_ = outcome["before"] or {}
    things = {int(n): v for n, v in before_.get("items", {}).items()}
    old = before_.get("values", {}) if not title else things.get(place or 0, {})
    if all(value is None for value in values):
        return None
    labels, before = [label(outcome, key) for key in keys], [old.get(key) for key in keys]
    chart = drawing.radar(labels, values, before, outcome["min"], outcome["max"])
    if chart is None:
        return None
    for axis in chart["axes"]:
        axis["value"] = number(axis["value"])
    told = ", ".join(f"{axis['label']} {axis['value']}" for axis in chart["axes"])
    return {"kind": "radar", "title": title, "caption": told, "chart": chart}


def spreads(outcome: Data, rows: list[Data], *, named: bool = True) -> Block:
    """For each thing and criterion its columns, its median and quartiles, and what they mean."""
    keys = list(outcome["labels"])
    made = []
    for row in rows:
        for key in keys:
            cell, about = row["criteria"][key], label(outcome, key)
            titles = [name(row)] * named + [about] * (len(keys) > 1)
            made.append({
                "title": " – ".join(titles),
                "text": wording.spread(cell),
                "flags": wording.flags(row, outcome) if named and key == keys[0] else [],
                "chart": cell["counts"] and drawing.spread(cell["counts"], cell["quartiles"],
                                                           outcome["min"]),
            })  # fmt: skip
    return {"kind": "spread", "caption": _("The spread of the answers"), "rows": made}


def sums(outcome: Data, rows: list[Data]) -> Block:
    """The ranked list with how many each sum is from."""
    most = max((row["total"] or 0 for row in rows), default=0) or 1
    made = []
    for row in rows:
        n = ngettext("%(n)s answer", "%(n)s answers", row["n"])
        share = (row["total"] or 0) / most
        made.append({"label": f"{name(row)} ({n})", "value": number(row["total"]),
                     "share": share, "mark": row["rank"] is not None})  # fmt: skip
    return {"kind": "bars", "caption": _("The sum of the scores"), "rows": made}
