"""What every writer says of a chart: the table of what it shows, and in a sentence what it is."""

from __future__ import annotations

from typing import Any

from methods.activity import Block
from translations import _

Table = tuple[list[str], list[list[Any]], list[int]]  # head, rows, the columns of numbers


def figure_rows(block: Block) -> Table:
    """A table block as it is, or a chart as the table of what it shows."""
    kind = block["kind"]
    if kind == "table":
        return block["head"], block["rows"], list(block.get("numeric", []))
    if kind == "bars":
        return [_("What"), _("Number")], [[r["label"], r["value"]] for r in block["rows"]], [1]
    if kind == "radar":
        return [_("What"), _("Value")], [[a["label"], a["value"]] for a in axes(block)], [1]
    if kind == "grid":
        rows = [[r["number"], r["title"], flagged(r)] for r in block["rows"]]
        return [_("No."), _("Title"), _("Where it lies")], rows, [0]
    rows = [[r.get("title") or block["caption"], flagged(r)] for r in block["rows"]]
    return [_("What"), _("The answers")], rows, []


def axes(block: Block) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = block["chart"]["axes"]
    return found


def flagged(row: dict[str, Any]) -> str:
    flags = [flag["text"] for flag in row.get("flags", [])]
    return " · ".join([row["text"], *flags])


def terms(card: dict[str, Any]) -> list[str]:
    """A card's fields, each as «label: text»."""
    return [f"{label}: {told}" for label, told in card["fields"]]


def alt(block: Block) -> str:
    """What a chart shows, for those who do not see it."""
    told = "; ".join(" ".join(str(cell) for cell in row) for row in figure_rows(block)[1])
    return f"{block['caption']} {told}"
