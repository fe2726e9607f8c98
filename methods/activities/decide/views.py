"""What a decision point shows: the options, and when it is published the choice and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import items
from methods.activities.decide import conditions, reading
from models import Item
from translations import pick

if TYPE_CHECKING:
    from methods.activities.decide.activity import Decide

ENOUGH = 5  # opinions, before anybody hears what most are for


def view(step: Decide, surface: str) -> dict[str, Any]:
    """Finished values. What the room thinks is told by one function, after publish."""
    state = step.step.state
    made: dict[str, Any] = {"options": _options(step), "rule": step.settings.rule, "chosen": None}
    if surface in ("screen", "console") and state != "waiting":
        made["cast"], made["present"] = step.progress() or (0, 0)
    if state == "published":
        return made | _decided(step)
    if surface == "console":
        made["conditions"] = _conditions(step) if state == "closed" else []
        made |= _choosing(step) if state == "closed" else {}
    return made


def _options(step: Decide) -> list[dict[str, Any]]:
    """The options in order: as the method says them, or the items that are chosen among."""
    options = step.settings.options
    ids = step.step.data.get("items", [])
    if options:
        ids = ids or [0] * len(options)  # not opened yet
        return [
            {"id": item, "number": n, "label": pick(o.label), "body": "",
             "back": step.leads_back(n - 1), "to": _title(step, o.to)}
            for n, (item, o) in enumerate(zip(ids, options, strict=False), 1)
        ]  # fmt: skip
    found = {i.id: i for i in step.db.scalars(select(Item).where(Item.id.in_(ids)))}
    kept = [found[i] for i in ids] if ids else step.taken()
    return [
        {"id": i.id, "number": n, "label": items.told(items.title(i)), "body": i.body,
         "back": False, "to": ""}
        for n, i in enumerate(kept, 1)
    ]  # fmt: skip


def _title(step: Decide, key: str) -> str:
    target = step.scope.latest(key) if key else None
    return pick(target.title) if target else ""


def _choosing(step: Decide) -> dict[str, Any]:
    """What the facilitator needs to choose: never how many are for what."""
    choice, can, first = step.choice(), step.open_ways(), step.leaders()
    told = step.cast() >= ENOUGH or step.settings.rule == "majority"
    labels = {o["id"]: o["label"] for o in _options(step)}
    only = first if step.settings.rule == "majority" and step.cast() else can
    return {
        "choice": choice.item if choice else None,
        "choice_label": labels.get(choice.item, "") if choice else "",
        "reason": step.step.data.get("reason", ""),
        "needs_reason": step.settings.reason,
        "can": [i for i in can if i in only],
        "by_itself": choice is not None and choice.by in ("majority", "auto"),
        "most": [labels[i] for i in first] if told and step.cast() and len(first) == 1 else [],
        "tied": step.settings.rule == "majority" and bool(step.cast()) and len(first) > 1,
        "last_round": step.last_round() and any(way.back for way in step.ways()),
        "round": step.step.round,
    }


def _conditions(step: Decide) -> list[dict[str, Any]]:
    met = step.met()
    return [{"text": told(step, text), "met": text in met} for text in step.settings.when]


def told(step: Decide, text: str) -> str:
    condition = conditions.parse(text)
    return reading.condition(condition, _title(step, condition.step))


def _decided(step: Decide) -> dict[str, Any]:
    """What was decided, ready to show."""
    result = step.step.result or {}
    options = _options(step)
    chosen = next((o for o in options if o["id"] == result.get("item")), None)
    bars = []
    if result.get("opinions"):
        most = max(result["opinions"]) or 1
        bars = [{**o, "count": n, "share": n / most}
                for o, n in zip(options, result["opinions"], strict=False)]  # fmt: skip
    return {
        "chosen": chosen,
        "reason": result.get("reason", ""),
        "why": [told(step, text) for text in result.get("met", [])],
        "by": reading.by(result.get("by", "")),
        "bars": bars,
        "cast": result.get("cast"),
        "people": result.get("present"),
    }


def outcome(step: Decide) -> dict[str, Any]:
    """The decision as kept data. Labels are texts in every language, or the item's own title."""
    result, options = step.step.result or {}, step.settings.options
    ids = step.step.data.get("items", [])
    found = {i.id: i for i in step.db.scalars(select(Item).where(Item.id.in_(ids)))}
    counts = result.get("opinions")
    rows = []
    for place, item in enumerate(ids):
        target = step.scope.latest(options[place].to) if options and options[place].to else None
        rows.append({
            "key": options[place].key if options else "",
            "label": options[place].label if options else items.title(found[item]),
            "to": target.title if target else None,
            "back": step.leads_back(place),
            "chosen": item == result.get("item"),
            "opinions": counts[place] if counts else None,
        })  # fmt: skip
    named = {c.step: step.scope.latest(c.step) for c in map(conditions.parse, step.settings.when)}
    return {
        "options": rows, "by": result.get("by", ""), "reason": result.get("reason", ""),
        "met": result.get("met", []), "cast": result.get("cast"),
        "present": result.get("present"),
        "steps": {key: found.title for key, found in named.items() if found},
    }  # fmt: skip
