"""A reading of the outcome: sections of plain blocks, in the language of now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from methods import hands
from methods.activity import Block
from methods.engine import known
from methods.floker import ORIGINS, STAGES
from methods.roles import LABELS
from methods.told import told
from reports import corner
from translations import _, day, ngettext, pick


def section(step: dict[str, Any]) -> list[Block]:
    """How one step of the outcome reads; nothing for an activity this server does not have."""
    kind = known().get(step["activity"])
    if kind is None:
        return []
    before, after = around(step)
    return [*before, *kind.section(step["outcome"]), *after]


def around(step: dict[str, Any]) -> tuple[list[Block], list[Block]]:
    """What is told of any step before and after what its activity says."""
    return _took_from(step), hands.section(step.get("hands", []))


def _took_from(step: dict[str, Any]) -> list[Block]:
    """That the step worked on a result that was corrected later: else nothing."""
    return [
        {"kind": "text", "text": _(
            "This step worked on version %(version)s of «%(title)s». Version %(newest)s came "
            "later.", version=took["version"], title=pick(took["title"]),
            newest=took["newest"])}
        for took in step.get("took_from", [])
    ]  # fmt: skip


def sections(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """The whole outcome as sections `{id, title, blocks}`, in the order it came about."""
    made = [{"id": "participation", "title": _("Who took part"), "blocks": participation(outcome)}]
    if outcome["seminar"]["journey"]:
        made.append({"id": "journey", "title": _("The journey"), "blocks": journey(outcome)})
    for step in outcome["steps"]:
        blocks = section(step)
        if blocks:
            title = pick(step["title"])
            if step["round"] > 1:
                title = _("%(title)s, round %(n)s", title=title, n=step["round"])
            made.append({"id": f"{step['key']}-{step['round']}", "title": title, "blocks": blocks})
    made += corner.sections(outcome)
    made.append({"id": "method", "title": _("Method, rules and approved exceptions"),
                 "blocks": [*times(outcome), *changes(outcome)]})  # fmt: skip
    return made


def participation(outcome: dict[str, Any]) -> list[Block]:
    took = outcome["participation"]
    people = ngettext("%(n)s person took part", "%(n)s people took part", took["present"])
    tables = ngettext("at %(n)s table", "at %(n)s tables", took["tables"])
    told = f"{people} {tables}."
    if without := took.get("without_phone"):
        told += " " + ngettext("%(n)s of them was there without a phone.",
                               "%(n)s of them were there without a phone.", without)  # fmt: skip
    made: list[Block] = [{"kind": "text", "text": told}]
    if took.get("roles"):
        rows = [[_(LABELS[role]), count] for role, count in took["roles"].items()]
        made.append({"kind": "table", "caption": _("Who they were; counts of five or more"),
                     "head": [_("Role"), _("People")], "rows": rows, "numeric": [1]})  # fmt: skip
    if took["channels"]:
        rows = [[name, arrivals] for name, arrivals in took["channels"].items()]
        made.append({"kind": "table", "caption": _("How people were invited"), "numeric": [1],
                     "head": [_("Channel"), _("Came by it")], "rows": rows})  # fmt: skip
    return made


def journey(outcome: dict[str, Any]) -> list[Block]:
    """The floke, where it has come, and the seminar that this one goes on from."""
    told: dict[str, Any] = outcome["seminar"]["journey"]
    stage, origin, lines = told["stage"], told["origin"], []
    if told["floke"]:
        lines.append(_("The floke: %(title)s", title=told["floke"]))
        lines.append(_("Stage: %(stage)s", stage=_(STAGES[stage])))
    if origin:
        lines.append(_("Origin: %(origin)s", origin=_(ORIGINS[origin])))
    if told["from"]:
        lines.append(_("Continues from “%(title)s”, %(day)s", title=told["from"]["title"],
                       day=day(told["from"]["ended_at"])))  # fmt: skip
    return [{"kind": "list", "items": lines}]


def times(outcome: dict[str, Any]) -> list[Block]:
    """When each step was held, with minutes planned and spent."""
    rows = [
        [pick(s["title"]), clock_time(s["opened_at"]), s["planned_minutes"], _spent(s)]
        for s in outcome["steps"]
    ]
    return [
        {
            "kind": "table",
            "caption": _("When each step was held"),
            "head": [_("Step"), _("Opened"), _("Planned minutes"), _("Minutes spent")],
            "rows": rows,
            "numeric": [2, 3],
        }
    ]


def changes(outcome: dict[str, Any]) -> list[Block]:
    """Rules that were set aside, and what was chosen on the way; nothing if nothing was."""
    blocks: list[Block] = []
    titles = {s["key"]: pick(s["title"]) for s in outcome["steps"]}
    aside = [c for c in outcome["changes"] if c["what"] == "override"]
    others = [c for c in outcome["changes"] if c["what"] != "override"]
    for heading, some in ((_("Rules that were set aside"), aside),
                          (_("Choices and changes made on the way"), others)):  # fmt: skip
        if some:
            blocks += [{"kind": "heading", "text": heading},
                       {"kind": "list", "items": [_change(c, titles) for c in some]}]  # fmt: skip
    return blocks


def _change(change: dict[str, Any], titles: dict[str, str]) -> str:
    what = told(change["what"], change["data"])
    line = f"{clock_time(change['at'])} {titles.get(change['step'], '')}: {what}"
    if change["what"] != "override":
        return line
    why = change["data"].get("reason")
    return _("%(line)s. Reason: %(reason)s", line=line, reason=why) if why else \
        _("%(line)s. It stands so in the method.", line=line)  # fmt: skip


def _spent(step: dict[str, Any]) -> Any:
    return "" if step["spent_minutes"] is None else step["spent_minutes"]


def _parsed(moment: str) -> datetime:
    return datetime.fromisoformat(moment.replace("Z", "+00:00"))


def clock_time(moment: str | None) -> str:
    """An ISO moment as the hour and minute where the server stands."""
    return _parsed(moment).astimezone().strftime("%H:%M") if moment else ""
