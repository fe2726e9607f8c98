"""The outcome page from the other side: its link and code, and the news that is put on it."""

from __future__ import annotations

from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.frames import qr
from live.house import house
from methods import posts
from methods.clock import moment
from methods.refusal import Refused
from models import Seminar

Page = Response | str | tuple[str, int]


@facilitator.get("/facilitator/<int:number>/news")
@signed_in
def news_page(number: int) -> Page:
    with house().storage.reading() as db:
        return _page(db, mine(db, number))


@facilitator.post("/facilitator/<int:number>/news")
@signed_in
def post_news(number: int) -> Page:
    """Put it on the page, or take one off again."""
    try:
        with house().storage.writing() as db:
            seminar = mine(db, number)
            if gone := request.form.get("remove", ""):
                posts.remove(db, seminar, gone)
            else:
                posts.add(db, seminar, request.form.get("text", ""))
            db.commit()
    except Refused as refusal:
        with house().storage.reading() as db:
            page = _page(db, mine(db, number), request.form.get("text", ""), refusal.sentence())
        return page, 422
    return redirect(f"/facilitator/{number}/news", code=303)


def _page(db: Session, seminar: Seminar, typed: str = "", refusal: str = "") -> str:
    link = f"{house().config.address}/outcome/{seminar.token}"
    told = [(p.id, moment(p.at), p.text) for p in posts.of(db, seminar)]
    return render_template("facilitator/news.html", seminar=seminar, posts=told, typed=typed,
                           refusal=refusal, link=link, code=qr(link), most=posts.MOST)  # fmt: skip
