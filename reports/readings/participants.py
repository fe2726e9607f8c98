"""«Deltakere»: one page for those who were there, and what became of each problem they wrote."""

from __future__ import annotations

from typing import Any

from methods import items
from methods.activity import Block
from reports.readings import common
from reports.readings.form import Reading, Section, lines, or_why, table, text
from translations import _, ngettext

Told = dict[str, Any]


def participants(outcome: Told) -> Reading:
    """The headings are those of spec/reports.md, in their order."""
    sections = [
        Section("thanks", _("Thank you for your effort"), _thanks(outcome)),
        Section("asked", _("This is what we asked"), _asked(outcome)),
        Section("came-to", _("This is what you came to (the ten topics)"), or_why(
            common.chart(outcome), _("No topics were chosen by a vote."))),
        Section("deals", _("The agreements – who does what now"), or_why(
            common.deal_cards(outcome), _("No agreements were made."))),
        Section("join", _("How to join in"), _join(outcome)),
        Section("not-on", _("Topics that were not taken further – and why"), _not_on(outcome)),
        Section("next", _("What happens now, and when you will hear from us"), _next(outcome)),
    ]  # fmt: skip
    return common.cover(outcome, "deltakere", _("To everyone who took part"), sections)


def _thanks(outcome: Told) -> list[Block]:
    took = outcome["participation"]
    people = ngettext("%(n)s person took part", "%(n)s people took part", took["present"])
    tables = ngettext("at %(n)s table", "at %(n)s tables", took["tables"])
    wrote = ngettext("%(n)s problem", "%(n)s problems", len(outcome["problems"]))
    deals = ngettext("%(n)s agreement", "%(n)s agreements", len(outcome["agreements"]))
    return [text(f"{people} {tables}. " + _(
        "You wrote %(problems)s and made %(agreements)s. Thank you for the time you gave.",
        problems=wrote, agreements=deals))]  # fmt: skip


def _asked(outcome: Told) -> list[Block]:
    seminar = outcome["seminar"]
    told = [seminar["question"]]
    if seminar["sponsor"]:
        told.append(_("Asked by: %(sponsor)s", sponsor=seminar["sponsor"]))
    return [text(t) for t in told if t]


def _join(outcome: Told) -> list[Block]:
    """Whom to write to about each agreement: the collector with their yes, else the sponsor."""
    told = [
        f"{d['what']}: " + ", ".join(part for part in (d["collector"], d["contact"]) if part)
        for d in outcome["agreements"] if d["collector"]
    ]  # fmt: skip
    made = lines(told)
    if asked := outcome["seminar"]["contact"]:
        made.append(text(_("To join an agreement, or to hear more, ask %(contact)s.",
                           contact=asked)))  # fmt: skip
    return or_why(made, _("Nobody has said yes to being named here. Ask the one who invited you."))


def _not_on(outcome: Told) -> list[Block]:
    """Topics that stopped, then every problem with its fate: people find their own sentence."""
    topics = [f"{items.told(t['title'])}: {common.why(t['reason'])}"
              for t in common.stopped(outcome)]  # fmt: skip
    rows = [[p["number"], p["title"], "" if p["ticks"] is None else p["ticks"], _fate(p)]
            for p in outcome["problems"]]  # fmt: skip
    first = or_why(lines(topics), _("No topics were set aside after the vote."))
    return [*first, *table(_("What became of every problem"),
                           [_("No."), _("Problem"), _("Ticks"), _("What became of it")],
                           rows, 0, 2)]  # fmt: skip


def _fate(problem: Told) -> str:
    told = common.why(problem["reason"]) or _(common.TOPIC[problem["status"]])
    if problem["merged_into"]:
        return _("merged into %(n)s", n=problem["merged_into"]) + f": {told}"
    return told


def _next(outcome: Told) -> list[Block]:
    promise = outcome["seminar"]["promise"]
    made = [text(promise)] if promise else []
    made += common.dates(outcome) + common.contact(outcome)
    return or_why(made, _("No dates were set. Ask the one who invited you."))
