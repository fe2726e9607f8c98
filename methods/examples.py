"""The collection of examples: what came of finished work, told as cards, failures too (mission B7).

A card is public until it is withdrawn. Nobody is named in it but a contact who has said yes.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import checking, clock
from methods.asking import asks
from methods.faults import Fault, wrong
from methods.method import PHASES, SLIK, Phase, Slik
from methods.refusal import Refused
from methods.text import clean
from models import Example, Seminar
from translations import N_, _

KINDS = {
    "example": N_("Example: this is how we did it"),
    "failure": N_("Room for failure: this is what went wrong, and what we learnt"),
}
SHORT, LONG = 120, 2000  # signs of a line, and of a text
ASKED = 5  # contacts on a method's page
CHOSEN = ("component", "phase", "theme", "place", "kind")  # what the collection is sorted by


class Card(msgspec.Struct, kw_only=True):
    """What is told of an example: the same for the form, the database and the file."""

    title: Annotated[str, asks(N_("Title"), longest=SHORT)]
    place: Annotated[str, asks(N_("Place"), longest=SHORT)]
    theme: Annotated[str, asks(N_("Theme"), longest=SHORT)] = ""
    component: Annotated[Slik, asks(N_("Component"), words=SLIK)]
    phase: Annotated[Phase, asks(N_("Phase"), words=PHASES)]
    kind: Annotated[Literal["example", "failure"], asks(N_("Kind"), words=KINDS)] = "example"
    done: Annotated[str, asks(N_("What you did"), longest=LONG)]
    result: Annotated[str, asks(N_("What came of it"), longest=LONG)] = ""
    lesson: Annotated[str, asks(N_("What you learnt"), longest=LONG)] = ""
    contact_name: Annotated[str, asks(N_("Contact's name"), longest=SHORT)] = ""
    contact_how: Annotated[str, asks(N_("How to reach the contact"), longest=SHORT)] = ""
    video: Annotated[str, asks(N_("Link to a video"), longest=300)] = ""
    thread: Annotated[str, asks(N_("Thread"), longest=SHORT)] = ""
    origin: Annotated[str, asks(N_("Municipality"), longest=SHORT)] = ""


FIELDS = tuple(f.name for f in msgspec.structs.fields(Card))
WRITTEN = ("title", "place", "done")  # that there must be something in


def checked(raw: Mapping[str, Any],
            kind: type[Card] = Card) -> tuple[dict[str, Any], list[Fault]]:  # fmt: skip
    """The fields of a card made safe to keep, and all that is wrong with them, by key."""
    made, faults = checking.fields(kind, dict(raw), strict=True)
    made = {key: clean(value, LONG, required=False, lines=key in ("done", "result", "lesson"))
            if key in FIELDS else value for key, value in made.items()}  # fmt: skip
    empty = [Fault(key, _("write something here")) for key in WRITTEN if made.get(key) == ""]
    if made.get("video") and not _is_link(made["video"]):
        faults.append(wrong("video", made["video"], _("an address that begins with https://")))
    return made, faults + empty


def _is_link(text: str) -> bool:
    return text.startswith("https://") and len(text.split()) == 1


def save(db: Session, owner: int, typed: Mapping[str, str], found: Example | None = None, *,
         consent: bool, contact_yes: bool, held: int | None = None,
         seen: str = "", key: str = "") -> Example:  # fmt: skip
    """Publish a card, or save the one that was `found`; `held` is the seminar it tells of.

    One that is sent twice with the same `key` (`new_key`) is published once.

    `seen` is the `saved` of what the text was written on: refuses `conflict` if it was changed.
    Refuses `bad_card` (the reply has the sentences by field), and a card that not everybody, or a
    contact who has not, said yes to.
    """
    values, faults = checked({key: typed.get(key, "") for key in FIELDS})
    if faults:
        raise Refused("bad_card", N_("The card is not published yet: look at what is marked below. "
                                     "Everything you wrote is kept."),
                      reply={f.key: f.sentence for f in faults})  # fmt: skip
    _agreed(values, consent, contact_yes)
    if found is not None and seen != saved(found):
        raise Refused("conflict", N_("The card was changed in another window while you wrote. Your "
                                     "text stands below: look at the other one in the collection, "
                                     "and save again if yours shall stand."))  # fmt: skip
    if found is None:
        found = Example(key=key or new_key(), facilitator_id=owner, held_id=held,
                        published_at=clock.now())  # fmt: skip
        db.add(found)
    found.consent_at = clock.now()
    for name, value in values.items():
        setattr(found, name, value)
    db.flush()
    return found


def _agreed(values: Mapping[str, str], consent: bool, contact_yes: bool) -> None:
    if (values["contact_name"] or values["contact_how"]) and not contact_yes:
        raise Refused("contact_no_yes", N_("A contact stands here only with their own yes. Tick "
                                           "that they have given it, or leave the contact "
                                           "out."))  # fmt: skip
    if not consent:
        raise Refused("no_consent", N_("The card is for everybody to read. Tick that those it "
                                       "tells of have said yes."))  # fmt: skip


def new_key() -> str:
    """What one card is known by on every server."""
    return secrets.token_hex(6)


def published(db: Session, owner: int, key: str) -> Example | None:
    """The card that a facilitator has published by this key, if it is there."""
    mine = Example.facilitator_id == owner, Example.key == key
    return db.scalar(select(Example).where(*mine))


def saved(card: Example) -> str:
    """What tells one saved text of a card from the next."""
    return repr(card.consent_at)


def mine(db: Session, owner: int) -> Sequence[Example]:
    """The cards that a facilitator has published or brought in, newest first."""
    return db.scalars(
        select(Example).where(Example.facilitator_id == owner).order_by(Example.id.desc())
    ).all()


def found(db: Session, **wanted: str) -> Sequence[Example]:
    """The cards that are as wanted (a field's value each; empty is any), newest first."""
    rules = [getattr(Example, name) == value for name, value in wanted.items() if value]
    return db.scalars(
        select(Example).where(*rules).order_by(Example.published_at.desc(), Example.id.desc())
    ).all()


def may_be_asked(db: Session, method_id: str) -> Sequence[Example]:
    """The cards of seminars held by a method that name a contact, newest first (mission B9)."""
    return db.scalars(
        select(Example)
        .join(Seminar, Seminar.id == Example.held_id)
        .where(Seminar.method_id == method_id, Example.contact_name != "")
        .order_by(Example.published_at.desc(), Example.id.desc())
        .limit(ASKED)
    ).all()


def alike(db: Session, card: Example) -> Sequence[Example]:
    """The other cards of the same thread."""
    return [e for e in found(db, thread=card.thread) if e.id != card.id] if card.thread else []


def there(db: Session, field: str) -> list[str]:
    """What is told in a field anywhere in the collection, in the order of the alphabet."""
    column = getattr(Example, field)
    return sorted(db.scalars(select(column).where(column != "").distinct()).all(), key=str.casefold)
