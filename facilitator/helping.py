"""Coming to lead by a link; and the helper's own page, on a phone and without an account."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from flask import abort, make_response, redirect, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import accounts, facilitator
from facilitator.account import by_password, enter
from live.door import perform_form
from live.frames import now_ms
from live.house import house
from methods import crew, history
from methods.command import Actor, Command
from methods.inviting import NOT_YOURS
from methods.refusal import Refused
from methods.seminars import by_token
from models import Crew, Seminar
from translations import language

Page = Response | str | tuple[str, int]


@facilitator.get("/crew/<token>")
def invitation(token: str) -> Page:
    """What the link is for. It is used by a press of the button: a preview of it uses nothing."""
    with house().storage.reading() as db:
        found = crew.by_link(db, house().identity.hash(token))
        return _invitation(db, found, token) if found else _used()


@facilitator.post("/crew/<token>")
def come(token: str) -> Page:
    """A helper's phone gets its cookie; a facilitator signs in, or makes an account."""
    with house().storage.reading() as db:
        found = crew.by_link(db, house().identity.hash(token))
        if found is None:
            return _used()
        seminar = db.get_one(Seminar, found.seminar_id)
    if found.role == "helper":
        return _helps(found, seminar, token)
    return _leads(found, seminar, token)


def _helps(found: Crew, seminar: Seminar, token: str) -> Page:
    cookie = house().identity.new_token()
    answer = _takes_part(found, cookie_hash=house().identity.hash(cookie))
    if not answer["ok"]:
        return _refused(found, token, answer["sentence"])
    response = make_response(redirect(f"/s/{seminar.token}/helper", code=303))
    house().identity.give(response, seminar, cookie, "helper")
    return response


def _leads(found: Crew, seminar: Seminar, token: str) -> Page:
    """One who leads already uses nothing; others get the rights that the link gives."""
    try:
        account = _account(token)
    except Refused as refusal:
        return _refused(found, token, refusal.sentence())
    with house().storage.reading() as db:
        already = crew.leads(db, seminar, account)
    if not already:
        answer = _takes_part(found, account=account)
        if not answer["ok"]:
            return _refused(found, token, answer["sentence"])
    return enter(account, f"/facilitator/{seminar.id}")


def _account(token: str) -> int:
    """Who comes: one who is signed in, one with a password, or one who makes an account here."""
    form = request.form
    with house().storage.reading() as db:
        known = house().identity.facilitator(db)
    if known is not None:
        return known.id
    return _new_account(token, form) if "name" in form else by_password()


def _new_account(token: str, form: Mapping[str, str]) -> int:
    """An account made with the link; the link is from then on that account's alone."""
    with house().storage.writing() as db:
        found = crew.by_link(db, house().identity.hash(token))
        if found is None or found.facilitator_id is not None:
            raise Refused("not_yours", NOT_YOURS)
        made = accounts.make(db, form.get("name", ""), form.get("email", ""),
                             form.get("password", ""))  # fmt: skip
        found.facilitator_id = made.id
        db.commit()
        return made.id


def _takes_part(found: Crew, **args: Any) -> dict[str, Any]:
    actor = Actor("invited", found.id, found.seminar_id, language())
    return house().writer.submit(Command(actor, "take_part", None, args, secrets.token_hex(16)))


def _refused(found: Crew, token: str, sentence: str) -> Page:
    with house().storage.reading() as db:
        return _invitation(db, found, token, sentence), 422


def _invitation(db: Session, found: Crew, token: str, refusal: str = "") -> str:
    known = house().identity.facilitator(db)
    return render_template("facilitator/invitation.html", token=token, crew=found, known=known,
                           seminar=db.get(Seminar, found.seminar_id), refusal=refusal,
                           typed=request.form)  # fmt: skip


def _used() -> Page:
    return render_template("facilitator/no_invitation.html"), 404


@facilitator.get("/s/<token>/helper")
def helper(token: str) -> Page:
    """The helper's page, painted whole."""
    with house().storage.reading() as db:
        seminar, me = _helper(db, token)
    board = house().stage.board(seminar.id, "helper", language())
    assert board is not None
    return render_template("facilitator/helper.html", seminar=seminar, me=me, now=now_ms(),
                           board=board, html=Markup(board["html"]))  # fmt: skip


@facilitator.get("/s/<token>/helper/done")
def done(token: str) -> Page:
    """What this helper has done, and the way back from it."""
    with house().storage.reading() as db:
        seminar, me = _helper(db, token)
        lines = history.lines(db, seminar, f"helper:{me.id}") if seminar.state == "open" else []
        return render_template("facilitator/helper_done.html", seminar=seminar, lines=lines,
                               action=f"/s/{token}/helper/do")  # fmt: skip


@facilitator.post("/s/<token>/helper/do")
def help_(token: str) -> Page:
    """A helper's command as a plain form post."""
    with house().storage.reading() as db:
        seminar, me = _helper(db, token)
    page = "/done" if request.form.get("_back") == "done" else ""
    actor = Actor("helper", me.id, seminar.id, language())
    return perform_form(actor, f"/s/{token}/helper{page}")


def _helper(db: Session, token: str) -> tuple[Seminar, Crew]:
    """The seminar at this address, and whose phone this is; a page that says so if no helper's."""
    seminar = by_token(db, token) or abort(404)
    me = house().identity.helper(db, seminar)
    if me is None:
        abort(make_response(render_template("facilitator/no_invitation.html"), 403))
    return seminar, me
