"""The same leaders' single exercise on the second day: who does what, and can all stand by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demo.script import Script, shared_out
from demo.writing import write_card

if TYPE_CHECKING:
    from demo.cast import Room
    from demo.desk import Desk
    from demo.page import Form
    from demo.person import Person

TASKS = [
    "Ringe familien innen to dager", "Kalle inn til felles møte", "Skrive planen sammen",
    "Følge opp fraværet hver uke", "Skaffe et sted å være", "Fortelle hvordan det går",
]  # fmt: skip
ANSWERS = [9, 8, 4, 2, 1, 0]  # from «wholly» to «not at all»


class Roles(Script):
    method, people = "ansvarsmatrise", 24

    def writes(self, me: Person, form: Form) -> bool:
        if self.key(form) == "oppgaver" and me.number < len(TASKS):
            write_card(me, form, TASKS[me.number], "")
        return self.key(form) == "oppgaver"

    def supports(self, me: Person) -> int | None:
        place = shared_out(ANSWERS, me.number)
        return None if place is None else place + 1

    def at_desk(self, desk: Desk, form: Form, room: Room) -> None:
        """One wants a second A in a row that has one."""
        if self.key(form) != "kart":
            return
        for phone in room.phones.values():
            marks = phone.forms("mark")
            if len({mark.given["column"] for mark in marks}) < 2:
                continue
            first, second = marks[:2]  # the same task, of two roles
            phone.press(first, value="A")
            self.seen["second_a"] = phone.press(second, value="A")["code"]
            return
