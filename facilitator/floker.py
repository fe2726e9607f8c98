"""The register of floker, and one floke's journey from seminar to seminar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask import abort, g, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine, my_floke
from live.house import house
from methods import floker
from methods.activities.follow.statuses import LABELS
from methods.activities.gather.reading import VERDICTS
from methods.clock import moment
from methods.floker import ORIGINS, STAGES, TEXTS
from methods.refusal import Refused
from models import Floke, Seminar
from reports.brief import brief
from translations import N_, _, pick

Page = Response | str | tuple[str, int]
LABEL = {
    "title": N_("What is the floke called?"),
    "why": N_("Why can the municipality not solve it alone?"),
    "others": N_("Who else does it take?"),
    "origin": N_("Where does it come from?"),
    "stage": N_("How far have you come?"),
}


@facilitator.get("/facilitator/floker")
@signed_in
def register() -> Page:
    """The floker by stage, of one stage or origin if that is asked for."""
    stage, origin = request.args.get("stage", ""), request.args.get("origin", "")
    if (stage and stage not in STAGES) or (origin and origin not in ORIGINS):
        abort(404)
    with house().storage.reading() as db:
        every = floker.of(db, g.facilitator.id)
        chosen = floker.of(db, g.facilitator.id, stage=stage, origin=origin)
        cards = [_card(f, len(floker.journey(db, f))) for f in chosen]
    shown = [stage] if stage else list(STAGES)
    counts = Counter(f.origin for f in every)
    return render_template(
        "facilitator/floker.html", stages=_words(STAGES), origins=_words(ORIGINS), stage=stage,
        origin=origin, any=bool(every), found=len(cards),
        board=[(_(STAGES[key]), [c for c in cards if c["stage"] == key]) for key in shown],
        counts=[(key, word, counts[key]) for key, word in _words(ORIGINS).items()],
        unsaid=counts[""],
    )  # fmt: skip


@facilitator.get("/facilitator/floker/new")
@signed_in
def new_floke() -> Page:
    return _form({"stage": "understanding"})


@facilitator.post("/facilitator/floker/new")
@signed_in
def make_floke() -> Page:
    try:
        with house().storage.writing() as db:
            made = floker.create(db, g.facilitator, **_typed())
            db.commit()
            number = made.id
    except Refused as refusal:
        return _form(request.form, refusal=refusal.sentence()), 422
    return redirect(f"/facilitator/floker/{number}", code=303)


@facilitator.get("/facilitator/floker/<int:number>")
@signed_in
def floke(number: int) -> Page:
    return _journey(number)


@facilitator.get("/facilitator/floker/<int:number>/edit")
@signed_in
def edit_floke(number: int) -> Page:
    with house().storage.reading() as db:
        return _form(floker.told(my_floke(db, number)), number)


@facilitator.post("/facilitator/floker/<int:number>/edit")
@signed_in
def change_floke(number: int) -> Page:
    """Save; if it was changed elsewhere meanwhile, show both texts and keep what was typed."""
    revision = request.form.get("revision", "")
    try:
        with house().storage.writing() as db:
            floker.change(db, my_floke(db, number), **_typed(),
                          revision=int(revision) if revision.isdecimal() else 0)  # fmt: skip
            db.commit()
    except Refused as refusal:
        other = refusal.reply if refusal.code == "conflict" else {}
        typed = {**request.form, **({"revision": other["revision"]} if other else {})}
        return _form(typed, number, refusal.sentence(), other), 409 if other else 422
    return redirect(f"/facilitator/floker/{number}", code=303)


@facilitator.post("/facilitator/floker/<int:number>/seminars")
@signed_in
def add_seminar(number: int) -> Page:
    """Let a seminar that was planned without a floke be a part of this one's journey."""
    wanted = request.form.get("seminar", "")
    try:
        with house().storage.writing() as db:
            floker.join(my_floke(db, number), mine(db, int(wanted) if wanted.isdecimal() else 0))
            db.commit()
    except Refused as refusal:
        return _journey(number, refusal.sentence()), 422
    return redirect(f"/facilitator/floker/{number}", code=303)


@facilitator.post("/facilitator/floker/<int:number>/deletion")
@signed_in
def delete_floke(number: int) -> Page:
    """Take a floke out of the register that no seminar belongs to."""
    try:
        with house().storage.writing() as db:
            floker.throw_away(db, my_floke(db, number))
            db.commit()
    except Refused as refusal:
        return _journey(number, refusal.sentence()), 422
    return redirect("/facilitator/floker", code=303)


def _typed() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in TEXTS}


def _form(typed: Mapping[str, Any], number: int = 0, refusal: str = "",
          other: Mapping[str, Any] | None = None) -> str:  # fmt: skip
    """The form for a new floke, or for that of `number`; `other` is what was saved meanwhile."""
    saved = [(_(LABEL[n]), _said(n, other[n])) for n in TEXTS if other[n]] if other else []
    return render_template("facilitator/floke_form.html", typed=typed, number=number, saved=saved,
                           refusal=refusal, stages=_words(STAGES), origins=_words(ORIGINS),
                           label={name: _(text) for name, text in LABEL.items()},
                           limits=(floker.TITLE_MAX, floker.TEXT_MAX))  # fmt: skip


def _journey(number: int, refusal: str = "") -> str:
    with house().storage.reading() as db:
        found = my_floke(db, number)
        journey = floker.journey(db, found)
        told = [_stop(db, s) for s in journey]
        last = next((s.id for s in reversed(journey) if s.state == "ended"), 0)
        loose = [(s.id, s.title) for s in floker.loose(db, g.facilitator.id)]
    return render_template("facilitator/floke.html", floke=found, journey=told, last=last,
                           loose=loose, refusal=refusal, stages=_words(STAGES),
                           origin=_said("origin", found.origin))  # fmt: skip


def _stop(db: Session, seminar: Seminar) -> dict[str, Any]:
    """A seminar on the way, as the page shows it."""
    came = brief(db, seminar)
    before = db.get(Seminar, seminar.from_id or 0)
    return {
        "id": seminar.id, "title": seminar.title, "state": seminar.state, "token": seminar.token,
        "method": pick(seminar.method_title), "held": moment(seminar.opened_at),
        "before": before.title if before else "", "shortlist": came.shortlist,
        "verdicts": [(title, _(VERDICTS[verdict])) for title, verdict in came.verdicts],
        "agreements": [(what, _(LABELS[status])) for what, status in came.agreements],
    }  # fmt: skip


def _card(found: Floke, seminars: int) -> dict[str, Any]:
    return {"id": found.id, "title": found.title, "stage": found.stage, "seminars": seminars,
            "origin": _said("origin", found.origin)}  # fmt: skip


def _words(texts: dict[str, str]) -> dict[str, str]:
    return {key: _(text) for key, text in texts.items()}


def _said(name: str, value: str) -> str:
    """A field's value as it reads."""
    words = {"origin": ORIGINS, "stage": STAGES}.get(name, {})
    return _(words[value]) if value in words else value
