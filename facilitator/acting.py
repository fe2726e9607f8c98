"""The people of a preview: the demo's simulated people, without a wire.

They read the pages of the stage and use the forms that stand there, so that a preview of any
activity shows what people would have made of it. Their commands are done at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import gevent

from demo import behaviour
from demo.browser import Browser, Failed
from demo.cast import Room
from demo.person import Person
from live.stage import Stage
from methods.refusal import Refused
from translations import language

Do = Callable[[int, str, int | None, dict[str, Any]], dict[str, Any]]  # whose, what, where, how
ENOUGH = 6  # things that one person does in a step: a picture needs no more


class Phone(Browser):
    """A participant's phone, drawn anew when it is looked at."""

    def __init__(self, stage: Stage, seminar: int, person: int, name: str, do: Do) -> None:
        self.stage, self.seminar, self.person, self.name = stage, seminar, person, name
        self.does = do
        self.boards: dict[str, str] = {}
        self.own: dict[str, Any] = {}
        self.left = 0

    def look(self) -> None:
        self.left = ENOUGH
        part = self.stage.own(self.seminar, self.person)
        if part is None:
            return
        names = ["phone", *([f"group:{part.group_id}"] if part.group_id else [])]
        boards = [self.stage.board(self.seminar, name, part.language) for name in names]
        self.own = part.data
        self.boards = {b["board"]: b["html"] for b in boards if b} | {"own": part.html}

    def do(self, command: str, step: int | None = None, **args: Any) -> dict[str, Any]:
        if not self.left:
            return {"ok": False, "code": "full", "sentence": ""}
        self.left -= 1
        try:
            return {"ok": True, "reply": self.does(self.person, command, step, args)}
        except Refused as refusal:
            return refusal.answer()


def act(phones: list[Phone], step: int) -> None:
    """Everybody does what their page lets them do in the step, and what comes of that."""
    room = Room("", "", [phone.name for phone in phones], None, language(), fast=True)
    people = [Person(room, cast(Any, phone), number, phone.name)
              for number, phone in enumerate(phones)]  # fmt: skip
    done = _each(people, step, behaviour.AT_ONCE)
    if left := behaviour.afterwards(done):
        _each(people, step, left)


def _each(people: list[Person], step: int, does: dict[str, behaviour.Does]) -> set[str]:
    done: set[str] = set()
    for person in people:
        cast(Phone, person.phone).look()
        try:
            done |= behaviour.act(person, step, does)
        except Failed:
            continue  # a preview goes on with what there is
        gevent.sleep(0)  # those who are in a seminar on this server are not kept waiting
    return done
