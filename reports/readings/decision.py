"""«Beslutningsgrunnlag»: what somebody needs to know before they decide (P30)."""

from __future__ import annotations

from typing import Any

from methods import items
from methods.activity import Block
from reports import reading
from reports.readings import chapters, common
from reports.readings.form import Reading, Section, lines, or_why, table, text
from reports.topics import is_ideas
from translations import _, ngettext, pick

Told = dict[str, Any]


def decision(outcome: Told) -> Reading:
    """Need, alternatives, assessment, test, cost, risk, what we stop doing, proposal."""
    sections = [
        Section("need", _("The need"), _need(outcome)),
        Section("alternatives", _("Alternatives"), or_why(
            _alternatives(outcome), _("No alternatives were written."))),
        Section("assessment", _("Assessment"), or_why(
            _assessment(outcome), _("The alternatives were not rated."))),
        Section("test", _("Test"), or_why(_test(outcome), _("Nothing was tested."))),
        Section("cost", _("Cost"), or_why(
            lines(common.written(outcome, "kostnad", "kost", "kostnader", "ressurser")),
            _("Nobody has written what it costs. It has to be found out before a decision."))),
        Section("risk", _("Risk"), or_why(
            _risk(outcome), _("Nobody has written what can go wrong."))),
        Section("stops", _("What we stop doing"), or_why(
            lines(common.written(outcome, "slutter")),
            _("No group wrote what to stop doing."))),
        Section("proposal", _("Proposal"), or_why(
            _proposal(outcome), _("No agreement and no decision was made."))),
    ]  # fmt: skip
    return common.cover(outcome, "beslutningsgrunnlag", _("Basis for a decision"), sections)


def _need(outcome: Told) -> list[Block]:
    return [text(outcome["seminar"]["question"]),
            *or_why(common.chart(outcome), _("No topics were chosen by a vote."))]  # fmt: skip


def _alternatives(outcome: Told) -> list[Block]:
    """The ideas that went on; all of them where no vote was held."""
    voted = [i for i in outcome["ideas"] if i["ticks"] is not None]
    on = [i for i in voted if i["shortlisted"]] or voted or outcome["ideas"]
    rows = [[i["title"], i["text"], "" if i["ticks"] is None else i["ticks"]] for i in on]
    made = table(_("The ideas that went on"), [_("Idea"), _("More about it"), _("Ticks")], rows, 2)
    if left := len(outcome["ideas"]) - len(on):
        made.append(text(ngettext("%(n)s idea did not go on.", "%(n)s ideas did not go on.", left)))
    return made


def _assessment(outcome: Told) -> list[Block]:
    """The ratings of things, and the vote on the ideas."""
    made: list[Block] = []
    for step in outcome["steps"]:
        rated = step["activity"] == "rate" and "scores" in step["outcome"]
        if rated or (step["activity"] == "vote" and is_ideas(step, outcome)):
            made += [{"kind": "heading", "text": pick(step["title"])}, *reading.section(step)]
    return made


def _test(outcome: Told) -> list[Block]:
    written = lines(common.written(outcome, "test", "gjorde", "saa", "laerte"))
    return chapters.hypotheses(outcome) + written


def _risk(outcome: Told) -> list[Block]:
    """What groups wrote of it, what divides people, and what went wrong before."""
    divides = [items.told(d["title"]) for d in outcome["common_ground"]["divides"]]
    said = [text(_("What people see differently")), *lines(divides)] if divides else []
    return [*lines(common.written(outcome, "risiko", "risikoer")), *said,
            *chapters.lessons(outcome)]  # fmt: skip


def _proposal(outcome: Told) -> list[Block]:
    """The decisions that were made, then the agreements."""
    made: list[Block] = []
    for step in outcome["steps"]:
        if step["activity"] == "decide":
            made += [{"kind": "heading", "text": pick(step["title"])}, *reading.section(step)]
    return made + common.deal_cards(outcome)
