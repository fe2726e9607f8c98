"""How a gathering reads afterwards: what was written, with where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methods import items, kinds
from methods.activities.gather.reading import verdict, whole
from methods.activity import Block
from translations import _, ngettext, pick

if TYPE_CHECKING:
    from methods.activities.gather.activity import Gather


def outcome(step: Gather) -> dict[str, Any]:
    """Each item with its table (of groups' lists only: a person's is anonymous)."""
    tables = {g.id: g.number for g in step.places} if step.grouped else {}
    about = {i.id: i for i in step.parents.all}
    live = [i for i in items.of_step(step.db, step.step) if i.status == "live"]
    kept = (step.step.result or {}).get("tallies", {})
    return {
        "kind": step.settings.kind,
        "labels": {f.key: {"label": f.label, "options": {o.key: o.label for o in f.options}}
                   for f in step.settings.fields},
        "items": [
            {"title": i.title, "text": i.body, "table": tables.get(i.group_id or 0),
             "about": items.title(about.get(i.parent_id or 0)) or None, "fields": i.fields or {}}
            for i in live
        ],
        "tallies": [{"about": items.title(i), **kept[str(i.id)]} for i in about.values()
                    if str(i.id) in kept],
    }  # fmt: skip


def section(outcome: dict[str, Any]) -> list[Block]:
    wrote = outcome["items"]
    text = _("%(count)s written", count=kinds.count(outcome["kind"], len(wrote)))
    tables = len({i["table"] for i in wrote if i["table"]})
    if tables:
        text += " " + ngettext("at %(n)s table", "at %(n)s tables", tables)
    blocks: list[Block] = [{"kind": "text", "text": f"{text}."}]
    if outcome["kind"] == "problem":
        blocks[0]["text"] += " " + _("All of them stand below, under “Read and gather”.")
    elif wrote:
        blocks.append(_table(outcome))
    if outcome["tallies"]:
        blocks.append(_tallies(outcome))
    return blocks


def _table(outcome: dict[str, Any]) -> Block:
    """Every text, with what was asked beside it and what it is about."""
    wrote, labels = outcome["items"], outcome["labels"]
    columns = [
        (_("About"), [i["about"] or "" for i in wrote]),
        (kinds.one(outcome["kind"]), [i["title"] for i in wrote]),
        (_("More about it"), [i["text"] for i in wrote]),
        *((pick(labels[key]["label"]), [_answer(labels[key], i["fields"].get(key, ""))
                                        for i in wrote]) for key in labels),
        (_("Table"), [i["table"] or "" for i in wrote]),
    ]  # fmt: skip
    used = [(head, cells) for head, cells in columns if any(cells)]
    if len(used) == 1:
        return {"kind": "list", "items": used[0][1]}
    return {"kind": "table", "caption": _("What was written, in people's own words"),
            "head": [head for head, _cells in used],
            "rows": [list(row) for row in zip(*(c for _h, c in used), strict=True)]}  # fmt: skip


def _answer(label: dict[str, Any], value: str) -> str:
    return pick(label["options"][value]) if value in label["options"] else value


def _tallies(outcome: dict[str, Any]) -> Block:
    rows = [
        [items.told(t["about"]), t["for"], t["against"], t["mixed"], verdict(t["verdict"])]
        for t in outcome["tallies"]
    ]
    head = [_("Hypothesis"), _("For"), _("Against"), _("Mixed"), _("What we learned")]
    if any("sum" in t for t in outcome["tallies"]):
        head.append(_("All rounds"))
        rows = [[*row, whole(t)] for row, t in zip(rows, outcome["tallies"], strict=True)]
    return {"kind": "table", "caption": _("What the findings say"), "head": head, "rows": rows,
            "numeric": [1, 2, 3]}  # fmt: skip
