"""The running order: what the facilitator holds in the hand, with clock, script and needs."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy.orm import Session

from methods import sharing, shelf, workshop
from methods.method import Guide, Method
from models import Seminar, Step
from reports.prints import tables
from reports.prints.common import Asked, Print, begin
from translations import _, ngettext, pick

PER_HELPER = 80  # spec/ovre-eiker.md: one facilitator, a helper for every 80, one for paper votes


def order(db: Session, seminar: Seminar, asked: Asked) -> Print:
    """The plan on A4, timed from when it begins; from 0:00 if that is not said."""
    method = _method(db, seminar)
    guide = method.guide if method else None
    return "running", begin(seminar, _("Running order: %(title)s", title=seminar.title), "a4") | {
        "heading": _("Running order"),
        "method": pick(seminar.method_title),
        "head": [_("Time"), _("Min."), _("Step")],
        "rows": _rows(seminar),
        "needs_word": _("What you need"),
        "needs": _needs(seminar, guide),
        "script_word": _("What you say and do"),
        "script": [pick(words) for words in guide.script] if guide else [],
        "pitfalls_word": _("Watch out for"),
        "pitfalls": [pick(words) for words in guide.pitfalls] if guide else [],
        "code_word": _("Code"),
    }  # fmt: skip


def _method(db: Session, seminar: Seminar) -> Method | None:
    """The method the seminar was made by, the facilitator's own too; none if it is gone."""
    number = seminar.method_id.removeprefix(workshop.PREFIX)
    if number == seminar.method_id:
        return shelf.find(seminar.method_id)
    own = sharing.find(db, seminar.facilitator_id, int(number)) if number.isdecimal() else None
    return workshop.checked(own)[0] if own else None


def _rows(seminar: Seminar) -> list[dict[str, Any]]:
    """Each step with the clock when it begins. A long pause begins the clock anew."""
    at = datetime.fromisoformat(seminar.begins) if seminar.begins else None
    passed, made = timedelta(), []
    for step in _steps(seminar):
        own = step.in_own_time or not step.minutes
        made.append({
            "clock": "" if own else _clock(at, passed),
            "minutes": "" if own else str(step.minutes),
            "title": pick(step.title),
            "lead": pick(step.lead),
            "note": _note(step),
            "optional": _("may be left out") if step.optional else "",
        })  # fmt: skip
        passed += timedelta() if own else timedelta(minutes=step.minutes)
        if step.pause_after in ("overnight", "weeks"):
            at, passed = None, timedelta()
    made.append({"clock": _clock(at, passed), "minutes": "", "title": _("The end"), "lead": "",
                 "note": "", "optional": ""})  # fmt: skip
    return made


def _steps(seminar: Seminar) -> list[Step]:
    """Each step once, in its newest round."""
    newest = {step.key: step for step in seminar.steps}
    return sorted(newest.values(), key=lambda s: s.position)


def _clock(at: datetime | None, passed: timedelta) -> str:
    if at is not None:
        return (at + passed).strftime("%H:%M")
    minutes = int(passed.total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _note(step: Step) -> str:
    told = {"coffee": _("Coffee afterwards"), "overnight": _("To be continued the next day"),
            "weeks": _("To be continued after some weeks")}  # fmt: skip
    if step.in_own_time or not step.minutes:
        return _("People do this in their own time")
    return told.get(step.pause_after, "")


def _needs(seminar: Seminar, guide: Guide | None) -> list[str]:
    """People, tables, walls and paper, for as many as are planned."""
    people, target = seminar.size, _sheets(seminar)
    helpers = ceil(people / PER_HELPER)
    needs = [
        ngettext("%(n)s person is planned for", "%(n)s people are planned for", people),
        _("One facilitator, one for paper votes, and %(n)s to help in the room", n=helpers),
        pick(guide.room) if guide else "",
        _("%(n)s tables, each with a table card, pens and paper", n=tables.planned(seminar)),
        _("About %(n)s minutes each time the whole room moves", n=4 + ceil(people / 40)),
        target and _("%(n)s flip-over sheets on the walls, with room to stand in front", n=target),
        _("Projector and screen, sound, coffee, and sockets for phones"),
    ]
    return [need for need in needs if need]


def _sheets(seminar: Seminar) -> int:
    """So many topics the vote is meant to choose, where people walk to topics."""
    walk = [s for s in seminar.steps if s.settings.get("by") == "choice"]
    aims = [s.settings.get("target") for s in seminar.steps if walk and s.key in walk[0].source]
    return next((int(aim) for aim in aims if isinstance(aim, int)), 0)
