"""One step of one's own method: its form, checked while it is filled in, and its preview."""

from __future__ import annotations

from typing import Any

from flask import abort, jsonify, render_template, request
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.preview import SURFACES, paint
from facilitator.workshop import Page, beside, own_method, revision, sizes
from live.house import house
from methods import workshop
from methods.checking import check
from methods.engine import known
from methods.method import MethodStep
from methods.refusal import Refused
from models import OwnMethod
from translations import _, language
from web import asked

ENVELOPE = asked.struct(MethodStep)
APART = frozenset({"do", "settings"})


@facilitator.get("/facilitator/workshop/<int:number>/steps/<int:place>")
@signed_in
def own_step(number: int, place: int) -> Page:
    with house().storage.reading() as db:
        own = own_method(db, number)
    return _page(own, place, _at(own, place))


@facilitator.post("/facilitator/workshop/<int:number>/steps/<int:place>")
@signed_in
def save_own_step(number: int, place: int) -> Page:
    """Save the step as it was posted, with its mistakes: they are told beside their fields."""
    with house().storage.writing() as db:
        own = own_method(db, number)
        row = _posted(_at(own, place))
        try:
            workshop.save_step(own, place, row, revision())
            db.commit()
        except Refused as refusal:
            db.rollback()
            return _page(own_method(db, number), place, row, refusal), 422
    return _page(own, place, row, saved=True)


@facilitator.post("/facilitator/workshop/<int:number>/steps/<int:place>/check")
@signed_in
def check_own_step(number: int, place: int) -> Response:
    """What is wrong with the step as it stands in the form, by field. Nothing is kept."""
    with house().storage.reading() as db:
        own = own_method(db, number)
    return jsonify(_faults(own, place, _posted(_at(own, place))))


@facilitator.get("/facilitator/workshop/<int:number>/steps/<int:place>/preview/<surface>")
@signed_in
def preview_own_step(number: int, place: int, surface: str) -> Page:
    """The step as phone, console or screen, with invented people."""
    if surface not in SURFACES:
        abort(404)
    with house().storage.reading() as db:
        own = own_method(db, number)
    _at(own, place)
    method, _faults_ = workshop.checked(own)
    html = paint(method, place, surface, language()) if method else ""
    return render_template("facilitator/preview.html", html=html, surface=surface)


def _at(own: OwnMethod, place: int) -> dict[str, Any]:
    rows: list[dict[str, Any]] = own.data["step"]
    return rows[place] if place < len(rows) and rows[place].get("do") in known() else abort(404)


def _posted(row: dict[str, Any]) -> dict[str, Any]:
    """The step's row as the form has it; which activity it is does not change."""
    activity = row["do"]
    head = asked.read(ENVELOPE, request.form, without=APART)
    settings = asked.read(asked.struct(known()[activity].Settings), request.form, "s.")
    return {"id": head.get("id", ""), "do": activity, **head, **settings}


def _faults(own: OwnMethod, place: int, row: dict[str, Any]) -> dict[str, str]:
    rows = [*own.data["step"][:place], row, *own.data["step"][place + 1 :]]
    envelope = {f.encode_name for f in ENVELOPE.fields}
    told = beside(check({**own.data, "step": rows})[1], place)
    told = asked.by_field(asked.struct(known()[row["do"]].Settings), told)
    return {key if key.split(".")[0] in envelope else f"s.{key}": sentence
            for key, sentence in told.items()}  # fmt: skip


def _page(own: OwnMethod, place: int, row: dict[str, Any], refusal: Refused | None = None, *,
          saved: bool = False) -> str:  # fmt: skip
    kind = known()[row["do"]]
    head = asked.fields(ENVELOPE, row, without=APART)
    faults = _faults(own, place, row)
    return render_template(
        "facilitator/own_step.html", own=own, place=place, activity=_(kind.name), head=head,
        settings=asked.fields(asked.struct(kind.Settings), row, "s."), faults=faults,
        sizes=sizes, wrong_in=asked.wrong_in, surfaces=SURFACES,
        saved=saved and not faults, kept=saved and bool(faults),
        whole=workshop.checked(own)[0] is not None,
        refusal=refusal.sentence() if refusal else "",
        theirs=refusal.reply.get("theirs") if refusal else None,
    )  # fmt: skip
