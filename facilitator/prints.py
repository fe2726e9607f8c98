"""To print: what hangs on a wall, lies on a table or is sent out; and the channels."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from methods import channels
from methods.command import whole
from methods.refusal import Refused
from models import Channel, Seminar
from reports import prints
from reports.prints import ballots, press
from reports.prints.common import Asked, link
from reports.prints.invitation import texts
from translations import N_, _, pick, use

Page = Answer | str | tuple[str, int]
ROOM = ("running", "tables", "ballots", "topics", "agreements")
TEXTS = {
    "sms": N_("Text message"),
    "web": N_("For a web page or social media"),
    "letter": N_("Letter or e-mail"),
    "union": N_("To union representatives"),
    "club": N_("To clubs and associations"),
    "school": N_("To a school"),
    "press": N_("To the local press"),
}


@facilitator.get("/facilitator/<int:number>/prints")
@signed_in
def to_print(number: int) -> Page:
    """What can be printed now, and the invitation's texts to copy."""
    with house().storage.reading() as db:
        seminar = mine(db, number)
        return render_template(
            "facilitator/prints.html", seminar=seminar, channels=_channels(db, seminar),
            ready=_ready(db, seminar), votes=ballots.votes(db, seminar), pick=pick,
            numbers=ballots.numbers(db, seminar),
            action=f"/facilitator/{number}/do",
        )  # fmt: skip


@facilitator.get("/facilitator/<int:number>/prints/<name>.pdf")
@signed_in
def printed(number: int, name: str) -> Page:
    """A print as PDF, in the seminar's language; refused in words when it makes no sense."""
    if name not in prints.PRINTS:
        abort(404)
    try:
        with house().storage.reading() as db:
            sheet, data = prints.data(db, mine(db, number), name, _asked())
        made = press.pdf(sheet, data)
    except Refused as refusal:
        return render_template("refused.html", refusal=refusal.sentence(), written=[],
                               back=f"/facilitator/{number}/prints"), 422  # fmt: skip
    called = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(made, mimetype="application/pdf", headers=called)


def _asked() -> Asked:
    """What the link or the form asks for; a number that is none is left at what is usual."""
    sent = request.args
    return Asked(
        house().config.address, sent.get("paper", ""), sent.get("channel", ""),
        step=whole(sent.get("step", "")) or 0, first=whole(sent.get("first", "")) or 0,
        last=whole(sent.get("last", "")) or 0, key=house().config.key(),
        mail=house().config.smtp is not None,
    )  # fmt: skip


def _ready(db: Session, seminar: Seminar) -> dict[str, str]:
    """For each print of the room: why it cannot be made now; empty if it can."""
    ready = {}
    for name in ROOM:
        try:
            prints.data(db, seminar, name, Asked(house().config.address))
            ready[name] = ""
        except Refused as refusal:
            ready[name] = refusal.sentence()
    return ready


def _channels(db: Session, seminar: Seminar) -> list[dict[str, Any]]:
    """One without a name, for all others, and each channel with its link, texts and arrivals."""
    return [_channel(seminar, c) for c in (None, *channels.of(db, seminar))]


def _channel(seminar: Seminar, channel: Channel | None) -> dict[str, Any]:
    address, key = house().config.address, channel.key if channel else ""
    with use(seminar.language):
        told = texts(seminar, address, key)
    return {
        "key": key,
        "name": channel.name if channel else "",
        "arrivals": channel.arrivals if channel else 0,
        "told": channel is not None and channel.arrivals >= channels.SHOWN,
        "link": link(address, seminar, channel=key),
        "texts": [(name, _(label), told[name]) for name, label in TEXTS.items()],
    }
