"""A reading of the outcome: sections of plain blocks, in the language of now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from methods.activity import Block
from methods.engine import known
from translations import N_, _, ngettext, pick

WHAT = {
    "extend": N_("the time was changed by %(minutes)s minutes"),
    "skip": N_("the step was left out"),
    "reopen": N_("the step was opened for a new round"),
    "plan": N_("the plan of the step was changed"),
    "hide": N_("a text was hidden, with a reason"),
    "merge": N_("two that said the same were merged"),
    "unmerge": N_("a merge was taken apart"),
    "object": N_("a table took its problem out of a merge"),
    "cut": N_("the facilitator chose where to cut"),
    "tie": N_("the facilitator decided a tie"),
    "end": N_("the seminar was ended"),
}


def section(step: dict[str, Any]) -> list[Block]:
    """How one step of the outcome reads; nothing for an activity this server does not have."""
    kind = known().get(step["activity"])
    return kind.section(step["outcome"]) if kind else []


def sections(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """The whole outcome as sections `{id, title, blocks}`, in the order it came about."""
    made = [{"id": "participation", "title": _("Who took part"), "blocks": _participation(outcome)}]
    for step in outcome["steps"]:
        blocks = section(step)
        if blocks:
            title = pick(step["title"])
            if step["round"] > 1:
                title = _("%(title)s, round %(n)s", title=title, n=step["round"])
            made.append({"id": f"{step['key']}-{step['round']}", "title": title, "blocks": blocks})
    made.append({"id": "method", "title": _("Method, time and rules"), "blocks": _method(outcome)})
    return made


def _participation(outcome: dict[str, Any]) -> list[Block]:
    took = outcome["participation"]
    people = ngettext("%(n)s person took part", "%(n)s people took part", took["present"])
    tables = ngettext("at %(n)s table", "at %(n)s tables", took["tables"])
    return [{"kind": "text", "text": f"{people} {tables}."}]


def _method(outcome: dict[str, Any]) -> list[Block]:
    rows = [
        [pick(s["title"]), clock_time(s["opened_at"]), s["planned_minutes"], _spent(s)]
        for s in outcome["steps"]
    ]
    blocks: list[Block] = [
        {
            "kind": "table",
            "caption": _("When each step was held"),
            "head": [_("Step"), _("Opened"), _("Planned minutes"), _("Minutes spent")],
            "rows": rows,
            "numeric": [2, 3],
        }
    ]
    titles = {s["key"]: pick(s["title"]) for s in outcome["steps"]}
    changes = [
        f"{clock_time(c['at'])} {titles.get(c['step'], '')}: {_(WHAT[c['what']]) % c['data']}"
        for c in outcome["changes"]
    ]
    if changes:
        blocks += [
            {"kind": "heading", "text": _("Choices and changes made on the way")},
            {"kind": "list", "items": changes},
        ]
    return blocks


def _spent(step: dict[str, Any]) -> str:
    if not step["opened_at"] or not step["closed_at"]:
        return ""
    seconds = (_parsed(step["closed_at"]) - _parsed(step["opened_at"])).total_seconds()
    return str(round(seconds / 60))


def _parsed(moment: str) -> datetime:
    return datetime.fromisoformat(moment.replace("Z", "+00:00"))


def clock_time(moment: str | None) -> str:
    """An ISO moment as the hour and minute where the server stands."""
    return _parsed(moment).astimezone().strftime("%H:%M") if moment else ""
