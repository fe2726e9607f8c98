"""Signing in and out, and making an account from a one-time link."""

from __future__ import annotations

import re
from functools import wraps
from typing import Any

from flask import g, redirect, render_template, request, session
from werkzeug.wrappers import Response

from facilitator import accounts, facilitator
from live.house import house
from methods import clock
from methods.refusal import Refused

Page = Response | str | tuple[str, int]


def signed_in(page: Any) -> Any:
    """Only for a signed-in facilitator, then `g.facilitator`; others are asked to sign in."""

    @wraps(page)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        with house().storage.reading() as db:
            g.facilitator = house().identity.facilitator(db)
        if g.facilitator is None:
            back = request.full_path.rstrip("?") if request.method == "GET" else ""
            return render_template("facilitator/sign_in.html", typed={"back": back}), 401
        return page(*args, **kwargs)

    return guarded


@facilitator.get("/facilitator/start/<token>")
def start(token: str) -> Page:
    """The one-time link: make an account."""
    with house().storage.reading() as db:
        if accounts.valid(db, token) is None:
            return render_template("facilitator/sign_in.html", typed={}, used=True), 404
    return render_template("facilitator/start.html", typed={}, token=token)


@facilitator.post("/facilitator/start/<token>")
def make_account(token: str) -> Page:
    form = request.form
    with house().storage.writing() as db:
        invitation = accounts.valid(db, token)
        if invitation is None:
            return render_template("facilitator/sign_in.html", typed={}, used=True), 404
        try:
            made = accounts.register(db, invitation, form.get("name", ""), form.get("email", ""),
                                     form.get("password", ""))  # fmt: skip
            db.commit()
        except Refused as refusal:
            db.rollback()
            return render_template("facilitator/start.html", typed=form, token=token,
                                   refusal=refusal.sentence()), 422  # fmt: skip
        return enter(made.id)


@facilitator.post("/facilitator/sign-in")
def sign_in() -> Page:
    try:
        return enter(by_password(), _back(request.form.get("back", "")))
    except Refused as refusal:
        return render_template("facilitator/sign_in.html", typed=request.form,
                               refusal=refusal.sentence()), 422  # fmt: skip


def _back(asked: str) -> str:
    """Where one wanted to go: a facilitator's page here, and never another site."""
    return asked if re.fullmatch(r"/facilitator/[\w./?&=%-]*", asked) else "/facilitator"


def by_password() -> int:
    """The number of the account that the posted address and password belong to."""
    email, limits = request.form.get("email", ""), house().limits
    account = email.strip().lower()[:200]
    limits.check(account)
    try:
        with house().storage.reading() as db:
            return accounts.sign_in(db, email, request.form.get("password", "")).id
    except Refused:
        limits.failed(account)
        raise


@facilitator.post("/facilitator/sign-out")
def sign_out() -> Page:
    session.clear()
    return redirect("/facilitator", code=303)


def enter(number: int, to: str = "/facilitator") -> Response:
    """Sign the account in on this browser, and go on."""
    chosen = session.get("language")
    session.clear()  # nothing planted before sign-in is kept
    session.permanent = True
    session["facilitator"], session["since"] = number, clock.now()
    if chosen:
        session["language"] = chosen
    return redirect(to, code=303)
