"""The report: what was decided, for everyone who has the link; and the same as data."""

from __future__ import annotations

import msgspec
from flask import Response, abort, render_template, request

from participant import participant
from participant.kept import opened
from reports import publishing
from reports.publishing import Shown
from reports.reading import sections
from reports.readings import NAMES, READINGS
from reports.seal import sealed
from reports.writers import PUBLIC, files
from translations import _


@participant.get("/outcome/<token>/report")
def outcome_page(token: str) -> str:
    """The newest published report, or the draft marked as such; `?reading=` one reader's."""
    with opened(token) as (db, seminar):
        seen = publishing.shown(db, seminar)
    kind = request.args.get("reading", "")
    if kind:
        return _reading(token, kind, seen)
    return render_template("report.html", outcome=seen.outcome, sections=sections(seen.outcome),
                           token=token, version=seen.report, notes=publishing.notes(seen),
                           foreword=seen.choices.get("deltakere", {}).get("foreword", "")
                           if seen.report else "", links=_links(token),
                           downloads=_files(token, "administrasjon", seen))  # fmt: skip


@participant.get("/outcome/<token>.json")
def outcome_data(token: str) -> Response:
    """The data set itself (docs/outcome.md): as it was published, byte by byte, or as it stands."""
    with opened(token) as (db, seminar):
        seen = publishing.shown(db, seminar)
        made = seen.data.encode() if seen.report else msgspec.json.format(
            msgspec.json.encode(sealed(seen.outcome)), indent=1)  # fmt: skip
    name = {"Content-Disposition": 'attachment; filename="outcome.json"'}
    return Response(made, mimetype="application/json", headers=name)


def _reading(token: str, kind: str, seen: Shown) -> str:
    if kind not in READINGS:
        abort(404)
    links = [
        (f"/outcome/{token}/report", _("Everything, step by step"), False),
        *_links(token, kind),
    ]
    return render_template("reading.html", reading=publishing.read(kind, seen),
                           downloads=_files(token, kind, seen), draft=seen.report is None,
                           links=links, back="", asked=f"reading={kind}")  # fmt: skip


def _files(token: str, kind: str, seen: Shown) -> list[tuple[str, str, str]]:
    """The reading as files, if it is published; the data set whole, byte by byte."""
    if seen.report is None:
        return []
    held = files.links(f"/outcome/{token}/report", kind, PUBLIC[:-1])
    return [*held, *files.links("/outcome", token, PUBLIC[-1:])]


def _links(token: str, here: str = "") -> list[tuple[str, str, bool]]:
    """The readings there are: address, name, and whether it is the one that is read."""
    return [(f"/outcome/{token}/report?reading={key}", _(NAMES[key]), key == here)
            for key in READINGS]  # fmt: skip
