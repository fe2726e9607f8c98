"""A step as people will see it: the real engine and the real pages, on a database in memory."""

from __future__ import annotations

import re
import secrets
from typing import Any

import msgspec
from flask import current_app
from gevent.lock import BoundedSemaphore
from markupsafe import Markup
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from demo.words import PROBLEMS
from facilitator import acting
from facilitator.acting import Phone
from live.clients import Client
from live.house import house
from live.stage import Stage
from methods import clock, seminars
from methods.command import Actor, Command
from methods.engine import perform
from methods.method import Method
from methods.refusal import Refused
from models import Base, Facilitator, Item, Seminar, Step
from storage import Storage
from translations import _

SURFACES = ("phone", "console", "screen")
PEOPLE = ("Anna", "Bjørn", "Cecilie", "Dag", "Eli", "Frode", "Gro", "Håkon", "Ingrid")
CARDS = 7
SHORT = 5  # cards that go on where people have not settled it
BEFORE = 6  # people who do the steps before


WALL = re.compile(r'src="/screen/[^"]*')  # the wall in small is the preview beside it
KEPT = 2  # plays that are kept: the three pictures beside a form are of one
_kept: dict[tuple[bytes, int, str], _Play] = {}
_turn = BoundedSemaphore()


def paint(method: Method, place: int, surface: str, language: str) -> Markup:
    """The step at `place` of `method`, under way, on `surface`, with invented people."""
    key = (msgspec.json.encode(method), place, language)
    with _turn:
        if key not in _kept:
            while len(_kept) >= KEPT:
                _kept.pop(next(iter(_kept))).close()
            _kept[key] = _Play(method, place, language)
        play = _kept[key]
        return _shown(play.stage, play.number, play.phones[0].person, surface, language)


def _shown(stage: Stage, number: int, anna: int, surface: str, language: str) -> Markup:
    part = stage.own(number, anna) if surface == "phone" else None
    boards = [stage.painted(number, surface, language, part.data if part else None)]
    if part is not None and part.group_id is not None:
        boards.append(stage.painted(number, f"group:{part.group_id}", language, part.data))
    html = [Markup(WALL.sub('src="screen', b["html"])) for b in boards if b]
    return Markup("").join([*html[:1], Markup(part.html if part else ""), *html[1:]])


class _Invented:
    """Who is connected: all the invented people, and nobody who leads."""

    troubled = False

    def online(self, _seminar: int) -> int:
        return len(PEOPLE)

    def leading(self, _seminar: int) -> list[Client]:
        return []


class _Play:
    """A seminar of the method on a database in memory, led to the step at `place`."""

    def __init__(self, method: Method, place: int, language: str) -> None:
        engine = create_engine("sqlite://", poolclass=StaticPool,
                               connect_args={"check_same_thread": False})  # fmt: skip
        Base.metadata.create_all(engine)
        storage = Storage(engine, engine)
        self.stage = Stage(storage, current_app.jinja_env, house().config.address,
                           lambda _person: "ACDE3467", _Invented())  # fmt: skip
        self.engine = engine
        self.db = Session(engine, expire_on_commit=False)
        self.seminar = self._begun(method, language)
        self.phones = [self._joins(name, language) for name in PEOPLE]
        self._lead_to(place)
        self.db.close()

    def close(self) -> None:
        self.engine.dispose()

    def _begun(self, method: Method, language: str) -> Seminar:
        """The seminar with its doors open."""
        owner = Facilitator(name="Kari", email="-", password_hash="-", created_at=clock.now())
        self.db.add(owner)
        self.db.flush()
        seminar = seminars.create(
            self.db, owner, method, title=_("Preview"), language=language, size=24,
            question=_("What would make more people stay in the village?"),
            sponsor=_("The municipality"), promise=_("The council gets the answers in March."),
            lines="\n".join(title for title, _more in PROBLEMS[:CARDS]),
        )  # fmt: skip
        self.kari = Actor("facilitator", owner.id, seminar.id, language)
        self.seminar, self.number = seminar, seminar.id
        self._does(self.kari, "open_doors", None, {})
        return seminar

    def _joins(self, name: str, language: str) -> Phone:
        guest = Actor("guest", 0, self.seminar.id, language)
        told = {"token_hash": name, "language": language, "name": name}
        made = self._does(guest, "join", None, told)["participant"]

        def do(person: int, verb: str, step: int | None, args: dict[str, Any]) -> dict[str, Any]:
            actor = Actor("participant", person, self.number, language)
            reply: dict[str, Any] = self._does(actor, verb, step, args)
            return reply

        return Phone(self.stage, self.number, made, name, do)

    def _lead_to(self, place: int) -> None:
        """Each step before it is done by all and finished; in it, all but the first have begun."""
        keys = list({s.key: s for s in self.seminar.steps})
        for key in keys[:place]:
            self._finish(self._step(key))
        step = self._step(keys[place])
        self._open(step)
        acting.act(self.phones[1:], step.id)

    def _step(self, key: str) -> Step:
        return next(s for s in self.seminar.steps if s.key == key)

    def _open(self, step: Step) -> None:
        self.seminar.current_id = step.id
        self.db.commit()
        if step.state == "waiting":
            self._does(self.kari, "open", step.id, {})

    def _finish(self, step: Step) -> None:
        if step.state == "published":
            return
        try:
            self._open(step)
            acting.act(self.phones[:BEFORE], step.id)
            self._does(self.kari, "close", step.id, {})
            if step.state == "closed":
                self._does(self.kari, "publish", step.id, {})
        except Refused:  # something is to be decided: the preview goes on with some
            cards = [i.id for i in self.db.query(Item).filter_by(seminar_id=self.seminar.id)]
            step.state, step.result = "published", {"items": cards, "shortlist": cards[:SHORT]}
            self.db.commit()

    def _does(self, actor: Actor, verb: str, step: int | None, args: dict[str, Any]) -> Any:
        try:
            done = perform(self.db, Command(actor, verb, step, args, secrets.token_hex(8)))
            self.db.commit()
        except Refused:
            self.db.rollback()
            raise
        self.stage.forget(self.number)
        return done.reply["reply"]
