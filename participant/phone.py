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
from methods.roles import LABELS
from methods.seminars import by_token
from models import Seminar
from participant import participant, place, way
from translations import use
from web.own import Own, attribute

Page = Response | str | tuple[str, int]


@participant.get("/s/<token>")
def phone(token: str) -> Page:
    """The phone's page, painted whole; a browser nobody knows is asked to join."""
    with house().storage.reading() as db:
        seminar = find(db, token)
        if number := way.paper():
            return place.ballot(db, seminar, number)
        person = house().identity.participant(db, seminar)
        if person is None:
            by = way.come_by(seminar)
            page = welcome(db, seminar, by)
        elif seen := way.scanned().place:
            return place.shown(db, seminar, person, seen)
    if person is None:
        return way.keep(page, seminar, by)
    stage = house().stage
    part = stage.own(seminar.id, person.id)
    assert part is not None
    with use(person.language):
        return render_template(
            "participant/phone.html", seminar=seminar, own=Own(part.data), now=now_ms(),
            own_json=attribute(part.data), own_html=Markup(part.html),
            action=f"/s/{token}/do", person=person,
            board=_painted(seminar, "phone", person.language, part.data),
            corner=_painted(seminar, "corner", person.language, part.data),
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
            return welcome(db, seminar, way.come_by(seminar)), 403
    actor = Actor("participant", person.id, seminar.id, person.language)
    with use(person.language):
        return perform_form(actor, f"/s/{token}")


def welcome(db: Session, seminar: Seminar, by: way.Way, **told: Any) -> str:
    """The page where one joins, with the way one came by; `told`: what was typed and refused."""
    return render_template("participant/welcome.html", seminar=seminar,
                           way=way.told(db, seminar, by), roles=LABELS,
                           keep=house().config,
                           **{"typed": {}, **told})  # fmt: skip


def find(db: Session, token: str) -> Seminar:
    """The seminar of a join link; a page that says so if there is none."""
    return by_token(db, token) or abort(404)


def _painted(seminar: Seminar, board: str, language: str, own: dict[str, Any]) -> Any:
    made = house().stage.painted(seminar.id, board, language, own)
    return made and {**made, "html": Markup(made["html"])}
