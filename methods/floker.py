"""The register of floker: wicked problems that a facilitator's seminars work on, one after another.

A floke has an origin and a stage. Its seminars, in the order they were held, are its journey.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import clock
from methods.method import PHASES
from methods.refusal import Refused
from methods.text import clean
from models import Facilitator, Floke, Seminar
from translations import N_

STAGES = PHASES  # a floke goes through the phases that methods are made for
ORIGINS = {
    "imposed": N_("Imposed from outside"),
    "change": N_("Change in the municipality"),
    "self_made": N_("Made by the organisation itself"),
    "trend": N_("Trends in the wider world"),
}
TITLE_MAX, TEXT_MAX = 160, 1200
TEXTS = ("title", "why", "others", "origin", "stage")


def create(db: Session, owner: Facilitator, *, title: str, why: str = "", others: str = "",
           origin: str = "", stage: str = "understanding") -> Floke:  # fmt: skip
    """A new floke in the owner's register. Refuses one without a title, or a text too long."""
    made = Floke(facilitator_id=owner.id, created_at=clock.now(),
                 **_checked(title, why, others, origin, stage))  # fmt: skip
    db.add(made)
    db.flush()
    return made


def change(db: Session, floke: Floke, *, revision: int, title: str, why: str, others: str,
           origin: str, stage: str) -> None:  # fmt: skip
    """Save what is written of the floke. `revision` is that of the text it was written on.

    Refuses `conflict` if somebody has saved meanwhile; the reply has the other text.
    """
    wanted = _checked(title, why, others, origin, stage)
    if revision != floke.revision:
        raise Refused("conflict", N_("The floke was changed in another window while you wrote. "
                                     "Nothing is lost: your text and the saved one stand below. "
                                     "Save again when yours is as it should be."),
                      reply=told(floke))  # fmt: skip
    for name, value in wanted.items():
        setattr(floke, name, value)
    floke.revision += 1


def told(floke: Floke) -> dict[str, Any]:
    """What is written of it, with its revision."""
    return {name: getattr(floke, name) for name in (*TEXTS, "revision")}


def of(db: Session, owner: int, *, stage: str = "", origin: str = "") -> Sequence[Floke]:
    """The owner's floker, newest first; of one stage or one origin, if told."""
    wanted = [Floke.facilitator_id == owner]
    wanted += [Floke.stage == stage] if stage else []
    wanted += [Floke.origin == origin] if origin else []
    return db.scalars(select(Floke).where(*wanted).order_by(Floke.id.desc())).all()


def journey(db: Session, floke: Floke) -> Sequence[Seminar]:
    """The seminars about the floke, in the order they were held; those to come stand last."""
    found = db.scalars(select(Seminar).where(Seminar.floke_id == floke.id)).all()
    return sorted(found, key=lambda s: (s.opened_at is None, s.opened_at or s.created_at))


def loose(db: Session, owner: int) -> Sequence[Seminar]:
    """The owner's seminars that are about no floke in the register, newest first."""
    return db.scalars(
        select(Seminar)
        .where(
            Seminar.facilitator_id == owner, Seminar.floke_id.is_(None), Seminar.rehearses.is_(None)
        )
        .order_by(Seminar.id.desc())
    ).all()


def join(floke: Floke, seminar: Seminar) -> None:
    """Let the seminar be a part of the floke's journey. Refuses one that is in another's."""
    if seminar.floke_id not in (None, floke.id):
        raise Refused("other_floke", N_("That seminar is about another floke already. "
                                        "Nothing was changed."))  # fmt: skip
    seminar.floke_id = floke.id


def throw_away(db: Session, floke: Floke) -> None:
    """Delete the floke. Refuses one that a seminar belongs to: its journey would be lost."""
    if held := len(journey(db, floke)):
        raise Refused("has_seminars", N_("The floke stays: seminars belong to it (%(n)s), and its "
                                         "journey is how people find them again."),
                      n=held)  # fmt: skip
    db.delete(floke)


def _checked(title: str, why: str, others: str, origin: str, stage: str) -> dict[str, str]:
    if not title.strip():
        raise Refused("no_title", N_("Give the floke a name, such as "
                                     "“Young people who drop out”."))  # fmt: skip
    if origin and origin not in ORIGINS:
        raise Refused("bad_origin", N_("Choose one of the four origins, or none yet."))
    if stage not in STAGES:
        raise Refused("bad_stage", N_("Choose one of the five stages."))
    return {
        "title": clean(title, TITLE_MAX),
        "why": clean(why, TEXT_MAX, required=False, lines=True),
        "others": clean(others, TEXT_MAX, required=False, lines=True),
        "origin": origin,
        "stage": stage,
    }
