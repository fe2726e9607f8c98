"""Going on from an earlier seminar: what it has to take, and where that stands in the new one.

The cards that are taken are given to the new seminar as its first step, published (methods/given).
They stand beside what the room itself writes of their kind: hypotheses beside the step where
hypotheses are written, for all that take from that step. If it is left out, they stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import taking
from methods.crew import led_by
from methods.given import CARDS_MAX, Card
from methods.method import Method, MethodStep
from methods.refusal import Refused
from models import Agreement, Item, Seminar, Step, Words
from translations import N_

ALIKE = ({"problem", "floke"},)  # kinds that stand for each other in different methods


@dataclass(frozen=True)
class Offer:
    """Some cards of an earlier seminar that can be taken together, by their key on the form."""

    key: str
    what: Literal["shortlist", "all", "hypotheses", "agreements"]
    step: Words  # the title of the step they come from, if of one
    cards: dict[str, Card]


def ended(db: Session, owner: int) -> Sequence[Seminar]:
    """The seminars one owns or leads that can be gone on from, the newest first."""
    return db.scalars(
        select(Seminar)
        .where(led_by(owner), Seminar.state == "ended", Seminar.rehearses.is_(None))
        .order_by(Seminar.ended_at.desc())
    ).all()


def offers(db: Session, earlier: Seminar) -> list[Offer]:
    """What can be taken from `earlier`: each step's shortlist and all, hypotheses, agreements."""
    newest = {s.key: s for s in earlier.steps if s.state == "published"}
    made = [_hypotheses(db, newest.values())]
    for step in newest.values():
        everything = taking.take(db, step, "all")
        short = taking.take(db, step, "shortlist")
        if len(short) < len(everything):
            made.append(_items(db, f"short-{step.id}", "shortlist", short, step.title))
        made.append(_items(db, f"all-{step.id}", "all", everything, step.title))
    made.append(_agreements(db, earlier))
    seen: dict[tuple[str, ...], Offer] = {}
    for offer in made:  # a step that hands on what it took offers nothing new
        seen.setdefault(tuple(sorted(offer.cards)), offer)
    return [offer for cards, offer in seen.items() if cards]


def expected(found: list[Offer], method: Method) -> Offer | None:
    """What one would most likely take into `method`: hypotheses if it tests such, a shortlist."""
    kinds = {kind for step in method.steps for kind in _makes(step)}
    wanted = ["hypotheses"] if "hypothesis" in kinds else []
    for what in (*wanted, "shortlist", "agreements", "hypotheses", "all"):
        if fitting := [o for o in found if o.what == what]:
            return fitting[-1]
    return None


def chosen(offer: Offer | None, keys: list[str]) -> list[Card]:
    """The ticked cards of the offer, in its order. Refuses none, and more than have room."""
    taken = [card for key, card in (offer.cards if offer else {}).items() if key in keys]
    if not taken:
        raise Refused("no_cards",
                      N_("Tick at least one card to take along, or choose to start without an "
                         "earlier seminar. What you wrote is kept."))  # fmt: skip
    if len(taken) > CARDS_MAX:
        raise Refused("many_cards", N_("That is %(count)s cards, and there is room for %(limit)s. "
                                       "What you wrote is kept: tick fewer."),
                      count=len(taken), limit=CARDS_MAX)  # fmt: skip
    return taken


def beside(method: Method, kinds: set[str]) -> list[str]:
    """The keys of the steps that given cards of these kinds stand beside.

    None in a method that begins with given cards: its steps take them as they are.
    """
    if method.given:
        return []
    found = [_maker(method, kind) or _first_source(method) for kind in sorted(kinds)]
    return list(dict.fromkeys(key for key in found if key))


def _maker(method: Method, kind: str) -> str:
    """The first step in which people write cards of that kind."""
    alike = {kind}.union(*(group for group in ALIKE if kind in group))
    return next((s.key for s in method.steps if alike & _makes(s)), "")


def _first_source(method: Method) -> str:
    """The step that the first one that works on cards takes them from."""
    makers = {s.key for s in method.steps if _makes(s)}
    taken = (key for s in method.steps for key in s.sources if key in makers)
    return next(taken, "")


def _makes(step: MethodStep) -> frozenset[str]:
    from methods.engine import known  # the engine knows the activities

    return known()[step.activity].makes(step.settings)


def _items(db: Session, key: str, what: Literal["shortlist", "all", "hypotheses"],
           found: list[Item], step: Words) -> Offer:  # fmt: skip
    return Offer(key, what, step, {f"item-{i.id}": _card(db, i) for i in found})


def _card(db: Session, item: Item) -> Card:
    """The card with its answers; not those that name a person, who has not been asked."""
    wrote = db.get(Step, item.step_id)
    asked = [f for f in (wrote.settings.get("fields", []) if wrote else [])
             if f.get("type") != "person" and (item.fields or {}).get(f["key"])]  # fmt: skip
    fields = {f["key"]: item.fields[f["key"]] for f in asked}
    return Card(item.title, item.kind, item.body, str(item.number or ""), fields, asked)


def _hypotheses(db: Session, steps: Iterable[Step]) -> Offer:
    ids = [s.id for s in steps]
    found = db.scalars(
        select(Item).where(Item.step_id.in_(ids), Item.kind == "hypothesis",
                           Item.status == "live", Item.merged_into_id.is_(None))
        .order_by(Item.id)
    ).all()  # fmt: skip
    return _items(db, "hypotheses", "hypotheses", list(found), {})


def _agreements(db: Session, earlier: Seminar) -> Offer:
    found = db.scalars(
        select(Agreement)
        .where(Agreement.seminar_id == earlier.id, Agreement.hidden.is_(False))
        .order_by(Agreement.id)
    )
    cards = {f"agreement-{a.id}": Card(a.what, "action", a.first_step, str(a.number))
             for a in found}  # fmt: skip
    return Offer("agreements", "agreements", {}, cards)
