"""A group's sheet: its lines, lists, dates, names, and the matrix of who does what."""

from __future__ import annotations

import datetime

from demo.page import Field, Form
from demo.person import Person
from demo.words import LINES, ROLES, SENTENCES
from demo.writing import name_of


def write(me: Person, found: list[Form]) -> None:
    """Write what stands empty; who comes to a full line leaves it."""
    for place, form in enumerate(found):
        if options := form.choices.get("text"):
            me.send(form, text=options[place % len(options)])
        elif form.given.get("revision", "0") == "0" and (line := form.find("text")):
            me.send(form, text=_line(me, form.given["field"], line, place))


def _line(me: Person, key: str, line: Field, place: int) -> str:
    if line.kind == "date":
        soon = (me.room.day + datetime.timedelta(days=60)).isoformat()
        return min(soon, line.last or soon)
    if key in LINES:
        return LINES[key]
    return name_of(me) if line.most == 80 else SENTENCES[(place + me.number) % len(SENTENCES)]


def list_add(me: Person, found: list[Form]) -> None:
    """A line on each list. In the matrix one writes the roles; the tasks are there already."""
    for form in found:
        if form.given.get("column") == "true":
            for role in ROLES if me.phone.own.get("is_host") else ():
                me.send(form, text=role)
        elif "column" not in form.given and not me.every(4, 3):
            me.send(form, text=SENTENCES[me.number % len(SENTENCES)])


def mark(me: Person, found: list[Form]) -> None:
    """Say for a third of the tasks what each role does: the first answers, the second does it."""
    columns = list(dict.fromkeys(form.given["column"] for form in found))
    rows = list(dict.fromkeys(form.given["row"] for form in found))
    for form in found:
        place = columns.index(form.given["column"])
        if (rows.index(form.given["row"]) + me.number // 3) % 3 == 0:
            me.send(form, value=("A", "R", "C", "I")[min(place, 3)])


def forward(me: Person, found: list[Form]) -> None:
    """One in four sees an idea that should come along."""
    for form in [f for f in found if f.given.get("on") == "true"][:1]:
        if me.every(4):
            me.send(form)
