"""The collection for everybody: examples, the guide to the five components, and the FAQ."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import abort, render_template, request

from live.house import house
from methods import examples, faq
from methods.clock import moment
from methods.components import COMPONENTS, GUIDE
from methods.examples import CHOSEN, KINDS
from methods.method import PHASES
from methods.text import email_in
from models import Example
from participant import participant
from translations import _, pick

A_PAGE = 48  # cards


@participant.get("/examples")
def collection() -> str:
    """The cards that are as one has chosen; a plain form, and pages of 48."""
    chosen = {key: request.args.get(key, "").replace("\0", "")[:200] for key in (*CHOSEN, "thread")}
    with house().storage.reading() as db:
        cards = [_card(e) for e in examples.found(db, **chosen)]
        fields = {key: examples.there(db, key) for key in ("theme", "place")}
    here = _page(len(cards))
    return render_template(
        "participant/examples.html", chosen=chosen, found=len(cards), any=any(fields.values()),
        cards=cards[(here - 1) * A_PAGE : here * A_PAGE], filters=_filters(fields),
        pages=[(n, urlencode({**_said(chosen), "page": n}), n == here)
               for n in range(1, -(-len(cards) // A_PAGE) + 1)],
    )  # fmt: skip


@participant.get("/examples/<int:number>")
def example(number: int) -> str:
    """One card, whom to ask, and the others of its thread."""
    with house().storage.reading() as db:
        found = db.get(Example, number) if number < 2**31 else None
        if found is None:
            abort(404)
        card, alike = _card(found), [_card(e) for e in examples.alike(db, found)]
    return render_template("participant/example.html", card=card, alike=alike,
                           thread=urlencode({"thread": card["thread"]}))  # fmt: skip


@participant.get("/components")
def components() -> str:
    """A short guide to the five components: an example before the recipe."""
    parts = [(key, _(title), _(what), GUIDE[key]) for key, (title, what) in COMPONENTS.items()]
    return render_template("participant/components.html", parts=parts, pick=pick)


@participant.get("/faq")
def questions() -> str:
    with house().storage.reading() as db:
        listed = [(f.id, f.question, f.answer, f.language) for f in faq.listed(db)]
    return render_template("participant/faq.html", questions=listed)


def _filters(fields: dict[str, list[str]]) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """What one chooses by: its name, its label, the word for all, and the choices."""
    named = {"component": {k: title for k, (title, _what) in COMPONENTS.items()},
             "phase": PHASES, "kind": KINDS}  # fmt: skip
    words = {key: [(k, _(text)) for k, text in told.items()] for key, told in named.items()}
    words |= {key: [(text, text) for text in told] for key, told in fields.items()}
    labels = {"component": (_("Component"), _("All components")),
              "phase": (_("Phase"), _("All phases")), "theme": (_("Theme"), _("All themes")),
              "place": (_("Place"), _("All places")),
              "kind": (_("Kind"), _("Both kinds"))}  # fmt: skip
    return [(key, *labels[key], words[key]) for key in CHOSEN]


def _card(e: Example) -> dict[str, Any]:
    told = {name: getattr(e, name) for name in ("id", *examples.FIELDS)}
    return {**told, "component_word": _(COMPONENTS[e.component][0]),
            "phase_word": _(PHASES[e.phase]), "failure": e.kind == "failure",
            "day": moment(e.published_at), "mail": email_in(e.contact_how)}  # fmt: skip


def _said(chosen: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in chosen.items() if value}


def _page(cards: int) -> int:
    told = request.args.get("page", "")
    last = max(1, -(-cards // A_PAGE))
    return min(last, max(1, int(told))) if told.isdecimal() and len(told) < 6 else 1
