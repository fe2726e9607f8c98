"""The frame around an activity's part: where we are, the clock, who is here, what comes next."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import qrcode
import qrcode.image.svg
from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from methods import clock
from methods.activity import Activity
from models import Group, Item, Participant, Seminar, Step
from translations import pick

ACTIVITIES = Path(__file__).parent.parent / "methods" / "activities"


def now_ms() -> int:
    return int(clock.now() * 1000)


@cache
def activity_templates() -> frozenset[str]:
    """The templates activities bring: `activities/vote/phone.html` …"""
    found = (f.relative_to(ACTIVITIES) for f in ACTIVITIES.glob("*/*.html"))
    return frozenset(f"activities/{f.as_posix()}" for f in found)


@cache
def qr(text: str) -> Markup:
    """A QR code as inline SVG, drawn with a path: no style, no outside file."""
    image = qrcode.make(text, image_factory=qrcode.image.svg.SvgPathImage, border=2)
    drawn = io.BytesIO()
    image.save(drawn)
    svg = drawn.getvalue().decode().partition("?>")[2]
    return Markup(svg.replace("<svg ", '<svg class="qr" aria-hidden="true" ', 1))


def step_view(current: Activity | None) -> dict[str, Any] | None:
    """The current step as templates see it."""
    if current is None:
        return None
    step, steps = current.step, plan(current.seminar)
    keys = [s.key for s in steps]
    ahead = steps[keys.index(step.key) + 1 :]
    return {
        "id": step.id, "key": step.key, "title": pick(step.title), "lead": pick(step.lead),
        "state": step.state, "round": step.round, "minutes": step.minutes,
        "activity": step.activity, "number": keys.index(step.key) + 1, "count": len(keys),
        "deadline": int(step.deadline * 1000) if step.deadline else None,
        "paused_left": round(step.paused_left) if step.paused_left is not None else None,
        "decides": current.decides, "next": pick(ahead[0].title) if ahead else "",
    }  # fmt: skip


def plan(seminar: Seminar) -> list[Step]:
    """Each step once, in order: its newest round."""
    newest: dict[str, Step] = {}
    for step in seminar.steps:
        newest[step.key] = step
    return sorted(newest.values(), key=lambda s: s.position)


def end_time(seminar: Seminar) -> float:
    """When it all ends if every remaining step keeps to its minutes. Epoch seconds."""
    now, left = clock.now(), 0.0
    for step in plan(seminar):
        if step.state == "waiting":
            left += 60 * step.minutes
        elif step.state == "paused":
            left += step.paused_left or 0
        elif step.state == "open":
            left += max(0.0, (step.deadline or now) - now)
    return now + left


def action(surface: str, seminar: Seminar) -> str:
    """Where the forms of a surface are posted when there is no JavaScript."""
    return f"/facilitator/{seminar.id}/do" if surface == "console" else f"/s/{seminar.token}/do"


def own(db: Session, person: Participant, code: str) -> dict[str, Any]:
    """What every participant's own part holds, in any step."""
    table = db.get(Group, person.table_id) if person.table_id else None
    return {
        "name": person.name,
        "language": person.language,
        "code": code,
        "table": table.id if table else None,
        "table_number": table.number if table else None,
        "me": person.id,
    }


def frame(db: Session, surface: str, seminar: Seminar, current: Activity | None, address: str,
          online: int) -> dict[str, Any]:  # fmt: skip
    """The frame's finished values for `surface`."""
    made: dict[str, Any] = {
        "join": f"{address}/s/{seminar.token}",
        "address": address.partition("://")[2],
        "outcome": f"/outcome/{seminar.token}",
    }
    if surface in ("screen", "console"):
        present = select(func.count()).where(
            Participant.seminar_id == seminar.id, Participant.removed.is_(False)
        )
        made["present"] = db.scalar(present) or 0
        made["qr"] = qr(made["join"])
        made["outcome_qr"] = qr(f"{address}/outcome/{seminar.token}")
    if surface == "console":
        made |= _console(db, seminar, current) | {"online": online}
    return made


def _console(db: Session, seminar: Seminar, current: Activity | None) -> dict[str, Any]:
    planned = sum(60 * s.minutes for s in plan(seminar))
    opened = seminar.opened_at or clock.now()
    end = end_time(seminar)
    return {
        "steps": [_rail(step, seminar, current) for step in plan(seminar)],
        "end": int(end * 1000),
        "late": round((end - opened - planned) / 60) if seminar.opened_at else 0,
        "help": _help(db, seminar),
        "progress": current.progress() if current else None,
        "rounds": [
            {"id": s.id, "title": pick(s.title), "round": s.round}
            for s in seminar.steps
            if s.state == "published"
        ],
        "screen": f"/screen/{seminar.screen_token}",
    }


def _rail(step: Step, seminar: Seminar, current: Activity | None) -> dict[str, Any]:
    shown = {"published": "done", "waiting": "waiting"}.get(step.state, step.state)
    here = current is not None and step.id == seminar.current_id
    return {
        "id": step.id,
        "title": pick(step.title),
        "minutes": step.minutes,
        "round": step.round,
        "state": "next" if here and step.state == "waiting" else shown,
        "here": here,
        "readable": step.state == "published",
        "skipped": step.state == "skipped",
    }


def _help(db: Session, seminar: Seminar) -> list[dict[str, Any]]:
    """Groups that have called, the longest waiting first."""
    rows = db.execute(
        select(Group, Item.title)
        .outerjoin(Item, Item.id == Group.item_id)
        .where(Group.seminar_id == seminar.id, Group.help_at.is_not(None))
        .order_by(Group.help_at)
    ).all()
    return [
        {"id": g.id, "kind": g.kind, "number": g.number, "topic": title or ""} for g, title in rows
    ]
