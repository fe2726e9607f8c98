"""How a sorting reads afterwards: every text in its writers' words, by column if there were any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methods import items
from methods.activities.sort import columns
from methods.activity import Block
from translations import _, ngettext

if TYPE_CHECKING:
    from methods.activities.sort.activity import Sort


def outcome(sort: Sort) -> dict[str, Any]:
    """Every live item, what it was merged into, why it was not brought on, and its column."""
    tables = {g.id: g.number for g in sort.scope.tables()}
    live = [i for i in sort.everything() if i.status == "live"]
    roots, out = items.roots(live), sort.excluded()
    numbers = {i.id: i.number for i in live}
    result = sort.step.result or {}
    lies = {i: key for key, ids in result.get("categories", {}).items() for i in ids}
    kinds = {i.kind for i in live}
    return {
        "kind": kinds.pop() if len(kinds) == 1 else "",
        "columns": result.get("columns", []),
        "items": [
            {"number": i.number, "title": i.title, "text": i.body,
             "table": tables.get(i.group_id or 0), "merged_into": numbers.get(roots.get(i.id, 0)),
             "category": lies.get(i.id, ""), "excluded": out.get(str(i.id), "")}
            for i in live
        ],
    }  # fmt: skip


def section(outcome: dict[str, Any]) -> list[Block]:
    """What came of it in numbers; the columns, if there were any; all the texts as a table."""
    return [{"kind": "text", "text": _summary(outcome)}, *_by_column(outcome), _table(outcome)]


def _summary(outcome: dict[str, Any]) -> str:
    merged = sum(1 for i in outcome["items"] if i["merged_into"])
    out = sum(1 for i in outcome["items"] if i.get("excluded") and not i["merged_into"])
    left = len(outcome["items"]) - merged - out
    if outcome.get("kind", "problem") == "problem":
        told = [ngettext("%(n)s problem was brought on", "%(n)s problems were brought on", left)]
    else:
        told = [ngettext("%(n)s text was brought on", "%(n)s texts were brought on", left)]
    if merged:
        told.append(ngettext("%(n)s was merged with another", "%(n)s were merged with others",
                             merged))  # fmt: skip
    if out:
        told.append(ngettext("%(n)s was left out, with a reason",
                             "%(n)s were left out, each with a reason", out))  # fmt: skip
    return ". ".join(told) + "."


def _by_column(outcome: dict[str, Any]) -> list[Block]:
    """A heading and a list for each column; what lies in none comes last."""
    made: list[Block] = []
    stand = outcome.get("columns", [])
    on = [i for i in outcome["items"] if not i["merged_into"] and not i.get("excluded")]
    for column in [*stand, {"key": "", "label": _("Not sorted")}] if stand else []:
        lines = [f"{i['number']}. {i['title']}" for i in on if i["category"] == column["key"]]
        if column["key"] or lines:
            made.append({"kind": "heading", "text": f"{columns.told(column)} ({len(lines)})"})
        if lines:
            made.append({"kind": "list", "items": lines})
    return made


def _table(outcome: dict[str, Any]) -> Block:
    """All the texts; with the tables they came from, if any did."""
    problems = outcome.get("kind", "problem") == "problem"
    tables = any(i["table"] for i in outcome["items"])
    head = [_("No."), _("Problem") if problems else _("What was written"), _("More about it"),
            *([_("Table")] if tables else []), _("What became of it")]  # fmt: skip
    return {
        "kind": "table",
        "caption": _("All the problems, in the tables' own words") if problems
        else _("Everything that was written, in its writers' own words"),
        "head": head,
        "rows": [[i["number"], i["title"], i["text"], *([i["table"]] if tables else []), _fate(i)]
                 for i in outcome["items"]],
        "numeric": [0, 3] if tables else [0],
    }  # fmt: skip


def _fate(item: dict[str, Any]) -> str:
    if item["merged_into"]:
        return _("merged into %(n)s", n=item["merged_into"])
    if item.get("excluded"):
        return _("not brought on: %(reason)s", reason=item["excluded"])
    return ""
