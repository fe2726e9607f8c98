"""The part of a new seminar's form that says which floke it is about, and what it goes on from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import g, request
from sqlalchemy.orm import Session

from facilitator.owned import mine, my_floke
from methods import continuing, floker, given
from methods.clock import moment
from methods.continuing import Offer
from methods.method import Method
from methods.seminars import Journey
from translations import N_, _, day, pick

OFFERED = {
    "shortlist": N_("%(step)s: the %(n)s that went on"),
    "all": N_("%(step)s: all %(n)s"),
    "hypotheses": N_("The hypotheses (%(n)s)"),
    "agreements": N_("The agreements (%(n)s)"),
}


def choices(db: Session, method: Method, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows: the floker, the ended seminars, and the cards of the chosen one."""
    found = continuing.ended(db, g.facilitator.id)
    earlier = next((s for s in found if s.id == _number(typed, "earlier")), None)
    offers = continuing.offers(db, earlier) if earlier else []
    offer = _offer(offers, typed, method)
    return {
        "floker": [(f.id, f.title) for f in floker.of(db, g.facilitator.id)],
        "floke": _number(typed, "floke") or (earlier.floke_id if earlier else 0),
        "ended": [(s.id, f"{s.title}, {day(moment(s.ended_at) or '')}") for s in found],
        "earlier": earlier.id if earlier else 0,
        "offers": [(o.key, _(OFFERED[o.what], step=pick(o.step), n=len(o.cards)))
                   for o in offers],
        "what": offer.key if offer else "",
        "cards": _cards(offer, typed),
    }  # fmt: skip


def chosen(db: Session, method: Method) -> Journey:
    """The journey that the posted form asks for. Refuses when an earlier seminar has no ticks."""
    form = request.form
    number = _number(form, "earlier")
    earlier = mine(db, number) if number else None
    cards = []
    if earlier is not None:
        offer = _offer(continuing.offers(db, earlier), form, method)
        cards = continuing.chosen(offer, form.getlist("card"))
    floke_id = _number(form, "floke") or (earlier.floke_id if earlier else 0)
    floke = my_floke(db, floke_id) if floke_id else None
    if form.get("new_floke", "").strip():
        floke = floker.create(db, g.facilitator, title=form["new_floke"], stage=method.phase)
    return Journey(floke, earlier, cards)


def _offer(offers: list[Offer], typed: Mapping[str, Any], method: Method) -> Offer | None:
    asked = next((o for o in offers if o.key == typed.get("what")), None)
    return asked or continuing.expected(offers, method)


def _cards(offer: Offer | None, typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The cards with their ticks: as they were, or, of what is shown anew, what went on."""
    if offer is None:
        return []
    ticked = set(request.form.getlist("card"))
    if not ticked & set(offer.cards) and typed.get("shown") != offer.key:
        ticked = set(offer.cards) if offer.what in ("shortlist", "agreements") else set()
    return [{"key": key, "title": card.title, "body": card.body, "number": card.source,
             "said": given.said(card), "ticked": key in ticked}
            for key, card in offer.cards.items()]  # fmt: skip


def _number(typed: Mapping[str, Any], name: str) -> int:
    value = str(typed.get(name, ""))
    return int(value) if value.isdecimal() and len(value) < 10 else 0
