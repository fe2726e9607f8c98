"""The published report as a file, for everyone who has the link."""

from __future__ import annotations

from flask import Response, abort, render_template

from methods.refusal import Refused
from participant import participant
from participant.kept import opened
from reports import publishing
from reports.readings import READINGS
from reports.writers import PUBLIC, WRITERS, files, press

Page = Response | str | tuple[str, int]


@participant.get("/outcome/<token>/report/<kind>.<format>")
def published_file(token: str, kind: str, format: str) -> Page:
    """A reading of the newest published version; there is none of a draft."""
    if kind not in READINGS or format not in PUBLIC:
        abort(404)
    with opened(token) as (db, seminar):
        seen = publishing.shown(db, seminar)
    if seen.report is None:
        abort(404)
    try:
        made = press.made(format, publishing.read(kind, seen), seen.outcome)
    except Refused as refusal:
        return render_template("refused.html", refusal=refusal.sentence(), written=[],
                               back=f"/outcome/{token}/report?reading={kind}"), 422  # fmt: skip
    return Response(made, mimetype=WRITERS[format].mimetype, headers=files.named(kind, format))
