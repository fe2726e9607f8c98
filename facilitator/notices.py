"""The notices of the follow-up: what did not go out, what to give on paper, and what was sent."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from methods import letters, notices
from methods.command import whole
from methods.due import Wanted, wanted
from methods.refusal import Refused
from models import Agreement, Notice, Seminar
from translations import N_, _

Page = Response | str | tuple[str, int]
STATES = {
    "waiting": N_("waits"),
    "sending": N_("is being sent"),
    "sent": N_("sent"),
    "failed": N_("did not go out"),
    "uncertain": N_("nobody knows whether it came"),
    "printed": N_("given by you"),
    "dropped": N_("not needed any more"),
}
BY_HAND = {"again": notices.again, "printed": notices.printed}


@facilitator.get("/facilitator/<int:number>/notices")
@signed_in
def all_notices(number: int) -> Page:
    """What needs somebody first, then letters, then the rest by day."""
    with house().storage.reading() as db:
        seminar, mail = mine(db, number), house().config.smtp is not None
        rows = select(Agreement.id, Agreement.what).where(Agreement.seminar_id == number)
        about: dict[int, str] = {a: what for a, what in db.execute(rows.order_by(Agreement.id))}
        every, now = notices.of(db, seminar), wanted(db, number)
        asking = [n for n in every if n.state in notices.ASKING and n.key in now]
        given = notices.to_give(db, seminar, mail)
        apart = {n.id for n in asking} | {n.id for n, _wanted in given}
        return render_template(
            "facilitator/notices.html", seminar=seminar, mail=mail,
            troubled=[_told(n, about, seminar) for n in asking],
            letters=[_letter(n, w, about, seminar) for n, w in given],
            rest=[_told(n, about, seminar) for n in every if n.id not in apart],
        )  # fmt: skip


@facilitator.post("/facilitator/<int:number>/notices")
@signed_in
def settle_notice(number: int) -> Page:
    """One is to be sent again, or was given by hand."""
    do = BY_HAND.get(request.form.get("do", ""))
    try:
        with house().storage.writing() as db:
            seminar = mine(db, number)
            if do is not None:
                do(db, seminar, whole(request.form.get("notice", "")) or 0)
            db.commit()
    except Refused as refusal:
        return render_template("refused.html", refusal=refusal.sentence(), written=[],
                               back=f"/facilitator/{number}/notices"), 422  # fmt: skip
    return redirect(f"/facilitator/{number}/notices", code=303)


def _told(notice: Notice, about: dict[int, str], seminar: Seminar) -> dict[str, Any]:
    """A notice in words."""
    what = about.get(notice.agreement_id or 0, "")
    return {
        "id": notice.id, "day": notice.due, "state": _(STATES[notice.state]),
        "subject": letters.subject(notice.kind, what, seminar.title),
        "to": letters.role(notice.reader), "why": _(notices.ERRORS.get(notice.error, "")),
    }  # fmt: skip


def _letter(notice: Notice, found: Wanted, about: dict[int, str],
            seminar: Seminar) -> dict[str, Any]:  # fmt: skip
    made = letters.write(found, house().config.address, house().config.key())
    told = _told(notice, about, seminar)
    return {**told, "name": found.reader.name, "link": made.links[-1][1]}
