"""What is on stage: a seminar's boards and own parts as HTML, from committed data only.

The same functions make the first paint, the push and the reconnect: the three cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from live import frames
from methods.activity import Activity
from methods.command import Actor
from methods.engine import activity
from methods.scope import Scope
from models import Group, Participant, Seminar, Step
from storage import Storage
from translations import use
from web.own import Own


@dataclass(frozen=True)
class OwnPart:
    """One person's own part: what is laid over the board, and their own fragment."""

    data: dict[str, Any]
    html: str
    group_id: int | None
    language: str

    def message(self) -> dict[str, Any]:
        return {"data": self.data, "html": self.html}


class Stage:
    """Renders boards; keeps each rendered board until its seminar is touched again."""

    def __init__(self, storage: Storage, templates: Environment, address: str,
                 return_code: Any, online: Any) -> None:  # fmt: skip
        self.storage = storage
        self.templates = templates
        self.address = address
        self.return_code = return_code
        self.online = online
        self.cache: dict[tuple[int, str, str], dict[str, Any]] = {}

    def forget(self, seminar_id: int) -> None:
        self.cache = {key: board for key, board in self.cache.items() if key[0] != seminar_id}

    def board(self, seminar_id: int, name: str, language: str) -> dict[str, Any] | None:
        """The board as a message `{board, seq, html, now}`, without anybody's own part."""
        key = (seminar_id, name, language)
        if key not in self.cache:
            made = self._board(seminar_id, name, language, None)
            if made is None:
                return None
            self.cache[key] = made
        return {**self.cache[key], "now": frames.now_ms()}

    def aged(self, seminar_id: int, name: str, language: str) -> bool:
        """Render a kept board again; whether time alone has changed it. The new one is kept."""
        key = (seminar_id, name, language)
        made = self._board(seminar_id, name, language, None)
        if made is None or key not in self.cache or made["html"] == self.cache[key]["html"]:
            return False
        self.cache[key] = made
        return True

    def painted(self, seminar_id: int, name: str, language: str,
                own: dict[str, Any] | None) -> dict[str, Any] | None:  # fmt: skip
        """The board for a first paint, with the person's own part already laid over it."""
        return self._board(seminar_id, name, language, own)

    def no_group(self, seminar_id: int) -> dict[str, Any]:
        with self.storage.reading() as db:
            seminar = db.get(Seminar, seminar_id)
            assert seminar is not None
            return {"board": "group", "seq": seminar.seq, "html": "",
                    "fresh": True, "now": frames.now_ms()}  # fmt: skip

    def own(self, seminar_id: int, participant_id: int) -> OwnPart | None:
        """The person's own part; none if they are no longer in the seminar."""
        return self.owns(seminar_id, [participant_id]).get(participant_id)

    def owns(self, seminar_id: int, participant_ids: list[int]) -> dict[int, OwnPart]:
        """The own parts of several people by id, from one look at the database."""
        there = select(Participant).where(Participant.id.in_(participant_ids),
                                          Participant.seminar_id == seminar_id,
                                          Participant.removed.is_(False))  # fmt: skip
        with self.storage.reading() as db:
            people = list(db.scalars(there))
            now = self._current(db, seminar_id) if people else None
            return {person.id: self._own(db, person, *now) for person in people if now}

    def _own(self, db: Session, person: Participant, seminar: Seminar,
             current: Activity | None) -> OwnPart:  # fmt: skip
        with use(person.language):
            data = frames.own(db, person, self.return_code(person.id))
            if current is None:
                return OwnPart(data, "", None, person.language)
            data |= current.own(person)
            group = current.group_of(person)
            data["group"] = group.id if group else None
            html = self._part(current, "own", own=Own(data), seminar=seminar, group=None,
                              view=data, surface="own")  # fmt: skip
            return OwnPart(data, html, group.id if group else None, person.language)

    def _board(self, seminar_id: int, name: str, language: str,
               own: dict[str, Any] | None) -> dict[str, Any] | None:  # fmt: skip
        surface, _, number = name.partition(":")
        with self.storage.reading() as db, use(language):
            seminar, current = self._current(db, seminar_id)
            group = db.get(Group, int(number)) if number else None
            if number and (group is None or current is None):
                return None
            view = current.view(surface, group) if current else {}
            html = self._frame(db, surface, seminar, current, group, view, Own(own))
            return {"board": surface, "seq": seminar.seq, "html": html, "now": frames.now_ms()}

    def _current(self, db: Session, seminar_id: int) -> tuple[Seminar, Activity | None]:
        seminar = db.get(Seminar, seminar_id)
        assert seminar is not None
        scope = Scope(db, seminar, Actor("stage", 0, seminar_id))
        step = db.get(Step, seminar.current_id) if seminar.current_id else None
        return seminar, activity(scope, step) if step is not None else None

    def _frame(self, db: Session, surface: str, seminar: Seminar, current: Activity | None,
               group: Group | None, view: dict[str, Any], own: Own) -> str:  # fmt: skip
        frame = frames.frame(db, surface, seminar, current, self.address, self.online(seminar.id))
        part = ""
        if current is not None:
            part = self._part(current, surface, own=own, seminar=seminar, group=group,
                              view=view, surface=surface)  # fmt: skip
        template = self.templates.get_template(f"frames/{surface}.html")
        return template.render(frame=frame, part=part, own=own, seminar=seminar, surface=surface,
                               step=frames.step_view(current), group=group,
                               action=frames.action(surface, seminar))  # fmt: skip

    def _part(self, current: Activity, name: str, **values: Any) -> str:
        """The activity's own template for a surface, if it has one."""
        file = f"activities/{current.id}/{name}.html"
        if file not in frames.activity_templates():
            return ""
        surface = "phone" if name in ("own", "group") else name
        return Markup(self.templates.get_template(file).render(
            step=frames.step_view(current), action=frames.action(surface, values["seminar"]),
            **values,
        ))  # fmt: skip
