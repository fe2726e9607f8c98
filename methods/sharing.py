"""Whose a method is: one's own, and what the other facilitators of the server share."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods.refusal import Refused
from models import Facilitator, OwnMethod
from translations import N_

SHARED = {  # with the other facilitators of the server, by the method's own
    "": N_("Only I see it"),
    "copy": N_("The others may use it and copy it"),
    "edit": N_("The others may use it, copy it and change it"),
}


def find(db: Session, facilitator: int, number: int, *, to: str = "copy") -> OwnMethod | None:
    """One's own method by its number, or one that is shared `to` copy, or to edit."""
    own = db.get(OwnMethod, number)
    if own is None or own.facilitator_id == facilitator:
        return own
    return own if own.shared in ({"edit"} if to == "edit" else {"copy", "edit"}) else None


def mine(db: Session, facilitator: int) -> list[OwnMethod]:
    """One's own methods, the last changed first."""
    return list(db.scalars(
        select(OwnMethod).where(OwnMethod.facilitator_id == facilitator)
        .order_by(OwnMethod.changed_at.desc(), OwnMethod.id)
    ))  # fmt: skip


def of_others(db: Session, facilitator: int) -> list[tuple[OwnMethod, str]]:
    """What the others on the server share, each with its owner's name, the last changed first."""
    rows = db.execute(
        select(OwnMethod, Facilitator.name)
        .join(Facilitator, Facilitator.id == OwnMethod.facilitator_id)
        .where(OwnMethod.facilitator_id != facilitator, OwnMethod.shared != "")
        .order_by(OwnMethod.changed_at.desc(), OwnMethod.id)
    ).all()
    return [(own, name) for own, name in rows]


def share(own: OwnMethod, how: str) -> None:
    """Let the others on the server use the method, or change it too, or neither."""
    if how not in SHARED:
        raise Refused("bad_share", N_("Choose one of the three."))
    own.shared = how
