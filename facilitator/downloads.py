"""The report as a file, for those who lead: every reading of the draft, in every format."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from methods.refusal import Refused
from reports import publishing
from reports.readings import READINGS, Reading
from reports.writers import WRITERS, files, press

Page = Response | str | tuple[str, int]


@facilitator.get("/facilitator/<int:number>/report/files/<kind>.<format>")
@signed_in
def report_file(number: int, kind: str, format: str) -> Page:
    """A reading as it would be published now; refused in words when it cannot be made."""
    if kind not in READINGS or format not in WRITERS:
        abort(404)
    with house().storage.reading() as db:
        seen = publishing.drafted(db, mine(db, number))
    return sent(kind, format, publishing.read(kind, seen), seen.outcome,
                f"/facilitator/{number}/report?reading={kind}")  # fmt: skip


def sent(name: str, format: str, reading: Reading, outcome: dict[str, Any], back: str) -> Page:
    """The file; or why it cannot be made, and the way back."""
    try:
        made = press.made(format, reading, outcome)
    except Refused as refusal:
        return render_template("refused.html", refusal=refusal.sentence(), written=[],
                               back=back), 422  # fmt: skip
    return Response(made, mimetype=WRITERS[format].mimetype, headers=files.named(name, format))
