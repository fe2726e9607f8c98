"""The picture of an opening: sent in from the plan, and served to whoever has the address.

The address is 128 random bits, like the seminar's own; it dies with the seminar.
"""

from __future__ import annotations

import base64
import secrets

from flask import Response as Plain
from flask import abort, g, redirect, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from facilitator.plan import plan_page
from live.house import house
from methods.command import Actor, Command, whole
from methods.pictures import LARGEST
from models import Picture
from translations import language

FORM = 20_000  # bytes of the form around the file


@facilitator.post("/facilitator/<int:number>/pictures")
@signed_in
def put_up(number: int) -> Response | tuple[str, int]:
    """Put the sent file up in the opening, or take down what is there if that was the button.

    A refusal is told on the plan, where the words that were typed still stand.
    """
    request.max_content_length = LARGEST + FORM
    with house().storage.reading() as db:
        mine(db, number)
    actor = Actor("facilitator", g.facilitator.id, number, language())
    sent, step = request.files.get("file"), whole(request.form.get("step", ""))
    alt = request.form.get("alt", "")
    verb, args = "drop_picture", {}
    if "drop" not in request.form:
        file = base64.b64encode(sent.stream.read(LARGEST + 1) if sent else b"").decode()
        verb, args = "show_picture", {"file": file, "alt": alt}
    answer = house().writer.submit(Command(actor, verb, step, args, secrets.token_hex(16)))
    if answer["ok"]:
        return redirect(f"/facilitator/{number}/plan", code=303)
    return plan_page(number, answer["sentence"], {"step": step, "alt": alt}), 422


@facilitator.get("/pictures/<token>")
def picture(token: str) -> Plain:
    """The file with its own type. It never changes, so a browser may keep it, and nobody else."""
    with house().storage.reading() as db:
        row = db.execute(select(Picture.data, Picture.mime).where(Picture.token == token)).first()
    if row is None:
        abort(404)
    made = Plain(row.data, mimetype=row.mime)
    made.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return made
