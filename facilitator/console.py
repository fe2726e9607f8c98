"""The console page: the facilitator's cockpit while the seminar runs."""

from __future__ import annotations

from flask import g, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.door import perform_form
from live.frames import now_ms
from live.house import house
from methods.command import Actor, whole
from translations import language

Page = Response | str | tuple[str, int]


@facilitator.get("/facilitator/<int:number>")
@signed_in
def console(number: int) -> Page:
    with house().storage.reading() as db:
        seminar = mine(db, number)
    board = house().stage.board(number, "console", language())
    assert board is not None
    return render_template("facilitator/console.html", seminar=seminar, now=now_ms(),
                           board=board, html=Markup(board["html"]))  # fmt: skip


@facilitator.post("/facilitator/<int:number>/do")
@signed_in
def do(number: int) -> Page:
    """A facilitator's command as a plain form post."""
    with house().storage.reading() as db:
        seminar = mine(db, number)
    actor = Actor("facilitator", g.facilitator.id, seminar.id, language())
    step = whole(request.form.get("step", ""))
    pages = {"plan": "/plan", "history": "/history", "prints": "/prints", "people": "/people",
             "step": f"/step/{step}"}  # fmt: skip
    back = pages.get(request.form.get("_back", ""), "")
    return perform_form(actor, f"/facilitator/{number}{back}")
