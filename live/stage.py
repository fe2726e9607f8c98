"""What is on stage: a seminar's boards and own parts as HTML, from committed data only.

The same functions make the first paint, the push and the reconnect: the three cannot differ.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from live import crew as calls
from live import frames
from live.clients import Client, There
from live.touched import LEADERS, PROGRESS, changed
from methods import asked, crew, late, messages, roles
from methods.activity import Activity
from methods.command import Actor
from methods.engine import activity, helping
from methods.scope import Scope
from models import Facilitator, Group, Participant, Seminar, Step
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
    seq: int = 0  # the seminar's, as of this part

    def message(self) -> dict[str, Any]:
        return {"data": self.data, "html": self.html}


class Stage:
    """Renders boards; keeps each rendered board until its seminar is touched again."""

    def __init__(self, storage: Storage, templates: Environment, address: str,
                 return_code: Any, there: There) -> None:  # fmt: skip
        self.storage = storage
        self.templates = templates
        self.address = address
        self.return_code = return_code
        self.there = there
        self.cache: dict[tuple[int, str, str], dict[str, Any]] = {}
        self.same: dict[tuple[int, str], frames.Same] = {}
        self.around: dict[tuple[int, str, str], dict[str, Any]] = {}
        self.newest: dict[int, int] = {}  # the highest `seq` that each seminar has shown
        self.turns: Counter[int] = Counter()  # how often each seminar was touched

    def forget(self, seminar_id: int, boards: set[str] | None = None) -> None:
        """These boards have changed (None: all), and with any of a phone's what phones share."""
        self.turns[seminar_id] += 1
        self.cache = {key: made for key, made in self.cache.items()
                      if key[0] != seminar_id or not changed(key[1], boards)}  # fmt: skip
        if boards != {"progress"}:
            self.around = {key: kept for key, kept in self.around.items() if key[0] != seminar_id}
        if boards is None or boards - LEADERS:
            self.same = {key: kept for key, kept in self.same.items() if key[0] != seminar_id}

    def board(self, seminar_id: int, name: str, language: str) -> dict[str, Any] | None:
        """The board as a message `{board, seq, html, now}`, without anybody's own part."""
        key = (seminar_id, name, language)
        made = self.cache.get(key)
        if made is None:
            turn = self.turns[seminar_id]
            made = self._board(seminar_id, name, language, None)
            if made is None or turn != self.turns[seminar_id]:
                return made  # it was touched while PostgreSQL answered: a newer one is on its way
            self.cache[key] = made
        return {**made, "seq": self._newest(seminar_id, made["seq"]), "now": frames.now_ms()}

    def _newest(self, seminar_id: int, seq: int) -> int:
        """What has not been touched since is as new as the newest: a page that is sent it after
        another, in another language or of another group, must take it for newer."""
        self.newest[seminar_id] = max(seq, self.newest.get(seminar_id, seq))
        return self.newest[seminar_id]

    def aged(self, seminar_id: int, name: str, language: str) -> bool:
        """Render a kept board again; whether time alone has changed it. The new one is kept."""
        key = (seminar_id, name, language)
        self.around.pop(key, None)
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

    def holds(self, client: Client) -> bool:
        """Whether one who leads may still do so."""
        with self.storage.reading() as db:
            seminar = db.get(Seminar, client.seminar_id)
            account = db.get(Facilitator, client.facilitator_id or 0)
            if account is not None and client.since < account.password_at:
                return False
            return seminar is not None and crew.holds(db, seminar, client.actor)

    def own(self, seminar_id: int, participant_id: int) -> OwnPart | None:
        """The person's own part; none if they are no longer in the seminar."""
        return self.owns(seminar_id, [participant_id]).get(participant_id)

    def owns(self, seminar_id: int, participant_ids: list[int]) -> dict[int, OwnPart]:
        """The own parts of several people by id, from one look at the database."""
        there = select(Participant).where(Participant.id.in_(participant_ids),
                                          Participant.seminar_id == seminar_id,
                                          Participant.removed.is_(False))  # fmt: skip
        turn = self.turns[seminar_id]
        with self.storage.reading() as db:
            people = list(db.scalars(there))
            now = self._current(db, seminar_id) if people else None
            return {person.id: self._own(db, person, turn, *now) for person in people if now}

    def _own(self, db: Session, person: Participant, turn: int, seminar: Seminar,
             current: Activity | None) -> OwnPart:  # fmt: skip
        with use(person.language):
            same = self._same(db, seminar, current, person.language, turn)
            data = frames.own(db, person, same.sent, self.return_code(person.id))
            data |= roles.own(person, same.wants, current.step if current else None)
            data["happened"] = late.before(same.done, person)
            about = self._about(data, seminar)
            if current is None:
                return OwnPart(data, about, None, person.language, seminar.seq)
            data |= current.own(person)
            group = current.group_of(person)
            data["notice"] = messages.seen(db.get(Group, person.table_id or 0), group)
            data["group"] = group.id if group else None
            html = about + self._part(current, "own", own=Own(data), seminar=seminar, group=None,
                                      view=data, surface="own", step=same.step)  # fmt: skip
            place = group.id if group else None
            return OwnPart(data, html, place, person.language, seminar.seq)

    def _same(self, db: Session, seminar: Seminar, current: Activity | None, language: str,
              turn: int) -> frames.Same:  # fmt: skip
        """Kept until the seminar is touched again; `turn` is how often it had been, when read."""
        key = (seminar.id, language)
        if key not in self.same:
            done = late.done(current.scope) if current else []
            made = frames.Same(roles.asked(seminar), frames.step_view(current), done,
                               asked.sent(db, seminar))  # fmt: skip
            if turn != self.turns[seminar.id]:
                return made
            self.same[key] = made
        return self.same[key]

    def _about(self, data: dict[str, Any], seminar: Seminar) -> Markup:
        """What the plan asks of a person, in any step; nothing if it asks nothing."""
        template = self.templates.get_template("frames/own.html")
        return Markup(template.render(view=data, labels=roles.LABELS, seminar=seminar,
                                      action=frames.action("own", seminar)).strip())  # fmt: skip

    def _board(self, seminar_id: int, name: str, language: str,
               own: dict[str, Any] | None) -> dict[str, Any] | None:  # fmt: skip
        surface, _, number = name.partition(":")
        turn = self.turns[seminar_id]
        with self.storage.reading() as db, use(language):
            seminar, current = self._current(db, seminar_id)
            group = db.get(Group, int(number)) if number else None
            if number and (group is None or current is None):
                return None
            if surface == "corner":
                html = self._corner(db, seminar, current, Own(own))
                return {"board": name, "seq": seminar.seq, "html": html, "now": frames.now_ms()}
            seen = current is not None and frames.part(current, surface)
            view = current.view(surface, group) if current and seen else {}
            around = self._around(db, (seminar_id, surface, language), turn, seminar, current)
            html = self._frame(db, surface, around, seminar, current, group, view, Own(own))
            return {"board": surface, "seq": seminar.seq, "html": html, "now": frames.now_ms()}

    def _corner(self, db: Session, seminar: Seminar, current: Activity | None, own: Own) -> str:
        """The question corner on phones: a board of its own, for it changes by itself."""
        corner = asked.board(db, seminar, current.leads() if current else frozenset())
        template = self.templates.get_template("frames/corner.html")
        return template.render(corner=corner, own=own, seminar=seminar,
                               action=frames.action("phone", seminar))  # fmt: skip

    def _current(self, db: Session, seminar_id: int) -> tuple[Seminar, Activity | None]:
        seminar = db.get(Seminar, seminar_id)
        assert seminar is not None
        scope = Scope(db, seminar, Actor("stage", 0, seminar_id))
        step = db.get(Step, seminar.current_id) if seminar.current_id else None
        return seminar, activity(scope, step) if step is not None else None

    def _frame(self, db: Session, surface: str, frame: dict[str, Any], seminar: Seminar,
               current: Activity | None, group: Group | None, view: dict[str, Any],
               own: Own) -> str:  # fmt: skip
        if group is not None:
            frame["call"] = calls.call(db, group)
        part, step = Markup(""), frames.step_view(current)
        if current is not None:
            part = self._part(current, surface, own=own, seminar=seminar, group=group,
                              view=view, surface=surface, step=step)  # fmt: skip
        if current is not None and surface == "helper":
            for before in helping(current):
                part += self._part(before, surface, own=own, seminar=seminar, group=None,
                                   view=before.view(surface), surface=surface,
                                   step=frames.step_view(before))  # fmt: skip
        template = self.templates.get_template(f"frames/{surface}.html")
        return template.render(frame=frame, part=part, own=own, seminar=seminar, surface=surface,
                               step=step, group=group,
                               action=frames.action(surface, seminar))  # fmt: skip

    def _around(self, db: Session, key: tuple[int, str, str], turn: int, seminar: Seminar,
                current: Activity | None) -> dict[str, Any]:  # fmt: skip
        """What stands around the activity's part. A hall's answers change only how far it has come:

        the rest, which is most of the work, is kept until something else changes.
        """
        surface, kept = key[1], self.around.get(key)
        if kept is None:
            kept = frames.frame(db, surface, seminar, current, self.address, self.there)
            if surface in PROGRESS and turn == self.turns[seminar.id]:
                self.around[key] = kept
        return kept | frames.progress(surface, current)

    def _part(self, current: Activity, name: str, **values: Any) -> Markup:
        """The activity's own template for a surface, if it has one."""
        file = frames.part(current, name)
        if not file:
            return Markup("")
        surface = "phone" if name in ("own", "group") else name
        return Markup(self.templates.get_template(file).render(
            action=frames.action(surface, values["seminar"]), **values
        ))  # fmt: skip
