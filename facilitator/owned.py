"""What a facilitator owns or leads: anyone else's is not found."""

from __future__ import annotations

from flask import abort, g
from sqlalchemy.orm import Session

from methods import crew
from models import Floke, Seminar


def mine(db: Session, number: int) -> Seminar:
    """A seminar that the signed-in facilitator owns or leads; anyone else's is not found."""
    found = db.get(Seminar, number)
    if found is None or not crew.leads(db, found, g.facilitator.id):
        abort(404)
    return found


def my_floke(db: Session, number: int) -> Floke:
    """A floke in the signed-in facilitator's register; anyone else's is not found."""
    found = db.get(Floke, number)
    if found is None or found.facilitator_id != g.facilitator.id:
        abort(404)
    return found
