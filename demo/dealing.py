"""Agreements: writing them, collecting them, joining, and telling how they go."""

from __future__ import annotations

import datetime

from demo.page import Form
from demo.person import Person
from demo.script import Script
from demo.words import DEALS
from demo.writing import name_of

ANYBODY = Script()
PLANS = ["Kommuneplanens samfunnsdel", "Handlings- og økonomiplanen", "Planstrategien"]
COLUMN = "Vet ikke ennå"
NEWS = [
    "Alle kom på det første møtet.",
    "Nøkkelen er på plass.",
    "Vi har fått ja til lokale.",
]


def propose(me: Person, found: list[Form]) -> None:
    """One in six writes an agreement, each about another idea; or one a column for the cards."""
    turn, form = (me.room.script or ANYBODY).proposes(me), found[0]
    if form.find("label"):
        if me.number == 1:
            me.send(form, label=COLUMN)
        return
    if turn is None:
        return
    what, first = DEALS[turn % len(DEALS)]
    said = {"what": what, "first_step": first, "next_date": _in(me, 10)}
    if cases := form.choices.get("item"):
        said["item"] = cases[turn % len(cases)]
    if form.find("plan_link"):
        said["plan_link"] = PLANS[turn % len(PLANS)]
    if form.find("evaluate_by"):
        said["evaluate_by"] = (me.room.script or ANYBODY).evaluate_by or _in(me, 150)
    me.send(form, **said)


def _in(me: Person, days: int) -> str:
    return (me.room.day + datetime.timedelta(days=days)).isoformat()


def collect(me: Person, found: list[Form]) -> None:
    place = (me.room.script or ANYBODY).collects(me)
    if place is not None and me.number < 40:
        consent = {"consent_group": "true", "consent_public": "true"} if me.every(8, 1) else {}
        form = _about(me, place, found)
        contact = {"contact": "telefon 000 00 000"} if form.find("contact") else {}
        me.send(form, name=name_of(me), **contact, **consent)


def _about(me: Person, place: int, found: list[Form]) -> Form:
    """The form of the agreement in that place among all that stand on the page."""
    there = [form.given["agreement"] for form in me.phone.forms("join")]
    wanted = there[place % len(there)] if there else ""
    return next((f for f in found if f.given["agreement"] == wanted), found[place % len(found)])


def join(me: Person, found: list[Form]) -> None:
    place = (me.room.script or ANYBODY).joins(me)
    if place is not None:
        me.send(_about(me, place, found))


def set_status(me: Person, found: list[Form]) -> None:
    """Who collects says that it is under way."""
    for form in found[:1]:
        if (field := form.find("status")) and len(field.options) > 1 and me.every(4, 1):
            me.send(form, status=field.options[1])


def update(me: Person, found: list[Form]) -> None:
    if me.every(4, 1):
        me.send(found[0], text=NEWS[me.number // 4 % len(NEWS)])
