"""The outcome page: what was decided, for everyone who has the link; and the same as data."""

from __future__ import annotations

import msgspec
from flask import Response, render_template
from sqlalchemy.orm import Session

from live.house import house
from models import Seminar
from participant import participant
from participant.phone import find
from reports.outcome import outcome
from reports.reading import sections


@participant.get("/outcome/<token>")
def outcome_page(token: str) -> str:
    """The report, in the reader's language."""
    with house().storage.reading() as db:
        data = outcome(db, find(db, token))
    return render_template("report.html", outcome=data, sections=sections(data), token=token)


@participant.get("/outcome/<token>.json")
def outcome_data(token: str) -> Response:
    """The data set itself (docs/outcome.md)."""
    with house().storage.reading() as db:
        seminar = find(db, token)
        made = _encoded(db, seminar)
    name = {"Content-Disposition": 'attachment; filename="outcome.json"'}
    return Response(made, mimetype="application/json", headers=name)


def _encoded(db: Session, seminar: Seminar) -> bytes:
    return msgspec.json.format(msgspec.json.encode(outcome(db, seminar)), indent=1)
