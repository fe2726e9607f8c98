"""The catalogue of methods: five top choices, the components of SLIK, and all else inside them."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request

from facilitator import facilitator
from facilitator.account import signed_in
from live.house import house
from methods import examples
from methods.catalogue import library
from methods.components import COMPONENTS
from methods.method import LEVELS, PHASES, Method
from methods.shelf import alone, find
from translations import N_, _, pick

PEOPLE = 40  # how many, unless one has said
CARRIED = ("floke", "earlier")
AFTER = {
    "none": "",
    "coffee": N_("Coffee break"),
    "overnight": N_("Pause until tomorrow"),
    "weeks": N_("Pause for some weeks"),
}


@facilitator.get("/facilitator/methods")
@signed_in
def catalogue() -> str:
    """The five components; the methods of the one that is chosen."""
    chosen, people = request.args.get("part", ""), _people()
    if chosen and chosen not in COMPONENTS:
        abort(404)
    return render_template(
        "facilitator/catalogue.html", pick=pick, people=people, chosen=chosen,
        parts=[_part(key, people) for key in COMPONENTS], carried=_carried(),
        methods=[_card(m, people) for m in library().values() if m.slik == chosen],
        alone=[_card(m, people) for m in alone().values() if m.slik == chosen],
    )  # fmt: skip


@facilitator.get("/facilitator/methods/<method_id>")
@signed_in
def method(method_id: str) -> str:
    """One method: an example before the recipe."""
    found, people = find(method_id), _people()
    if found is None:
        abort(404)
    steps = [(s.title, s.lead, s.minutes_for(people), _(AFTER[s.pause_after]))
             for s in found.steps]  # fmt: skip
    with house().storage.reading() as db:
        asked = [(e.contact_name, e.contact_how, e.id, e.title)
                 for e in examples.may_be_asked(db, found.id)]  # fmt: skip
    return render_template(
        "facilitator/method.html", pick=pick, people=people, method=found, steps=steps, asked=asked,
        card=_card(found, people), part=_part(found.slik, people), carried=_carried(),
    )  # fmt: skip


def _part(key: str, people: int) -> dict[str, Any]:
    """A component as the pages show it."""
    title, what = COMPONENTS[key]
    count = sum(m.slik == key for m in library().values())
    return {"key": key, "title": _(title), "what": _(what), "count": count,
            "address": f"/facilitator/methods?part={key}&people={people}{_journey()}"}  # fmt: skip


def _card(found: Method, people: int) -> dict[str, Any]:
    """A method as a card: what it is, and whether it suits so many people."""
    low, high = found.people
    return {
        "id": found.id, "title": pick(found.title), "purpose": pick(found.purpose),
        "minutes": found.minutes(people), "low": low, "high": high,
        "fits": low <= people <= high, "level": _(LEVELS[found.level]),
        "phase": _(PHASES[found.phase]),
        "address": f"/facilitator/methods/{found.id}?people={people}{_journey()}",
        "plan": f"/facilitator/new?method={found.id}&size={people}{_journey()}",
    }  # fmt: skip


def _journey() -> str:
    """What was chosen on the form before one came here: the floke, and the earlier seminar."""
    return "".join(f"&{name}={value}" for name, value in _carried().items())


def _carried() -> dict[str, str]:
    kept = {name: request.args.get(name, "") for name in CARRIED}
    return {name: value for name, value in kept.items() if value.isdecimal()}


def _people() -> int:
    """How many people the minutes are told for (2 to 1000)."""
    wanted = request.args.get("people", "")
    return min(1000, max(2, int(wanted))) if wanted.isdecimal() and len(wanted) < 6 else PEOPLE
