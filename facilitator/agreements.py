"""Every agreement after the seminar: how it goes, who looks after it now, and who is missing."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from flask import abort, g, redirect, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from methods import clock, crew, due, followers, following, schedule
from methods.activities.follow.statuses import LABELS
from methods.command import Actor, Command, whole
from methods.engine import known
from models import Agreement, Seminar, Step
from translations import N_, _, language

Page = Response | str | tuple[str, int]
HANDS = {
    "receiver": N_("The one who has taken it over looks after it."),
    "collector": N_("The collector looks after it."),
    "deputy": N_("A date passed two weeks ago without a word. The deputy looks after it now."),
    "contact": N_("Nobody answers for it. The municipality looks after it now."),
}
HOLDERS = {
    "collector": N_("Collector"), "deputy": N_("Deputy"), "receiver": N_("Takes it over"),
}  # fmt: skip


@facilitator.get("/facilitator/agreements")
@signed_in
def every_agreement() -> Page:
    """Those of every seminar one leads, the ones that need somebody first."""
    with house().storage.reading() as db:
        real = select(Seminar).where(crew.led_by(g.facilitator.id), Seminar.rehearses.is_(None))
        seminars = db.scalars(real.order_by(Seminar.id.desc()))
        made = [row for seminar in seminars for row in _rows(db, seminar)]
    return _page(sorted(made, key=lambda row: not row["need"]), None)


@facilitator.get("/facilitator/<int:number>/agreements")
@signed_in
def seminar_agreements(number: int) -> Page:
    with house().storage.reading() as db:
        seminar = mine(db, number)
        return _page(_rows(db, seminar), seminar)


@facilitator.post("/facilitator/<int:number>/agreements")
@signed_in
def give_agreement(number: int) -> Page:
    """Write in another collector, who gets a link of their own."""
    with house().storage.reading() as db:
        seminar = mine(db, number)
        found = db.get(Agreement, whole(request.form.get("agreement", "")) or 0)
        if found is None or found.seminar_id != number:
            abort(404)
        step = db.get_one(Step, found.step_id)
    does = "assign" if "assign" in known()[step.activity].commands() else "reassign"
    names = ("agreement", "name", "email", *(("reason",) if does == "assign" else ()))
    args = {name: request.form.get(name, "") for name in names}
    actor = Actor("facilitator", g.facilitator.id, number, language())
    answer = house().writer.submit(Command(actor, does, step.id, args, secrets.token_hex(16)))
    if answer["ok"]:
        return redirect(f"/facilitator/{number}/agreements#deal-{found.id}", code=303)
    with house().storage.reading() as db:
        rows = _rows(db, mine(db, number))
    return _page(rows, seminar, refusal=answer["sentence"], typed=dict(request.form)), 422


def _page(rows: list[dict[str, Any]], seminar: Seminar | None, **told: Any) -> str:
    return render_template(
        "facilitator/agreements.html",
        rows=rows,
        seminar=seminar,
        **{"red": sum(row["red"] for row in rows), "typed": {}, **told},
    )


def _rows(db: Session, seminar: Seminar) -> list[dict[str, Any]]:
    found = db.execute(
        select(Agreement, Step.published_at, Step.opened_at)
        .join(Step, Step.id == Agreement.step_id)
        .where(Agreement.seminar_id == seminar.id, Agreement.hidden.is_(False))
        .order_by(Agreement.step_id, Agreement.number)
    )  # fmt: skip
    return [{**_row(db, seminar, a, made or opened or seminar.created_at), "told": bool(made)}
            for a, made, opened in found]  # fmt: skip


def _row(db: Session, seminar: Seminar, a: Agreement, made: float) -> dict[str, Any]:
    today, facts = date.fromtimestamp(clock.now()), due.facts(db, seminar, a, made)
    over, red = a.status in schedule.OVER, not a.collector_name
    carrier, _name = following.carrier(db, a)
    hands = carrier if red or carrier == "receiver" else schedule.in_hands(facts, today)
    return {
        "id": a.id, "number": a.number, "what": a.what, "label": _(LABELS[a.status]),
        "over": over, "red": red and not over, "seminar": seminar.id, "title": seminar.title,
        "need": not over and (red or a.status == "needs_help" or hands in ("deputy", "contact")),
        "hands": "" if over else _(HANDS[hands]), "next_date": a.next_date,
        "silent": (today - (facts.heard or facts.start)).days, "heard": facts.heard is not None,
        "links": _links(db, a), "help": a.status == "needs_help",
    }  # fmt: skip


def _links(db: Session, a: Agreement) -> list[tuple[str, str, str]]:
    """Each one who has a part in it: the role, the name, and the link to hand on."""
    here = house().config
    found = [(role, followers.one(db, a, kind)) for kind, role in HOLDERS.items()]
    return [(_(role), f.name, f"{here.address}{followers.path(here.key(), f)}")
            for role, f in found if f is not None]  # fmt: skip
