"""A follower's own page, by a link and without an account: how it goes with what was agreed.

Mail scanners open every link, so to open one never changes anything; a button does.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, render_template, request, session
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from live.door import form_args
from live.house import house
from methods import followers
from methods.command import Actor, Command
from models import Agreement, Follower, Seminar
from participant import participant
from participant.deal_told import told
from translations import LANGUAGES, use

Page = Response | str | tuple[str, int]
DONE = {"offer", "give_on"}  # their answer is a link to hand on
SAY = ("unchanged", "done", "help")


@dataclass(frozen=True)
class Link:
    """Whose link it is, and what it is about."""

    token: str
    follower: Follower
    seminar: Seminar
    agreement: Agreement | None

    @property
    def language(self) -> str:
        chosen = str(session.get("language", ""))
        return chosen if chosen in LANGUAGES else self.follower.language


def _open(db: Session, token: str) -> Link:
    """The follower of a link; a page that says so if there is none, or it is hidden."""
    found = followers.find(db, house().config.key(), token) or abort(404)
    agreement = db.get(Agreement, found.agreement_id) if found.agreement_id else None
    if agreement is not None and agreement.hidden:
        abort(404)
    return Link(token, found, db.get_one(Seminar, found.seminar_id), agreement)


@participant.get("/deal/<token>")
def deal(token: str) -> Page:
    """What was agreed, who is in, and what one can do; `?say=` is one answer with one button."""
    return _page(token)


@participant.post("/deal/<token>")
def do_deal(token: str) -> Page:
    """Do what the form says; what is refused is kept in the form."""
    with house().storage.reading() as db:
        link = _open(db, token)
    command = request.form.get("command", "")
    answer = _submit(link, command)
    if not answer["ok"]:
        return _page(token, refusal=answer, typed=dict(request.form))
    if command in DONE:
        return _page(token, handed=answer["reply"]["follower"])
    return redirect(f"/deal/{token}?done=1", code=303)


@participant.get("/deal/<token>/leave")
def leave_deal(token: str) -> Page:
    """One button, which ends it."""
    with house().storage.reading() as db:
        link = _open(db, token)
        with use(link.language):
            return render_template("participant/deal_leave.html", link=link)


@participant.post("/deal/<token>/leave")
def left_deal(token: str) -> Page:
    """They hear nothing more; also as a mail program's own button (RFC 8058). Twice is once."""
    with house().storage.reading() as db:
        link = _open(db, token)
    if link.follower.left_at is None:
        _submit(link, "stop_following", {})
    with house().storage.reading() as db, use(link.language):
        return render_template("participant/deal_leave.html", link=_open(db, token))


def _submit(link: Link, command: str, args: dict[str, Any] | None = None) -> dict[str, Any]:
    actor = Actor("follower", link.follower.id, link.seminar.id, link.language)
    given = form_args() if args is None else args
    op_id = request.form.get("op_id") or secrets.token_hex(16)
    return house().writer.submit(Command(actor, command, None, given, op_id[:64]))


def _page(token: str, *, refusal: dict[str, Any] | None = None, typed: dict[str, str] | None = None,
          handed: int = 0) -> Page:  # fmt: skip
    with house().storage.reading() as db:
        link = _open(db, token)
        with use(link.language):
            if link.follower.left_at is not None:
                return render_template("participant/deal_leave.html", link=link), 410
            made = _told(db, link, handed)
            say = request.args.get("say", "")
            page = render_template(
                "participant/deal.html", link=link, typed=typed or {}, **made,
                refusal=refusal and refusal["sentence"], op_id=secrets.token_hex(16),
                conflict=refusal is not None and refusal["code"] == "conflict",
                say=say if say in SAY and made["leads"] else "", done="done" in request.args,
            )  # fmt: skip
    if refusal is None:
        return page
    return page, 409 if refusal["code"] == "conflict" else 422


def _told(db: Session, link: Link, handed: int) -> dict[str, Any]:
    made = told(db, link.seminar, link.agreement, link.follower)
    receiver = db.get(Follower, handed) if handed else made.pop("asked", None)
    made.pop("asked", None)
    here = house().config
    return {**made, "handed": receiver and {
        "name": receiver.name,
        "url": f"{here.address}{followers.path(here.key(), receiver)}"}}  # fmt: skip
