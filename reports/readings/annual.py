"""«Årsrapport innovasjon til kommunestyret»: the seminars of a year, and the numbers over time."""

from __future__ import annotations

from typing import Any

from methods.activities.follow.statuses import LABELS as STATUSES
from methods.activities.rate.wording import number
from methods.activity import Block
from methods.floker import ORIGINS, STAGES
from reports.readings import common
from reports.readings.form import Reading, Section, lines, or_why, table, text
from translations import _, day, language, ngettext, pick

Told = dict[str, Any]


def annual(told: Told) -> Reading:
    """Of the numbers of reports/yearly.py."""
    year = next((y for y in told["years"] if y["year"] == told["year"]), None)
    deals = [{**d, "seminar": s["title"]} for s in told["seminars"] for d in s["agreements"]]
    sections = [
        Section("year", _("The year in numbers"), _year(year)),
        Section("over-time", _("Numbers over time"), or_why(
            numbers(told), _("No seminars have been held yet."))),
        Section("floker", _("Floker, and how far we have come"), or_why(
            floker(told), _("There are no floker in the register."))),
        Section("seminars", _("The seminars"), or_why(
            seminars(told), _("No seminars were held this year."))),
        Section("deals", _("The agreements, and what became of them"), or_why(
            _deals(deals), _("No agreements were made."))),
        Section("plans", _("Plan links"), or_why(
            common.plans({"plans": [p for s in told["seminars"] for p in s["plans"]]}),
            _("No agreement is linked to a plan yet."))),
        Section("lessons", _("What we learnt – room for failure"), or_why(
            lines([f"{d['what']}: {text}" for d in deals for text in d["lessons"]]),
            _("No agreement has a lesson yet."))),
        Section("maturity", _("Maturity"), or_why(
            _maturity(told), _("Maturity has not been measured. A zero point now makes it "
                               "possible to compare later."))),
    ]  # fmt: skip
    return Reading(
        kind="aarsrapport", language=language(), eyebrow=_("To the municipal council"),
        title=_("Yearly report on innovation to the municipal council"),
        lead=str(told["year"] or ""), facts=[], sections=sections,
        notes=[_("Kept are agreements that are done or handed over; evaluated are those with a "
                 "lesson.")],
    )  # fmt: skip


def _year(year: Told | None) -> list[Block]:
    if year is None:
        return [text(_("No seminars have been held yet."))]
    counts = [
        ngettext("%(n)s seminar", "%(n)s seminars", year["seminars"]),
        ngettext("%(n)s floke", "%(n)s floker", year["floker"]),
        ngettext("%(n)s test", "%(n)s tests", year["tests"]),
        ngettext("%(n)s agreement", "%(n)s agreements", year["agreements"]),
    ]
    made = [*lines(counts)]
    if year["agreements"]:
        shares = {key: share(year, key) for key in ("kept", "evaluated")}
        made.append(text(_("%(kept)s of the agreements are kept, and %(evaluated)s are evaluated.",
                           **shares)))  # fmt: skip
    return made


def share(year: Told, key: str) -> str:
    """How many of the year's agreements, in per cent; nothing if there are none."""
    return f"{100 * year[key] / year['agreements']:.0f} %" if year["agreements"] else "–"


def numbers(told: Told) -> list[Block]:
    """A row for each year."""
    rows = [[str(y["year"]), y["seminars"], y["floker"], y["tests"], y["agreements"], y["kept"],
             share(y, "kept"), y["evaluated"], share(y, "evaluated")]
            for y in told["years"]]  # fmt: skip
    head = [_("Year"), _("Seminars"), _("Floker"), _("Tests"), _("Agreements"), _("Kept"),
            _("Share kept"), _("Evaluated"), _("Share evaluated")]  # fmt: skip
    return table(_("Seminars, floker, tests and agreements by year"), head, rows,
                 *range(len(head)))  # fmt: skip


def floker(told: Told) -> list[Block]:
    rows = []
    for f in told["floker"]:
        stage, origin = f["stage"], f["origin"]
        rows.append([f["title"], _(STAGES[stage]), _(ORIGINS[origin]) if origin else "",
                     f["seminars"]])  # fmt: skip
    return table(_("The register of floker"),
                 [_("Floke"), _("Stage"), _("Origin"), _("Seminars")], rows, 3)  # fmt: skip


def seminars(told: Told) -> list[Block]:
    rows = [[s["title"], day(s["held"]), pick(s["method"]), s["tests"], len(s["agreements"])]
            for s in told["seminars"]]  # fmt: skip
    head = [_("Seminar"), _("Held"), _("Method"), _("Tests"), _("Agreements")]
    return table(_("The seminars of the year"), head, rows, 3, 4)


def _deals(deals: list[Told]) -> list[Block]:
    rows = []
    for d in deals:
        status = d["status"]
        rows.append([d["what"], d["seminar"], _(STATUSES[status]), _("yes") if d["evaluated"]
                     else ""])  # fmt: skip
    head = [_("Agreement"), _("Seminar"), _("Status"), _("Evaluated")]
    return table(_("The agreements of the year"), head, rows)


def _maturity(told: Told) -> list[Block]:
    """Each measurement as a table, beside the one it is compared with."""
    made: list[Block] = []
    for m in told["maturity"]:
        caption = f"{m['seminar']}: {pick(m['title'])}, {day(m['at'])}"
        if m["since"]:
            caption += " " + _("(compared with %(day)s)", day=day(m["since"]))
        rows = [[pick(v["label"]), number(v["before"]), number(v["now"]), _moved(v)]
                for v in m["values"]]  # fmt: skip
        made += table(caption, [_("What"), _("Before"), _("Now"), _("Difference")], rows, 1, 2, 3)
    return made


def _moved(value: Told) -> str:
    if value["before"] is None or value["now"] is None:
        return "–"
    gone = value["now"] - value["before"]
    return ("+" if gone > 0 else "−" if gone < 0 else "") + number(abs(gone))
