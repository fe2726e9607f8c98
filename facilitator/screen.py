"""The screen: the wall's own page, opened by its own link."""

from __future__ import annotations

from flask import abort, render_template
from markupsafe import Markup
from sqlalchemy import select

from facilitator import facilitator
from live.frames import now_ms
from live.house import house
from models import Seminar
from translations import use


@facilitator.get("/screen/<token>")
def screen(token: str) -> str:
    with house().storage.reading() as db:
        seminar = db.scalar(select(Seminar).where(Seminar.screen_token == token)) or abort(404)
    board = house().stage.board(seminar.id, "screen", seminar.language)
    assert board is not None
    with use(seminar.language):
        return render_template("facilitator/screen.html", seminar=seminar, now=now_ms(),
                               board=board, html=Markup(board["html"]))  # fmt: skip
