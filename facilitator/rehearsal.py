"""Rehearsing before the day: simulated people come to a copy of the seminar."""

from __future__ import annotations

import secrets
from typing import Any

from flask import g, redirect, render_template, request
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from live.rehearsals import TEMPOS
from methods import rehearsal
from methods.command import Actor, Command
from models import Seminar
from translations import N_, _, language

Page = Response | str | tuple[str, int]
WORDS = {"calm": N_("as people do"), "quick": N_("five times as fast"),
         "fastest": N_("as fast as it goes")}  # fmt: skip


@facilitator.get("/facilitator/<int:number>/rehearsal")
@signed_in
def show(number: int) -> Page:
    return _page(number)


@facilitator.post("/facilitator/<int:number>/rehearsal")
@signed_in
def begin(number: int) -> Page:
    """Make the copy, and let the simulated people come to it."""
    typed = request.form.get("people", "")
    people, tempo = int(typed[:6]) if typed[:6].isdecimal() else 0, request.form.get("tempo", "")
    if tempo not in TEMPOS or not rehearsal.FEWEST <= people <= rehearsal.MOST:
        return _page(number, _("Choose from %(low)s to %(high)s simulated people, and how fast.",
                               low=rehearsal.FEWEST, high=rehearsal.MOST), typed), 422  # fmt: skip
    _send_home(number)
    crowds = house().rehearsals
    if people > crowds.room():
        return _page(number, _("Others rehearse on this server now. There is room for %(n)s "
                               "simulated people.", n=crowds.room()), typed), 422  # fmt: skip
    answer = _do(number, "rehearse")
    if not answer["ok"]:
        return _page(number, answer["sentence"], typed), 422
    copy = _copy(number)
    assert copy is not None
    crowds.start(copy.id, copy.token, people, tempo)
    return redirect(f"/facilitator/{number}/rehearsal", code=303)


@facilitator.post("/facilitator/<int:number>/rehearsal/tempo")
@signed_in
def tempo(number: int) -> Page:
    """Let the simulated people act slower or faster from now on."""
    copy, wanted = _copy(number), request.form.get("tempo", "")
    if copy is not None and wanted in TEMPOS:
        house().rehearsals.pace(copy.id, wanted)
    return redirect(f"/facilitator/{number}/rehearsal", code=303)


@facilitator.post("/facilitator/<int:number>/rehearsal/wipe")
@signed_in
def wipe(number: int) -> Page:
    """Send the simulated people home, and delete everything they made."""
    _send_home(number)
    answer = _do(number, "wipe_rehearsal")
    if not answer["ok"]:
        return _page(number, answer["sentence"]), 422
    return redirect(f"/facilitator/{number}/rehearsal", code=303)


def _page(number: int, refusal: str = "", typed: str = "") -> str:
    with house().storage.reading() as db:
        seminar = mine(db, number)
        copy = rehearsal.of(db, seminar)
    crowd = house().rehearsals.crowds.get(copy.id) if copy else None
    people = typed or max(rehearsal.FEWEST, min(seminar.size, rehearsal.MOST))
    return render_template("facilitator/rehearsal.html", seminar=seminar, copy=copy, crowd=crowd,
                           tempos=WORDS, people=people, refusal=refusal, low=rehearsal.FEWEST,
                           high=rehearsal.MOST)  # fmt: skip


def _copy(number: int) -> Seminar | None:
    with house().storage.reading() as db:
        return rehearsal.of(db, mine(db, number))


def _send_home(number: int) -> None:
    copy = _copy(number)
    if copy is not None:
        house().rehearsals.stop(copy.id)


def _do(number: int, name: str) -> dict[str, Any]:
    actor = Actor("facilitator", g.facilitator.id, number, language())
    return house().writer.submit(Command(actor, name, op_id=secrets.token_hex(16)))
