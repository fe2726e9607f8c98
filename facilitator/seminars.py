"""Preparing: the list of seminars, making one, and its plan."""

from __future__ import annotations

from flask import abort, g, redirect, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from live.frames import plan as steps_of
from live.house import house
from methods import seminars
from methods.catalogue import library
from methods.refusal import Refused
from models import Seminar
from translations import language, pick

Page = Response | str | tuple[str, int]


def mine(db: Session, number: int) -> Seminar:
    """A seminar of the signed-in facilitator's; anyone else's is not found."""
    found = db.get(Seminar, number)
    if found is None or found.facilitator_id != g.facilitator.id:
        abort(404)
    return found


@facilitator.get("/facilitator")
@signed_in
def all_seminars() -> Page:
    with house().storage.reading() as db:
        found = db.scalars(
            select(Seminar)
            .where(Seminar.facilitator_id == g.facilitator.id)
            .order_by(Seminar.created_at.desc())
        ).all()
    return render_template("facilitator/seminars.html", seminars=found)


@facilitator.get("/facilitator/new")
@signed_in
def new() -> Page:
    return render_template("facilitator/new.html", typed={"language": language(), "size": 96},
                           methods=library().values(), pick=pick)  # fmt: skip


@facilitator.post("/facilitator/new")
@signed_in
def create() -> Page:
    form = request.form
    size = form.get("size", "")
    try:
        with house().storage.writing() as db:
            made = seminars.create(
                db, g.facilitator, library()[form.get("method", "ovre_eiker")],
                title=form.get("title", ""), question=form.get("question", ""),
                language=form.get("language", "nb"), sponsor=form.get("sponsor", ""),
                promise=form.get("promise", ""), contact=form.get("contact", ""),
                size=int(size) if size.isdecimal() else 0,
            )  # fmt: skip
            db.commit()
    except Refused as refusal:
        return render_template("facilitator/new.html", typed=form, refusal=refusal.sentence(),
                               methods=library().values(), pick=pick), 422  # fmt: skip
    return redirect(f"/facilitator/{made.id}/plan", code=303)


@facilitator.get("/facilitator/<int:number>/plan")
@signed_in
def plan(number: int) -> Page:
    with house().storage.reading() as db:
        seminar = mine(db, number)
        steps = steps_of(seminar)
        return render_template("facilitator/plan.html", seminar=seminar, steps=steps, pick=pick,
                               minutes=sum(s.minutes for s in steps),
                               action=f"/facilitator/{number}/do")  # fmt: skip
