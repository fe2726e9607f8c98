"""The frame around an activity's part: where we are, the clock, who is here, what comes next."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import qrcode
import qrcode.image.svg
from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from live import crew, heard, times
from live.clients import There
from methods import (
    activities,
    asked,
    clock,
    hands,
    history,
    late,
    messages,
    paperless,
    roles,
    versions,
)  # fmt: skip
from methods.activity import Activity
from methods.command import Actor
from methods.scope import Scope
from models import Group, Participant, Seminar, Step
from translations import pick


@dataclass(frozen=True)
class Same:
    """What is the same in everybody's own part, in one language: read once, not for each phone."""

    wants: list[str]
    step: dict[str, Any] | None
    done: list[late.Done]
    sent: asked.Sent


def now_ms() -> int:
    return int(clock.now() * 1000)


def folders() -> list[Path]:
    """Where activities are found, and the templates they bring."""
    return [Path(folder) for folder in activities.__path__]


@cache
def activity_templates() -> frozenset[str]:
    """The templates activities bring: `activities/vote/phone.html` …"""
    found = (f.relative_to(p) for p in folders() for f in p.glob("*/*.html"))
    return frozenset(f"activities/{f.as_posix()}" for f in found)


@cache
def qr(text: str) -> Markup:
    """A QR code as inline SVG, drawn with a path: no style, no outside file."""
    image = qrcode.make(text, image_factory=qrcode.image.svg.SvgPathImage, border=2)
    drawn = io.BytesIO()
    image.save(drawn)
    svg = drawn.getvalue().decode().partition("?>")[2]
    return Markup(svg.replace("<svg ", '<svg class="qr" aria-hidden="true" ', 1))


def part(current: Activity, name: str) -> str:
    """The template that an activity shows itself with on a surface; empty if it has none."""
    file = f"activities/{current.id}/{name}.html"
    return file if file in activity_templates() else ""


def step_view(current: Activity | None) -> dict[str, Any] | None:
    """The current step as templates see it."""
    if current is None:
        return None
    step, steps = current.step, times.plan(current.seminar)
    keys = [s.key for s in steps]
    ahead = [s for s in steps if s.key == (step.result or {}).get("goto")]
    ahead = ahead or [s for s in steps[keys.index(step.key) + 1 :] if s.state != "skipped"]
    return {
        "id": step.id, "key": step.key, "title": pick(step.title), "lead": pick(step.lead),
        "state": step.state, "round": step.round, "minutes": step.lasts,
        "activity": step.activity, "number": keys.index(step.key) + 1, "count": len(keys),
        "deadline": int(step.deadline * 1000) if step.deadline else None,
        "paused_left": round(step.paused_left) if step.paused_left is not None else None,
        "decides": current.decides, "next": pick(ahead[0].title) if ahead else "",
        "in_own_time": step.in_own_time, "optional": step.optional,
        "pause_after": step.pause_after if ahead and step.pause_after != "none" else "",
    }  # fmt: skip


def action(surface: str, seminar: Seminar) -> str:
    """Where the forms of a surface are posted when there is no JavaScript."""
    if surface == "console":
        return f"/facilitator/{seminar.id}/do"
    return f"/s/{seminar.token}/{'helper/' if surface == 'helper' else ''}do"


def own(db: Session, person: Participant, sent: asked.Sent, code: str) -> dict[str, Any]:
    """What every participant's own part holds, in any step."""
    table = db.get(Group, person.table_id) if person.table_id else None
    return {
        "name": person.name,
        "language": person.language,
        "code": code,
        "table": table.id if table else None,
        "table_number": table.number if table else None,
        "me": person.id,
        "shuffle": shuffle(person),
        "notice": messages.seen(table),
        **asked.own(person, sent),
    }


def shuffle(person: Participant) -> str:
    """What a person's own order of any list is made from: see `Own.order`."""
    return hashlib.sha256(f"{person.seminar_id}:{person.id}".encode()).hexdigest()[:8]


def frame(db: Session, surface: str, seminar: Seminar, current: Activity | None, address: str,
          there: There) -> dict[str, Any]:  # fmt: skip
    """The frame's finished values for `surface`."""
    made: dict[str, Any] = {
        "join": f"{address}/s/{seminar.token}",
        "address": address.partition("://")[2],
        "outcome": f"/outcome/{seminar.token}",
    }
    if surface in ("screen", "console"):
        present = select(func.count()).where(
            Participant.seminar_id == seminar.id,
            Participant.removed.is_(False),
            Participant.left_at.is_(None),
        )
        made["present"] = db.scalar(present) or 0
        made["qr"] = qr(made["join"])
        made["lifted"] = asked.lifted(db, seminar)
        made["outcome_qr"] = qr(f"{address}/outcome/{seminar.token}")
    if surface == "console":
        made |= _console(db, seminar, current) | {"online": there.online(seminar.id)}
        made |= crew.leading(db, seminar, there)
    if surface in ("console", "helper"):
        made["troubled"] = there.troubled
        made |= crew.needs(db, seminar, current)
        scope = Scope(db, seminar, Actor("stage", 0, seminar.id))
        made |= _without_phone(scope) | {"hands": hands.of(scope, current.step) if current else []}
        made["corner"] = asked.desk(db, seminar)
    return made


def progress(surface: str, current: Activity | None) -> dict[str, Any]:
    """The values of the frame that change when a hall answers, also while the grace lasts."""
    if surface != "console" or current is None:
        return {"progress": None, "undecided": ""}
    closed = current.step.state == "closed"
    return {"progress": current.progress(), "undecided": current.undecided() if closed else ""}


def _console(db: Session, seminar: Seminar, current: Activity | None) -> dict[str, Any]:
    return {
        "steps": [_rail(step, seminar, current) for step in times.plan(seminar)],
        "end": int(times.end_time(seminar) * 1000),
        "late": times.late(seminar),
        "fairness": heard.view(db, seminar, current) if seminar.state == "open" else None,
        "slips": times.slips(seminar, current),
        "last": history.last(db, seminar),
        "again": history.again(db, seminar),
        "roles": roles.counts(Scope(db, seminar, Actor("stage", 0, seminar.id))),
        **messages.console(db, seminar),
        "rounds": [
            {"id": s.id, "title": pick(s.title), "round": s.round}
            for s in seminar.steps
            if s.state == "published"
        ],
        "screen": f"/screen/{seminar.screen_token}",
        "outdated": _outdated(db, seminar, current),
    }


def _without_phone(scope: Scope) -> dict[str, Any]:
    """Those present by a paper number: how many, at which tables, and the next free number."""
    return {
        "without_phone": paperless.count(scope),
        "paper": [{"table": table, "people": n} for table, n in paperless.at_each(scope)],
        "paper_next": paperless.free(scope),
    }


def _outdated(db: Session, seminar: Seminar, current: Activity | None) -> list[dict[str, Any]]:
    """The results that were corrected after the current step took from them."""
    if current is None:
        return []
    scope = Scope(db, seminar, Actor("stage", 0, seminar.id))
    return [{"id": step.id, "title": pick(step.title), "took": took, "newest": step.version}
            for step, took in versions.outdated(scope, current.step)]  # fmt: skip


def _rail(step: Step, seminar: Seminar, current: Activity | None) -> dict[str, Any]:
    shown = {"published": "done", "waiting": "waiting"}.get(step.state, step.state)
    here = current is not None and step.id == seminar.current_id
    return {
        "id": step.id,
        "title": pick(step.title),
        "minutes": 0 if step.in_own_time else step.lasts,
        "in_own_time": step.in_own_time,
        "round": step.round,
        "state": "next" if here and step.state == "waiting" else shown,
        "here": here,
        "readable": step.state == "published",
        "link": step.state == "published" or (not here and step.state in ("skipped", "waiting")),
        "skipped": step.state == "skipped",
    }
