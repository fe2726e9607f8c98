"""The phone page: the seminar as one participant sees it."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from live.door import perform_form
from live.frames import now_ms
from live.house import house
from methods.command import Actor
from methods.seminars import by_token
from models import Seminar
from participant import participant
from translations import use
from web.own import Own, attribute

Page = Response | str | tuple[str, int]


@participant.get("/s/<token>")
def phone(token: str) -> Page:
    """The phone's page, painted whole; a browser nobody knows is asked to join."""
    with house().storage.reading() as db:
        seminar = find(db, token)
        person = house().identity.participant(db, seminar)
    if person is None:
        return render_template("participant/welcome.html", seminar=seminar, typed={})
    stage = house().stage
    part = stage.own(seminar.id, person.id)
    assert part is not None
    with use(person.language):
        return render_template(
            "participant/phone.html", seminar=seminar, own=Own(part.data), now=now_ms(),
            own_json=attribute(part.data), own_html=Markup(part.html),
            action=f"/s/{token}/do", person=person,
            board=_painted(seminar, "phone", person.language, part.data),
            group=_painted(seminar, f"group:{part.group_id}", person.language, part.data)
            if part.group_id else None,
        )  # fmt: skip


@participant.post("/s/<token>/do")
def do(token: str) -> Page:
    """A participant's command as a plain form post."""
    with house().storage.reading() as db:
        seminar = find(db, token)
        person = house().identity.participant(db, seminar)
    if person is None:
        return render_template("participant/welcome.html", seminar=seminar, typed={}), 403
    actor = Actor("participant", person.id, seminar.id, person.language)
    with use(person.language):
        return perform_form(actor, f"/s/{token}")


def find(db: Session, token: str) -> Seminar:
    """The seminar of a join link; a page that says so if there is none."""
    return by_token(db, token) or abort(404)


def _painted(seminar: Seminar, board: str, language: str, own: dict[str, Any]) -> Any:
    made = house().stage.painted(seminar.id, board, language, own)
    return made and {**made, "html": Markup(made["html"])}
