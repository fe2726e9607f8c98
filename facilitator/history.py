"""The history: everything that has been done, by whom, and the way back from it."""

from __future__ import annotations

from flask import render_template

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from methods import history as log


@facilitator.get("/facilitator/<int:number>/history")
@signed_in
def history(number: int) -> str:
    with house().storage.reading() as db:
        seminar = mine(db, number)
        return render_template("facilitator/history.html", seminar=seminar,
                               lines=log.lines(db, seminar),
                               action=f"/facilitator/{number}/do")  # fmt: skip
