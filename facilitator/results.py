"""A step that is not the current one: its result, or how to open it, while the seminar goes on."""

from __future__ import annotations

from flask import abort, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.frames import activity_templates
from live.house import house
from methods import versions
from methods.command import Actor
from methods.engine import activity
from methods.scope import Scope
from models import Seminar, Step
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
        if step is None or step.seminar_id != number:
            abort(404)
        if step.state in ("waiting", "skipped"):
            return render_template("facilitator/unopened.html", seminar=seminar, step=step,
                                   title=pick(step.title), lead=pick(step.lead),
                                   busy=_busy(seminar), passed=_passed(seminar, step),
                                   rounds=_rounds(seminar, step),
                                   action=f"/facilitator/{number}/do")  # fmt: skip
        if step.state != "published":
            abort(404)
        asked = request.args.get("version", step.version, int)
        shown = versions.as_of(db, step, asked) if 0 < asked < step.version else step
        blocks = section(step_outcome(db, seminar, shown))
        return render_template("facilitator/result.html", seminar=seminar, step=shown,
                               title=pick(step.title), blocks=blocks, newest=step.version,
                               rounds=_rounds(seminar, step), after=_after(db, seminar, step),
                               action=f"/facilitator/{number}/do")  # fmt: skip


def _after(db: Session, seminar: Seminar, step: Step) -> Markup:
    """What can still be done with the step's result, if its activity has a part for it."""
    file = f"activities/{step.activity}/after.html"
    if file not in activity_templates():
        return Markup()
    view = activity(Scope(db, seminar, Actor("stage", 0, seminar.id)), step).view("console")
    return Markup(render_template(file, view=view, step=step, seminar=seminar, told=True,
                                  action=f"/facilitator/{seminar.id}/do"))  # fmt: skip


def _rounds(seminar: Seminar, step: Step) -> list[Step]:
    """The step's rounds that have a result to read."""
    return [s for s in seminar.steps if s.key == step.key and s.state == "published"]


def _current(seminar: Seminar) -> Step | None:
    return next((s for s in seminar.steps if s.id == seminar.current_id), None)


def _busy(seminar: Seminar) -> str:
    """The title of the step that has to be closed before another is opened."""
    current = _current(seminar)
    under_way = current is not None and current.state in ("open", "paused", "closed")
    return pick(current.title) if current is not None and under_way else ""


def _passed(seminar: Seminar, step: Step) -> list[str]:
    """The titles of the steps that are left out if `step` is opened now."""
    current = _current(seminar)
    return [
        pick(s.title)
        for s in seminar.steps
        if current and current.position <= s.position < step.position and s.state == "waiting"
    ]
