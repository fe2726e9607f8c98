"""Preparing: the list of seminars, and making one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, g, redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from facilitator import facilitator, journey
from facilitator.account import signed_in
from live.house import house
from methods import seminars, sharing, shelf, workshop
from methods.crew import led_by
from methods.method import Method
from methods.refusal import Refused
from models import Seminar
from translations import language, pick

FIRST = "ovre_eiker"  # the method one begins with
Page = Response | str | tuple[str, int]


@facilitator.get("/facilitator")
@signed_in
def all_seminars() -> Page:
    with house().storage.reading() as db:
        found = db.scalars(
            select(Seminar)
            .where(led_by(g.facilitator.id), Seminar.rehearses.is_(None))
            .order_by(Seminar.created_at.desc(), Seminar.id.desc())
        ).all()
    return render_template("facilitator/seminars.html", seminars=found)


@facilitator.get("/facilitator/new")
@signed_in
def new() -> Page:
    """The form, for the method that was chosen in the catalogue."""
    wanted = request.args
    typed = {"language": language(), "size": wanted.get("size") or 96,
             "floke": wanted.get("floke"), "earlier": wanted.get("earlier")}  # fmt: skip
    return _form(_method(wanted.get("method", "")), typed)


@facilitator.post("/facilitator/new")
@signed_in
def create() -> Page:
    """Make the seminar; or, if that was the button, show the cards of an earlier one."""
    form = request.form
    size = form.get("size", "")
    method = _method(form.get("method", ""))
    if "look" in form:
        return _form(method, form)
    try:
        with house().storage.writing() as db:
            made = seminars.create(
                db, g.facilitator, method,
                title=form.get("title", ""), question=form.get("question", ""),
                language=form.get("language", "nb"), sponsor=form.get("sponsor", ""),
                promise=form.get("promise", ""), contact=form.get("contact", ""),
                size=int(size) if size.isdecimal() else 0, lines=form.get("lines", ""),
                journey=journey.chosen(db, method),
            )  # fmt: skip
            db.commit()
            number = made.id
    except Refused as refusal:
        return _form(method, form, refusal.sentence()), 422
    return redirect(f"/facilitator/{number}/plan", code=303)


def _method(wanted: str) -> Method:
    """The method of that id (Øvre Eiker's if none is named), maybe one's own and without fault."""
    number = wanted.removeprefix(workshop.PREFIX)
    if number != wanted and number.isdecimal():
        with house().storage.reading() as db:
            own = sharing.find(db, g.facilitator.id, int(number[:18]))
            found = workshop.checked(own)[0] if own else None
            if found is not None:
                found.id = wanted  # so that the form finds it again
    else:
        found = shelf.find(wanted or FIRST)
    if found is None:
        abort(404)
    return found


def _form(method: Method, typed: Mapping[str, Any], refusal: str = "") -> str:
    with house().storage.reading() as db:
        known = journey.choices(db, method, typed)
    return render_template("facilitator/new.html", typed=typed, method=method, refusal=refusal,
                           journey=known, pick=pick)  # fmt: skip
