"""«Stem for en til»: a phone is handed on to somebody without one, who votes by a paper number.

Plain pages and no wire: nothing of a ballot is kept in the browser, and once it is handed in no
page leads back to it. The phone's own ballot is not shown on any of them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from live.door import form_args
from live.frames import shuffle
from live.house import house
from methods import paperless
from methods.activity import Activity
from methods.command import Actor, Command, whole
from methods.engine import activity
from methods.refusal import Refused
from methods.scope import Scope
from models import Participant, Seminar, Step
from participant import participant
from participant.phone import find
from translations import N_, pick, use
from web.own import Own

Page = Response | str | tuple[str, int]
ANSWERS = ("items", "values[]")  # what a ballot holds, by the activity it is of


@dataclass
class Lent:
    """The phone that is handed on, and what is voted on now."""

    seminar: Seminar
    me: Participant
    actor: Actor
    current: Activity | None
    hosts: bool  # this phone writes for a table

    @property
    def late(self) -> bool:
        """Whether what is voted on is closed, and only those who write for a table may go on."""
        return self.current is not None and self.current.step.state == "closed"

    @property
    def address(self) -> str:
        return f"/s/{self.seminar.token}/one-more"


@participant.get("/s/<token>/one-more")
def one_more(token: str) -> Page:
    """Asks for the paper number; after a ballot it says thank you first."""
    with house().storage.reading() as db:
        lent = _lent(db, token)
        with use(lent.me.language):
            return _ask(lent)


@participant.post("/s/<token>/one-more/number")
def number(token: str) -> Page:
    """A number for one who has none; the page then stands with it."""
    with house().storage.reading() as db:
        lent = _lent(db, token)
    with use(lent.me.language):
        answer = _send(lent, "bring", None, {})
        if not answer["ok"]:
            return _ask(lent, refusal=str(answer["sentence"]))
        return _ask(lent, given=answer["reply"]["paper"])


@participant.post("/s/<token>/one-more")
def ballot(token: str) -> Page:
    """The empty ballot of a paper number; refused for one that has voted."""
    with house().storage.reading() as db:
        lent = _lent(db, token)
        with use(lent.me.language):
            try:
                return _ballot(lent)
            except Refused as refusal:
                return _ask(lent, refusal=refusal.sentence())


@participant.post("/s/<token>/one-more/vote")
def vote(token: str) -> Page:
    """The ballot is handed in. A refused one comes back as it was, to be changed."""
    with house().storage.reading() as db:
        lent = _lent(db, token)
    with use(lent.me.language):
        step = lent.current.step.id if lent.current else None
        answer = _send(lent, "one_more", whole(request.form.get("step", "")) or step, form_args())
        if answer["ok"]:
            return redirect(f"{lent.address}?done=1", code=303)
        try:
            return _again(token, str(answer["sentence"]))
        except Refused:
            return _ask(lent, refusal=str(answer["sentence"]))


def _lent(db: Session, token: str) -> Lent:
    """Whose phone it is and what is on; a browser nobody knows is sent to join."""
    seminar = find(db, token)
    me = house().identity.participant(db, seminar)
    if me is None:
        abort(redirect(f"/s/{token}", code=303))
    actor = Actor("participant", me.id, seminar.id, me.language)
    step = db.get(Step, seminar.current_id) if seminar.current_id else None
    current = activity(Scope(db, seminar, actor), step) if step is not None else None
    return Lent(seminar, me, actor, current, paperless.hosts(Scope(db, seminar, actor), me))


def _takes(lent: Lent) -> bool:
    """Whether one more can vote on this phone now; after the close only for a table's host."""
    current = lent.current
    if current is None or not current.lends:
        return False
    if current.step.state not in current.commands()["one_more"].states:
        return False
    return (lent.hosts or not lent.late) and bool(current.view("phone")["lends"])


def _ask(lent: Lent, *, refusal: str = "", given: int | None = None) -> Page:
    page = render_template(
        "participant/one_more.html", seminar=lent.seminar, address=lent.address, refusal=refusal,
        given=given, typed=request.form.get("paper", "")[:6], done="done" in request.args,
        takes=_takes(lent), hosts=lent.hosts, late=lent.late,
    )  # fmt: skip
    return (page, 422) if refusal else page


def _ballot(lent: Lent, *, refusal: str = "") -> Page:
    """The ballot page. Refuses where nothing is voted on, and a number that has voted."""
    current = lent.current
    if current is None or not _takes(lent):
        raise Refused("closed", N_("Nothing is voted on now."))
    typed, host = whole(request.form.get("paper", "").strip()) or 0, "host" in request.form
    scope = current.scope
    person = paperless.hosted(scope, typed) if host else paperless.holder(scope, typed)
    paperless.unused(scope, current.step, person)
    chosen: list[str] = (
        [v for name in ANSWERS for v in request.form.getlist(name)] if refusal else []
    )
    words = {"title": pick(current.step.title), "lead": pick(current.step.lead)}
    page = render_template(
        "participant/one_more_ballot.html", seminar=lent.seminar, address=lent.address, **words,
        view=current.view("phone"), paper=typed, host=host, step=current.step,
        own=Own(current.own(person) | {"shuffle": shuffle(person)}), chosen=chosen,
        refusal=refusal, activity=current.id,
    )  # fmt: skip
    return (page, 422) if refusal else page


def _again(token: str, sentence: str) -> Page:
    with house().storage.reading() as db:
        return _ballot(_lent(db, token), refusal=sentence)


def _send(lent: Lent, name: str, step: int | None, args: dict[str, Any]) -> dict[str, Any]:
    return house().writer.submit(Command(lent.actor, name, step, args, secrets.token_hex(16)))
