"""A new password, by a one-time link that `run.py user ADDRESS` prints on the server."""

from __future__ import annotations

from flask import render_template, request

from facilitator import accounts, facilitator
from facilitator.account import Page, enter
from live.house import house
from methods.refusal import Refused


@facilitator.get("/facilitator/password/<token>")
def choose_password(token: str) -> Page:
    with house().storage.reading() as db:
        if accounts.valid(db, token, renews=True) is None:
            return _used()
    return render_template("facilitator/password.html", token=token)


@facilitator.post("/facilitator/password/<token>")
def new_password(token: str) -> Page:
    """Save it, sign in here, and let nobody be signed in with the old one any more."""
    with house().storage.writing() as db:
        invitation = accounts.valid(db, token, renews=True)
        if invitation is None:
            return _used()
        try:
            account = accounts.renew(db, invitation, request.form.get("password", "")).id
            db.commit()
        except Refused as refusal:
            db.rollback()
            return render_template("facilitator/password.html", token=token,
                                   refusal=refusal.sentence()), 422  # fmt: skip
    house().sign_out(account)
    return enter(account)


def _used() -> Page:
    return render_template("facilitator/sign_in.html", typed={}, used=True), 404
