"""How what was written reads: each with its number, what it is about, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methods import items
from models import Item
from translations import N_, _, pick

if TYPE_CHECKING:
    from methods.activities.gather.activity import Gather

VERDICTS = {
    "supported": N_("strengthened"),
    "refuted": N_("refuted"),
    "undecided": N_("unresolved"),
    "too_few": N_("too little to say"),
}


def fields(step: Gather) -> list[dict[str, Any]]:
    """What is asked beside title and text, for a form."""
    return [
        {
            "key": f.key,
            "label": pick(f.label),
            "type": f.type,
            "options": [{"key": o.key, "label": pick(o.label)} for o in f.options],
        }
        for f in step.settings.fields
    ]


def said(step: Gather, item: Item) -> list[tuple[str, str]]:
    """What was answered beside the text, as it reads: `[(label, answer)]`."""
    told = items.said(item, step.step.settings.get("fields", []))
    return [*told, (_("Written by"), _("the table's host"))] if item.carried else told


def own_card(step: Gather, item: Item) -> dict[str, Any]:
    """An item for the one who wrote it, ready to be changed."""
    kept = item.fields or {}
    return {"id": item.id, "title": item.title, "body": item.body, "revision": item.revision,
            "about": item.parent_id, "said": said(step, item),
            "values": {f.key: kept.get(f.key, "") for f in step.settings.fields}}  # fmt: skip


def cards(step: Gather) -> list[dict[str, Any]]:
    """What is handed on, each marked by its table and its place there (3.2), or in turn.

    A mark never moves: what is withdrawn or hidden keeps its own.
    """
    numbers = {g.id: g.number for g in step.places}
    places: dict[int, int] = {}
    made = []
    for item in step.everything():
        table = numbers.get(item.group_id or 0, 0) if step.grouped else 0
        places[table] = places.get(table, 0) + 1
        if item.status != "live" or item.merged_into_id:
            continue
        mark = f"{table}.{places[table]}" if table else str(places[table])
        made.append({"id": item.id, "title": item.title, "body": item.body, "table": table,
                     "about": item.parent_id, "said": said(step, item), "mark": mark})  # fmt: skip
    return made


def parts(shown: list[dict[str, Any]], step: Gather) -> list[dict[str, Any]]:
    """The cards by what they are about; one part without a heading if they are about nothing."""
    if step.settings.about == "none":
        return [{"title": "", "cards": shown}] if shown else []
    return [
        {"title": items.told(items.title(parent)), "cards": found}
        for parent in step.parents.all
        if (found := [c for c in shown if c["about"] == parent.id])
    ]


def verdicts(step: Gather) -> list[dict[str, Any]]:
    """What the findings said of each, as it was published: a lesson, whichever way it went.

    `counts` are this round's, in words; `whole` those of all the rounds, if the method wants them.
    """
    kept = (step.step.result or {}).get("tallies", {})
    return [
        {"id": i.id, "title": items.told(items.title(i)), "said": verdict(told["verdict"]),
         "counts": counts(told), "whole": whole(told)}
        for i in step.parents.all
        if (told := kept.get(str(i.id)))
    ]  # fmt: skip


def counts(told: dict[str, Any]) -> str:
    return _("%(for)s for, %(against)s against, %(mixed)s mixed", **told)


def whole(told: dict[str, Any]) -> str:
    """All the rounds in one sentence; nothing of the first round, or if it is not wanted."""
    if not (every := told.get("sum")):
        return ""
    return _("All rounds together: %(counts)s (%(verdict)s).", counts=counts(every),
             verdict=verdict(every["verdict"]))  # fmt: skip


def verdict(key: str) -> str:
    return _(VERDICTS[key])
