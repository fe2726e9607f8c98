"""Plan links after the seminar: what is to be taken into which plan, by when, and how it goes."""

from __future__ import annotations

from typing import Any

from flask import Response as Answer
from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from methods import plans
from methods.refusal import Refused
from models import Seminar
from reports.lists import plan_links
from reports.outcome import outcome
from reports.writers import csv
from translations import _, language

Page = Response | str | tuple[str, int]
TYPED = ("link", "revision", "agreement", "plan", "text", "case_number", "deadline", "owner",
         "status")  # fmt: skip
NEARNESS = ("past", "near")


@facilitator.get("/facilitator/<int:number>/plans")
@signed_in
def plan_page(number: int) -> Page:
    """Every link with its deadline; `?link=` opens one to be changed."""
    with house().storage.reading() as db:
        return _page(db, mine(db, number), {"link": request.args.get("link", "")})


@facilitator.post("/facilitator/<int:number>/plans")
@signed_in
def save_plan(number: int) -> Page:
    typed = {key: request.form.get(key, "") for key in TYPED}
    try:
        with house().storage.writing() as db:
            seminar = mine(db, number)
            if request.form.get("then") == "remove":
                db.delete(plans.one(db, seminar, typed["link"]))
            else:
                plans.save(db, seminar, typed)
            db.commit()
    except Refused as refusal:
        typed["revision"] = str(refusal.reply.get("revision", typed["revision"]))
        with house().storage.reading() as db:
            page = _page(db, mine(db, number), typed, refusal.sentence())
        return page, 409 if refusal.code == "conflict" else 422
    return redirect(f"/facilitator/{number}/plans", code=303)


@facilitator.get("/facilitator/<int:number>/plans.csv")
@signed_in
def plan_file(number: int) -> Page:
    """The same list for a spreadsheet, in the reader's language."""
    with house().storage.reading() as db:
        made = csv.of(plan_links(outcome(db, mine(db, number))), language())
    name = {"Content-Disposition": 'attachment; filename="plans.csv"'}
    return Answer(made, mimetype="text/csv", headers=name)


def _page(db: Session, seminar: Seminar, typed: dict[str, str], refusal: str = "") -> str:
    """The page, its form with what was typed, or with the link that is to be changed."""
    every = plans.agreements(db, seminar)
    if typed["link"] and not refusal:
        link = plans.one(db, seminar, typed["link"])
        typed = {
            "link": str(link.id),
            "agreement": str(link.agreement_id),
            **{key: str(getattr(link, key)) for key in TYPED[1:] if key != "agreement"},
        }
    rows = _rows(db, seminar)
    return render_template(
        "facilitator/plans.html", seminar=seminar, rows=rows, typed=typed, refusal=refusal,
        warned={kind: sum(r["near"] == kind for r in rows) for kind in NEARNESS},
        deals=[(str(a.id), f"{a.number}. {a.what}", a.plan_link) for a in every],
        plans={key: _(label) for key, label in plans.PLANS.items()}, limits=plans.LIMITS,
        statuses={key: _(label) for key, label in plans.STATUSES.items()},
    )  # fmt: skip


def _rows(db: Session, seminar: Seminar) -> list[dict[str, Any]]:
    names = {a.id: f"{a.number}. {a.what}" for a in plans.agreements(db, seminar)}
    return [
        {"id": link.id, "deal": names[link.agreement_id], "plan": plans.name(link.plan),
         "text": link.text, "case_number": link.case_number, "deadline": link.deadline,
         "owner": link.owner, "status": _(plans.STATUSES[link.status]),
         "near": plans.nearness(link.deadline, link.status)}
        for link in plans.links(db, seminar)
    ]  # fmt: skip
