"""Joining: by the code on the wall, by QR, or back again with one's return code."""

from __future__ import annotations

import secrets

from flask import make_response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from live.house import house
from methods.command import Actor, Command
from methods.refusal import Refused
from methods.seminars import by_code
from models import Seminar
from participant import participant, way
from participant.phone import find, welcome
from translations import N_, language

Page = Response | str | tuple[str, int]


@participant.get("/")
def landing() -> Page:
    """Where one types the code from the wall."""
    return render_template("participant/landing.html", typed="")


@participant.post("/join")
def join_by_code() -> Page:
    typed, limits = request.form.get("code", ""), house().limits
    place = limits.place(request.remote_addr)
    try:
        limits.check(place)
        with house().storage.reading() as db:
            seminar = by_code(db, typed)
    except Refused as refusal:
        if refusal.code == "unknown_code":
            limits.failed(place)
        return render_template("participant/landing.html", typed=typed[:20],
                               refusal=refusal.sentence()), 422  # fmt: skip
    return redirect(f"/s/{seminar.token}", code=303)


@participant.post("/s/<token>/join")
def join(token: str) -> Page:
    """Make a participant of this browser. A second press finds the one it made."""
    with house().storage.reading() as db:
        seminar = find(db, token)
        if house().identity.participant(db, seminar) is not None:
            return redirect(f"/s/{token}", code=303)
    cookie, by = house().identity.new_token(), way.come_by(seminar)
    answer = _submit(seminar, "join", token_hash=house().identity.hash(cookie),
                     channel=by.channel, table=by.place.table,
                     language=request.form.get("language", language()),
                     name=request.form.get("name", ""),
                     role=request.form.get("role", ""))  # fmt: skip
    if not answer["ok"]:
        return _welcome(seminar, answer["sentence"])
    return _let_in(seminar, cookie)


@participant.post("/s/<token>/back")
def come_back(token: str) -> Page:
    """The same person on another device, by the return code that stood on the phone."""
    with house().storage.reading() as db:
        seminar = find(db, token)
        try:
            person_id = _returning(db, seminar)
        except Refused as refusal:
            return _welcome(seminar, refusal.sentence())
    cookie = house().identity.new_token()
    answer = _submit(seminar, "come_back", participant=person_id,
                     token_hash=house().identity.hash(cookie))  # fmt: skip
    return _let_in(seminar, cookie) if answer["ok"] else _welcome(seminar, answer["sentence"])


def _returning(db: Session, seminar: Seminar) -> int:
    limits = house().limits
    place = limits.place(request.remote_addr)
    limits.check(place)
    person = house().identity.find_returning(db, seminar, request.form.get("code", ""))
    if person is None:
        limits.failed(place)
        raise Refused("unknown_return_code",
                      N_("That return code is not known here. It has eight signs and stands "
                         "at the bottom of your page on the other phone."))  # fmt: skip
    return person.id


def _submit(seminar: Seminar, command: str, /, **args: object) -> dict[str, object]:
    actor = Actor("guest", 0, seminar.id, language())
    return house().writer.submit(Command(actor, command, None, args, secrets.token_hex(16)))


def _let_in(seminar: Seminar, cookie: str) -> Response:
    sought = way.Way(place=way.come_by(seminar).place)  # its page says so if it was full
    response = make_response(redirect(f"/s/{seminar.token}{sought.query}", code=303))
    way.forget(response, seminar)
    house().identity.give(response, seminar, cookie)
    house().limits.joined(request.remote_addr)
    return response


def _welcome(seminar: Seminar, refusal: object) -> Page:
    kept = {"name": 80, "code": 20, "role": 20}
    typed = {key: request.form.get(key, "")[:most] for key, most in kept.items()}
    with house().storage.reading() as db:
        by = way.come_by(seminar)
        return welcome(db, seminar, by, refusal=refusal, typed=typed), 422
