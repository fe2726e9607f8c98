"""The guide of one's own method: how to lead it, in a form like that of its steps."""

from __future__ import annotations

from typing import Any

from flask import jsonify, render_template, request
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.workshop import Page, own_method, revision
from live.house import house
from methods import checking, workshop
from methods.faults import half_translated
from methods.method import Guide
from methods.refusal import Refused
from models import OwnMethod
from translations import _
from web import asked

GUIDE = asked.struct(Guide)


@facilitator.get("/facilitator/workshop/<int:number>/guide")
@signed_in
def own_guide(number: int) -> Page:
    with house().storage.reading() as db:
        own = own_method(db, number)
    return _page(own, own.data.get("guide") or {})


@facilitator.post("/facilitator/workshop/<int:number>/guide")
@signed_in
def save_own_guide(number: int) -> Page:
    """Save the guide as it was posted, with its mistakes; all empty, the method has none."""
    posted = _posted()
    with house().storage.writing() as db:
        own = own_method(db, number)
        try:
            workshop.save_guide(own, posted, revision())
            db.commit()
        except Refused as refusal:
            db.rollback()
            return _page(own_method(db, number), posted, refusal), 422
    return _page(own, posted, saved=True)


@facilitator.post("/facilitator/workshop/<int:number>/guide/check")
@signed_in
def check_own_guide(number: int) -> Response:
    """What is wrong with the guide as it stands in the form, by field. Nothing is kept."""
    with house().storage.reading() as db:
        own_method(db, number)
    return jsonify(faults(_posted()))


def _posted() -> dict[str, Any]:
    """The guide of the form, without what is empty."""
    return {k: v for k, v in asked.read(GUIDE, request.form).items() if v}


def faults(guide: dict[str, Any]) -> dict[str, str]:
    """Every mistake of a guide, by field; none if there is no guide."""
    if not guide:
        return {}
    told = {f.key.replace("[", ".").replace("]", ""): f.sentence
            for f in checking.settings(Guide, guide)[1]}  # fmt: skip
    for key, missing in half_translated(guide):
        name = key.replace("[", ".").replace("]", "")
        told.setdefault(name, _("no text in %(languages)s", languages=missing))
    return asked.by_field(GUIDE, told)


def _page(own: OwnMethod, guide: dict[str, Any], refusal: Refused | None = None, *,
          saved: bool = False) -> str:  # fmt: skip
    wrong = faults(guide)
    return render_template(
        "facilitator/own_guide.html", own=own, fields=asked.fields(GUIDE, guide), faults=wrong,
        wrong_in=asked.wrong_in, saved=saved and not wrong, kept=saved and bool(wrong),
        refusal=refusal.sentence() if refusal else "",
        theirs=refusal.reply.get("theirs") if refusal else None,
    )  # fmt: skip
