"""How a decision reads afterwards: what was chosen, by whom, why, and what the room thought."""

from __future__ import annotations

from typing import Any

from methods import items
from methods.activities.decide import conditions
from methods.activity import Block
from translations import N_, _, ngettext, pick

BY = {
    "facilitator": N_("The facilitator has decided."),
    "sponsor": N_("The sponsor has decided."),
    "majority": N_("The room has decided: most people were for it."),
    "auto": N_("The method decided it by itself."),
}
VERDICT = {
    "supported": N_("“%(step)s”: the hypothesis is strengthened"),
    "refuted": N_("“%(step)s”: the hypothesis is refuted"),
    "undecided": N_("“%(step)s”: the hypothesis is unresolved"),
    "too_few": N_("“%(step)s”: there are too few findings to tell"),
}


def by(who: str) -> str:
    return _(BY[who]) if who else ""


def condition(wanted: conditions.Condition, step: str) -> str:
    """A condition as people read it; `step` is the title of the step it is about."""
    if wanted.kind == "consensus":
        return _("“%(step)s”: people agree", step=step)
    if wanted.kind == "stable":
        return _("“%(step)s”: the answers are the same as in the round before", step=step)
    if wanted.kind == "count":
        return _("“%(step)s”: at most %(n)s are left", step=step, n=wanted.wanted)
    if wanted.kind == "verdict":
        return _(VERDICT[str(wanted.wanted)], step=step)
    return ngettext("It has been done %(n)s time", "It has been done %(n)s times",
                    int(wanted.wanted))  # fmt: skip


def section(outcome: dict[str, Any]) -> list[Block]:
    """The decision record: choice, who, why, where it led, and the opinions if they were enough."""
    chosen = next((o for o in outcome["options"] if o["chosen"]), None)
    if chosen is None:
        return [{"kind": "text", "text": _("Nothing was decided here.")}]
    blocks: list[Block] = [
        {"kind": "text", "text": _("Chosen: %(what)s", what=_label(chosen))},
        {"kind": "text", "text": by(outcome["by"])},
    ]
    if outcome["reason"]:
        blocks.append({"kind": "text", "text": _("Reason: %(reason)s", reason=outcome["reason"])})
    if outcome["met"]:
        blocks.append({"kind": "list", "items": [_told(text, outcome) for text in outcome["met"]]})
    if chosen["to"]:
        words = _("Back to “%(step)s”") if chosen["back"] else _("On to “%(step)s”")
        blocks.append({"kind": "text", "text": words % {"step": pick(chosen["to"])}})
    return blocks + _opinions(outcome)


def _label(option: dict[str, Any]) -> str:
    label = option["label"]
    return pick(label) if isinstance(label, dict) else items.told(label)


def _told(text: str, outcome: dict[str, Any]) -> str:
    wanted = conditions.parse(text)
    return condition(wanted, pick(outcome["steps"].get(wanted.step, {})) if wanted.step else "")


def _opinions(outcome: dict[str, Any]) -> list[Block]:
    """What the room thought, if at least five said; else only how many said something."""
    cast, rows = outcome["cast"] or 0, outcome["options"]
    if not cast:
        return []
    told = ngettext("%(n)s person gave an opinion.", "%(n)s people gave an opinion.", cast)
    if rows[0]["opinions"] is None:
        return [{"kind": "text", "text": told}]
    most = max(row["opinions"] for row in rows) or 1
    return [{
        "kind": "bars", "caption": told,
        "rows": [{"label": _label(r), "value": r["opinions"], "share": r["opinions"] / most,
                  "mark": r["chosen"]} for r in rows],
    }]  # fmt: skip
