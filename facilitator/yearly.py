"""The yearly report: all of one's seminars of a year, and the numbers over time."""

from __future__ import annotations

from flask import Response, abort, g, render_template, request
from werkzeug.wrappers import Response as Answer

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.downloads import sent
from live.house import house
from methods.command import whole
from reports import yearly
from reports.lists_years import years
from reports.readings import YEARLY
from reports.writers import NAMES, WRITERS, csv, files
from translations import _, language

Page = Answer | str | tuple[str, int]


@facilitator.get("/facilitator/year")
@signed_in
def year() -> Page:
    """«Årsrapport innovasjon til kommunestyret», of the newest year or the one asked for."""
    with house().storage.reading() as db:
        told = yearly.yearly(db, g.facilitator.id, whole(request.args.get("year", "")))
    links = [(f"?year={y['year']}", str(y["year"]), y["year"] == told["year"])
             for y in told["years"]]  # fmt: skip
    return render_template(
        "reading.html", reading=YEARLY["aarsrapport"](told), draft=False, back="",
        links=[("/facilitator/floker", _("Your floker"), False), *links,
               ("/facilitator/year/numbers", _("The numbers as a file (CSV)"), False)],
        asked=f"year={told['year'] or ''}",
        downloads=files.links("/facilitator/year/files", f"aarsrapport-{told['year']}", NAMES)
        if told["year"] else [],
    )  # fmt: skip


@facilitator.get("/facilitator/year/files/aarsrapport-<int:year>.<format>")
@signed_in
def year_file(year: int, format: str) -> Page:
    """The report of a year in any format; none of a year without a seminar."""
    with house().storage.reading() as db:
        told = yearly.yearly(db, g.facilitator.id, year)
    if format not in WRITERS or told["year"] != year:
        abort(404)
    return sent(f"aarsrapport-{year}", format, YEARLY["aarsrapport"](told), told,
                f"/facilitator/year?year={year}")  # fmt: skip


@facilitator.get("/facilitator/year/numbers")
@signed_in
def year_numbers() -> Page:
    """The numbers of every year as CSV (A8)."""
    with house().storage.reading() as db:
        told = yearly.yearly(db, g.facilitator.id)
    name = {"Content-Disposition": 'attachment; filename="floke-years.csv"'}
    return Response(csv.of(years(told), language()), mimetype="text/csv", headers=name)
