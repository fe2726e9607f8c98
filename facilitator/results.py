"""Reading an earlier step's result while the seminar goes on."""

from __future__ import annotations

from flask import abort, render_template
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.seminars import mine
from live.house import house
from models import Step
from reports.outcome import step_outcome
from reports.reading import section
from translations import pick

Page = Response | str | tuple[str, int]


@facilitator.get("/facilitator/<int:number>/step/<int:step_id>")
@signed_in
def result(number: int, step_id: int) -> Page:
    with house().storage.reading() as db:
        seminar = mine(db, number)
        step = db.get(Step, step_id)
        if step is None or step.seminar_id != number or step.state != "published":
            abort(404)
        rounds = [s for s in seminar.steps if s.key == step.key and s.state == "published"]
        blocks = section(step_outcome(db, seminar, step))
        return render_template("facilitator/result.html", seminar=seminar, step=step,
                               title=pick(step.title), blocks=blocks, rounds=rounds,
                               action=f"/facilitator/{number}/do")  # fmt: skip
