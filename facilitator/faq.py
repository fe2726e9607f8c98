"""The FAQ from the inside: answered questions put in, put in order, in better words, and out."""

from __future__ import annotations

from flask import g, redirect, render_template, request
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from live.house import house
from methods import faq
from methods.refusal import Refused
from translations import language

Page = Response | str | tuple[str, int]


@facilitator.get("/facilitator/faq")
@signed_in
def faq_page() -> Page:
    return _page()


@facilitator.post("/facilitator/faq")
@signed_in
def change_faq() -> Page:
    """`do` says which: promote, add, edit, up, down or remove; `number` of which question."""
    form = request.form
    do, number = form.get("do", ""), form.get("number", "")
    question, answer = form.get("question", ""), form.get("answer", "")
    try:
        with house().storage.writing() as db:
            if do == "promote":
                faq.promote(db, g.facilitator.id, number)
            elif do == "add":
                faq.add(db, question, answer, language())
            elif do in ("up", "down"):
                faq.move(db, number, -1 if do == "up" else 1)
            elif do == "remove":
                faq.remove(db, number)
            else:
                faq.edit(db, number, question, answer, form.get("seen", ""))
            db.commit()
    except Refused as refusal:
        return _page(refusal.sentence(), do, number), 422
    return redirect("/facilitator/faq", code=303)


def _page(refusal: str = "", do: str = "", number: str = "") -> str:
    """The list; after a refusal with what was typed, where it was typed."""
    with house().storage.reading() as db:
        listed = [(str(f.id), f.question, f.answer, faq.written(f)) for f in faq.listed(db)]
        waiting = [(q.id, q.text, q.answer) for q in faq.answered(db, g.facilitator.id)]
    typed = (
        (request.form.get("question", ""), request.form.get("answer", "")) if refusal else ("", "")
    )
    if do == "edit":
        listed = [(n, *(typed if n == number else (q, a)), seen) for n, q, a, seen in listed]
    return render_template("facilitator/faq.html", listed=listed, waiting=waiting, refusal=refusal,
                           typed=typed if do == "add" else ("", ""),
                           wrong=number if do == "edit" else "",
                           limits=(faq.QUESTION_MAX, faq.ANSWER_MAX))  # fmt: skip
