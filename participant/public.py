"""The public outcome page: what came of it, for people; the report stands beside it (outcome.py).

Each problem, idea and agreement has a page, one click each way.
"""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request

from live.house import house
from methods import posts
from methods.clock import moment
from participant import participant
from participant.kept import opened
from reports import public, publishing
from reports.outcome import outcome
from translations import day


def _told(token: str) -> dict[str, Any]:
    """The outcome of the seminar with this link, as it stands."""
    with opened(token) as (db, seminar):
        return outcome(db, seminar)


@participant.get("/outcome/<token>")
def public_page(token: str) -> str:
    """What came of it, in the reader's language; `?q=` finds one's own sentence."""
    with opened(token) as (db, seminar):
        here = seminar.token == token
        data, versions = outcome(db, seminar), publishing.versions(db, seminar)
        told = [{"at": moment(p.at), "text": p.text} for p in posts.of(db, seminar)]
    report = {"version": versions[0].version, "day": day(moment(versions[0].at) or "")} \
        if versions else None  # fmt: skip
    return render_template("participant/outcome.html", token=token, seminar=data["seminar"],
                           page=public.page(data, request.args.get("q", ""), told),
                           report=report, here=here, address=house().config.address)  # fmt: skip


@participant.get("/outcome/<token>/problem/<int:number>", defaults={"kind": "problem"})
@participant.get("/outcome/<token>/idea/<int:number>", defaults={"kind": "idea"})
def public_text(token: str, number: int, kind: str) -> str:
    """One problem or idea, and what became of it."""
    data = _told(token)
    found = public.followed(data, kind, number) or abort(404)
    return render_template("participant/outcome_text.html", token=token, seminar=data["seminar"],
                           found=found, kind=kind)  # fmt: skip


@participant.get("/outcome/<token>/agreement/<int:number>")
def public_agreement(token: str, number: int) -> str:
    """One agreement, and how it came about."""
    data = _told(token)
    found = public.traced(data, number) or abort(404)
    return render_template("participant/outcome_agreement.html", token=token,
                           seminar=data["seminar"], found=found)  # fmt: skip
