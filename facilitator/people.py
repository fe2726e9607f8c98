"""Those who are here: where somebody who has gone home is marked as gone, or as back again."""

from __future__ import annotations

from flask import render_template

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from methods import leaving
from methods.command import Actor
from methods.scope import Scope


@facilitator.get("/facilitator/<int:number>/people")
@signed_in
def people(number: int) -> str:
    with house().storage.reading() as db:
        seminar = mine(db, number)
        there = leaving.everybody(Scope(db, seminar, Actor("stage", 0, seminar.id)))
        return render_template("facilitator/people.html", seminar=seminar, people=there,
                               here=sum(one["left"] is None for one in there),
                               action=f"/facilitator/{number}/do")  # fmt: skip
