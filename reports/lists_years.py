"""The yearly numbers as lists, for spreadsheets: numbers as numbers, shares as parts of one."""

from __future__ import annotations

from typing import Any

from methods.activities.follow.statuses import LABELS
from reports.rows import List, yes
from translations import _, pick

Told = dict[str, Any]


def lists(told: Told) -> list[List]:
    """The lists of reports/yearly.py."""
    return [one for one in (years(told), seminars(told), agreements(told)) if one.rows]


def years(told: Told) -> List:
    head = [_("Year"), _("Seminars"), _("Floker"), _("Tests"), _("Agreements"), _("Kept"),
            _("Share kept"), _("Evaluated"), _("Share evaluated")]  # fmt: skip
    return List("years", _("Numbers over time"), head, [
        [y["year"], y["seminars"], y["floker"], y["tests"], y["agreements"], y["kept"],
         _share(y, "kept"), y["evaluated"], _share(y, "evaluated")] for y in told["years"]
    ], (0, 4))  # fmt: skip


def seminars(told: Told) -> List:
    head = [_("Seminar"), _("Held"), _("Method"), _("Tests"), _("Agreements")]
    return List("seminars", _("The seminars"), head, [
        [s["title"], s["held"], pick(s["method"]), s["tests"], len(s["agreements"])]
        for s in told["seminars"]
    ])  # fmt: skip


def agreements(told: Told) -> List:
    head = [_("Agreement"), _("Seminar"), _("Status"), _("Evaluated"), _("Belongs to the plan")]
    rows = [(d, s["title"], LABELS[d["status"]]) for s in told["seminars"]
            for d in s["agreements"]]  # fmt: skip
    return List("agreements", _("Agreements"), head, [
        [d["what"], title, _(word), yes(d["evaluated"]), d["plan_link"]] for d, title, word in rows
    ])  # fmt: skip


def _share(year: Told, key: str) -> float | None:
    return round(year[key] / year["agreements"], 4) if year["agreements"] else None
