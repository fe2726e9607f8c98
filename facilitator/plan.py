"""A seminar's plan: how the time goes, step by step, and what can still be changed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from flask import g, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from live.times import plan as steps_of
from methods import asked
from methods.command import Actor, Command
from methods.engine import activity, known
from methods.method import PAUSES
from methods.scope import Scope
from models import Seminar, Step
from translations import _, language, pick

Page = Response | str | tuple[str, int]


@facilitator.get("/facilitator/<int:number>/plan")
@signed_in
def plan(number: int) -> Page:
    return plan_page(number)


@facilitator.post("/facilitator/<int:number>/plan")
@signed_in
def change_plan(number: int) -> Page:
    """Save the minutes that were changed; a refusal is told, and what was typed still stands."""
    with house().storage.reading() as db:
        changed = [(s.id, typed) for s in steps_of(mine(db, number)) if s.state == "waiting"
                   and (typed := request.form.get(f"minutes-{s.id}", "").strip())
                   not in ("", str(s.minutes))]  # fmt: skip
    actor = Actor("facilitator", g.facilitator.id, number, language())
    for step, typed in changed:
        told = {"minutes": typed, "reason": request.form.get("reason", "")}
        answer = house().writer.submit(Command(actor, "plan", step, told, secrets.token_hex(16)))
        if not answer["ok"]:
            return plan_page(number, answer["sentence"], request.form), 422
    return redirect(f"/facilitator/{number}/plan", code=303)


def plan_page(number: int, refusal: str = "", typed: Mapping[str, Any] | None = None) -> str:
    """The plan; `typed` is what was sent in and could not be saved."""
    with house().storage.reading() as db:
        seminar = mine(db, number)
        rows = _rows(db, seminar, typed or {})
        whole = sum(row["minutes"] for row in rows)
        return render_template("facilitator/plan.html", seminar=seminar, steps=rows, whole=whole,
                               corner=asked.KINDS,
                               lasts=_hours(whole), refusal=refusal, typed=typed or {},
                               action=f"/facilitator/{number}/do")  # fmt: skip


def _rows(db: Session, seminar: Seminar, typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each step with when it begins, counted from the start: `0:15`."""
    scope, rows, begins = Scope(db, seminar, Actor("stage", 0, seminar.id)), [], 0
    for step in steps_of(seminar):
        minutes = 0 if step.in_own_time else step.minutes
        rows.append({
            "id": step.id, "key": step.key, "title": pick(step.title), "lead": pick(step.lead),
            "minutes": minutes, "begins": begins, "at": _at(step, begins), "state": step.state,
            "typed": typed.get(f"minutes-{step.id}", step.minutes),
            "changes": step.state == "waiting" and bool(minutes),
            "pause": _(PAUSES[step.pause_after]) if step.pause_after != "none" else "",
            "optional": step.optional, **_picture(scope, step),
        })  # fmt: skip
        begins += minutes
    return rows


def _picture(scope: Scope, step: Step) -> dict[str, Any]:
    """Whether a picture can be put up in the step now, and the one that is there."""
    shows = known()[step.activity].shows_picture
    return {"shows": shows and step.state in ("waiting", "open", "paused"),
            "picture": activity(scope, step).picture() if shows else None}  # fmt: skip


def _at(step: Step, begins: int) -> str:
    if step.in_own_time or not step.minutes:
        return _("ready") if step.state == "published" else _("after")
    return f"{begins // 60}:{begins % 60:02}"


def _hours(minutes: int) -> str:
    """A length of time as people say it: `3 h 10 min`."""
    hours, left = divmod(minutes, 60)
    told = [_("%(n)s h", n=hours)] if hours else []
    return " ".join([*told, _("%(n)s min", n=left)] if left or not hours else told)
