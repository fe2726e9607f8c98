"""One's cards in the collection of examples: published, changed, withdrawn; and the shared file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from flask import Response as Plain
from flask import abort, g, redirect, render_template, request
from msgspec import inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from methods import examples, examples_file
from methods.asking import said
from methods.clock import moment
from methods.examples import FIELDS, KINDS, Card
from methods.examples_file import Brought
from methods.faults import BadMethod
from methods.method import PHASES, SLIK
from methods.refusal import Refused
from models import Example, Seminar
from reports.example import drafted
from translations import N_, _

Page = Response | str | tuple[str, int]
CHOICES = {"component": SLIK, "phase": PHASES, "kind": KINDS}


def my_example(db: Session, number: int) -> Example:
    """A card that the signed-in facilitator has published; anyone else's is not found."""
    found = db.get(Example, number)
    if found is None or found.facilitator_id != g.facilitator.id:
        abort(404)
    return found


@facilitator.get("/facilitator/examples")
@signed_in
def my_examples() -> Page:
    return _list()


@facilitator.get("/facilitator/examples/new")
@signed_in
def new_example() -> Page:
    """An empty card, or with `?seminar=` one that a finished seminar has begun to fill."""
    with house().storage.reading() as db:
        try:
            held = _held(db, request.args.get("seminar", ""))
        except Refused as refusal:
            return _list(refusal.sentence()), 422
        typed = drafted(db, held) if held else {"component": "what", "phase": "understanding"}
        return _form(typed, held=str(held.id) if held else "")


@facilitator.post("/facilitator/examples/new")
@signed_in
def publish_example() -> Page:
    try:
        number = _published()
    except IntegrityError:  # a second press, at the same time
        number = _published()
    except Refused as refusal:
        return _form(request.form, refusal, held=request.form.get("held", "")), 422
    return redirect(f"/examples/{number}", code=303)


def _published() -> int:
    """The number of the new card; of the one there is already, if the button was pressed twice."""
    key = request.form.get("key", "")
    with house().storage.writing() as db:
        made = examples.published(db, g.facilitator.id, key)
        if made is None:
            held = _held(db, request.form.get("held", ""))
            made = examples.save(db, g.facilitator.id, request.form, consent=_ticked("consent"),
                                 contact_yes=_ticked("contact_yes"), key=_fresh(key),
                                 held=held.id if held else None)  # fmt: skip
        db.commit()
        return made.id


def _fresh(key: str) -> str:
    """The key that the form came with, if it is one of ours."""
    return key if re.fullmatch("[0-9a-f]{12}", key) else ""


@facilitator.get("/facilitator/examples/<int:number>")
@signed_in
def edit_example(number: int) -> Page:
    with house().storage.reading() as db:
        found = my_example(db, number)
        told = {name: getattr(found, name) for name in FIELDS}
        yes = {
            "seen": examples.saved(found),
            "consent": "true",
            "contact_yes": "true" if found.contact_name else "",
        }
    return _form({**told, **yes}, number=number)


@facilitator.post("/facilitator/examples/<int:number>")
@signed_in
def change_example(number: int) -> Page:
    """Save what is told, or withdraw the card: then nothing is kept of it here."""
    try:
        with house().storage.writing() as db:
            found = my_example(db, number)
            withdrawn = request.form.get("then") == "withdraw"
            if withdrawn:
                db.delete(found)
            else:
                examples.save(db, g.facilitator.id, request.form, found,
                              consent=_ticked("consent"), contact_yes=_ticked("contact_yes"),
                              seen=request.form.get("seen", ""))  # fmt: skip
            db.commit()
    except Refused as refusal:
        typed = dict(request.form)
        if refusal.code == "conflict":
            with house().storage.reading() as db:
                typed["seen"] = examples.saved(my_example(db, number))
        return _form(typed, refusal, number=number), 409 if refusal.code == "conflict" else 422
    return redirect("/facilitator/examples" if withdrawn else f"/examples/{number}", code=303)


@facilitator.get("/facilitator/examples/examples.toml")
@signed_in
def export_examples() -> Plain:
    """The whole collection as a file for other municipalities."""
    with house().storage.reading() as db:
        made = examples_file.export(examples.found(db))
    name = {"Content-Disposition": 'attachment; filename="examples.toml"'}
    return Plain(made, mimetype="application/toml", headers=name)


@facilitator.post("/facilitator/examples/imports")
@signed_in
def import_examples() -> Page:
    """A file from elsewhere; a bad one changes nothing, and says what was expected."""
    request.max_content_length = examples_file.LARGEST + 10_000
    sent = request.files.get("file")
    data = sent.stream.read(examples_file.LARGEST + 1) if sent else b""
    name = (sent.filename if sent and sent.filename else "–")[-60:]
    try:
        with house().storage.writing() as db:
            brought = examples_file.bring_in(db, g.facilitator.id, data, name)
            db.commit()
    except BadMethod as error:
        return _list(str(error)), 422
    return _list(brought=brought)


def _list(refusal: str = "", brought: Brought | None = None) -> str:
    with house().storage.reading() as db:
        cards = [(e.id, e.title, e.place, moment(e.published_at))
                 for e in examples.mine(db, g.facilitator.id)]  # fmt: skip
        every = len(examples.found(db))
    return render_template("facilitator/examples.html", cards=cards, every=every, brought=brought,
                           refusal=refusal)  # fmt: skip


def _held(db: Session, told: str) -> Seminar | None:
    """The seminar a card tells of; one's own, and finished."""
    if not told:
        return None
    found = mine(db, int(told) if told.isdecimal() and len(told) < 10 else 0)
    if found.state != "ended":
        raise Refused("not_ended", N_("An example tells of a finished seminar. End it first."))
    return found


def _ticked(name: str) -> bool:
    return request.form.get(name) == "true"


def _form(typed: Mapping[str, Any], refusal: Refused | None = None, *, number: int = 0,
          held: str = "") -> str:  # fmt: skip
    label = {f.name: _(said(inspect.type_info(f.type)).title) for f in msgspec.structs.fields(Card)}
    return render_template(
        "facilitator/example_form.html", typed=typed, number=number, held=held,
        key=typed.get("key") or examples.new_key(),
        refusal=refusal.sentence() if refusal else "", label=label,
        faults=refusal.reply if refusal else {}, most=(examples.SHORT, examples.LONG),
        choices={key: [(k, _(word)) for k, word in words.items()]
                 for key, words in CHOICES.items()},
    )  # fmt: skip
