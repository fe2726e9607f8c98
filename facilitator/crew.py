"""Those who lead: the page where a facilitator invites others, and removes them."""

from __future__ import annotations

import secrets
from typing import Any

from flask import abort, g, redirect, render_template, request
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.crew import leading
from live.house import house
from methods import crew as crews
from methods.command import Actor, Command
from models import Seminar
from translations import language

Page = Response | str | tuple[str, int]


@facilitator.get("/facilitator/<int:number>/crew")
@signed_in
def crew(number: int) -> Page:
    with house().storage.reading() as db:
        return _page(mine(db, number))


@facilitator.post("/facilitator/<int:number>/crew")
@signed_in
def invite(number: int) -> Page:
    """Invite one more. The link is shown once, here: only its hash is kept."""
    token, form = house().identity.new_token(), request.form
    answer = _does(number, "invite", role=form.get("role", ""), name=form.get("name", ""),
                   link_hash=house().identity.hash(token))  # fmt: skip
    return _answered(number, answer, token, answer.get("reply", {}).get("crew", 0))


@facilitator.post("/facilitator/<int:number>/crew/<int:one>/link")
@signed_in
def invite_again(number: int, one: int) -> Page:
    token = house().identity.new_token()
    answer = _does(number, "invite_again", crew=one, link_hash=house().identity.hash(token))
    return _answered(number, answer, token, one)


@facilitator.post("/facilitator/<int:number>/crew/<int:one>/dismiss")
@signed_in
def dismiss(number: int, one: int) -> Page:
    answer = _does(number, "dismiss", crew=one)
    if not answer["ok"]:
        return _answered(number, answer, "", 0)
    return redirect(f"/facilitator/{number}/crew", code=303)


def _does(number: int, command: str, /, **args: Any) -> dict[str, Any]:
    with house().storage.reading() as db:
        seminar = mine(db, number)
    actor = Actor("facilitator", g.facilitator.id, seminar.id, language())
    return house().writer.submit(Command(actor, command, None, args, secrets.token_hex(16)))


def _answered(number: int, answer: dict[str, Any], token: str, one: int) -> Page:
    with house().storage.reading() as db:
        seminar = mine(db, number)
        if not answer["ok"]:
            return _page(seminar, refusal=answer["sentence"], typed=request.form), 422
        made = next((c for c in crews.of(db, seminar) if c.id == one), None) or abort(404)
        link = f"{house().config.address}/crew/{token}"
        return _page(seminar, made={"name": made.name, "role": made.role, "link": link})


def _page(seminar: Seminar, **shown: Any) -> str:
    with house().storage.reading() as db:
        people = leading(db, seminar, house().clients)["crew"]
    return render_template("facilitator/crew.html", seminar=seminar, people=people,
                           **{"made": None, "typed": {}, **shown})  # fmt: skip
