"""A rehearsal: the seminar played before the day, on a copy that is wiped.

The copy is a seminar of its own, with its own code and its own link. So nothing of what simulated
people do can get into the real one, and to wipe it is to delete it.
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from methods import clock, crew, seminars
from methods.command import command
from methods.course import Course
from methods.refusal import Refused
from methods.removal import remove
from methods.scope import Scope
from models import Crew, Item, Seminar, Step
from translations import N_

FEWEST, MOST = 8, 400  # simulated people


class Rehearsing(Course):
    """The facilitator's commands about a rehearsal; they are given to the real seminar."""

    @command("facilitator")
    def rehearse(self) -> dict[str, int]:
        """Make a copy to rehearse on; `number` is its own. An earlier copy is wiped."""
        if self.seminar.rehearses is not None:
            raise Refused("rehearsal", N_("This is a rehearsal already."))
        if self.seminar.state != "draft":
            raise Refused("already_open", N_("The doors have been opened. A rehearsal is for "
                                             "before the day."))  # fmt: skip
        wipe(self.scope)
        made = copy(self.scope.db, self.seminar)
        self.scope.lasts = "rehearsal"
        self._changed("rehearse")
        return {"number": made.id}

    @command("facilitator")
    def wipe_rehearsal(self) -> None:
        """Delete everything that the rehearsal made."""
        if not wipe(self.scope):
            raise Refused("no_rehearsal", N_("There is no rehearsal to wipe."))
        self.scope.lasts = "rehearsal"
        self._changed("wipe_rehearsal")


def of(db: Session, seminar: Seminar) -> Seminar | None:
    """The rehearsal of a seminar, if there is one."""
    mine = select(Seminar).where(Seminar.rehearses == seminar.id).order_by(Seminar.id.desc())
    return db.scalars(mine).first()


def wipe(scope: Scope) -> bool:
    """Delete the seminar's rehearsals with every row of theirs; whether there was any."""
    mine = select(Seminar).where(Seminar.rehearses == scope.seminar.id).order_by(Seminar.id)
    found = scope.db.scalars(mine).all()
    for one in found:
        scope.removed.add(one.id)
        remove(scope.db, one)
    scope.forget = scope.forget or bool(found)
    return bool(found)


def copy(db: Session, seminar: Seminar) -> Seminar:
    """The planned seminar once more, with links and a code of its own, and closed doors."""
    made = Seminar(**_values(seminar, "id", "token", "code", "screen_token", "seq", "created_at"),
                   token=secrets.token_urlsafe(16), code=seminars.free_code(db), seq=0,
                   screen_token=secrets.token_urlsafe(16), created_at=clock.now())  # fmt: skip
    made.rehearses, made.floke_id, made.from_id = seminar.id, None, None
    made.steps = [Step(**_values(step, "id", "seminar_id")) for step in seminar.steps]
    db.add(made)
    db.flush()
    for old, new in zip(seminar.steps, made.steps, strict=True):
        _cards(db, old, new)
    for one in crew.of(db, seminar):
        if one.role == "facilitator" and one.joined_at:  # a helper is invited to it once more
            db.add(Crew(**_values(one, "id", "seminar_id", "link_hash", "cookie_hash"),
                        seminar_id=made.id))  # fmt: skip
    return made


def _cards(db: Session, old: Step, new: Step) -> None:
    """What was given before the doors opened (methods/given.py) is there in the rehearsal too."""
    mine = select(Item).where(Item.step_id == old.id).order_by(Item.id)
    cards = {
        card.id: Item(**_values(card, "id"), id=None)
        for card in db.scalars(mine)
    }  # fmt: skip
    for card in cards.values():
        card.seminar_id, card.step_id, card.parent_id = new.seminar_id, new.id, None
    db.add_all(cards.values())
    db.flush()
    if cards:
        new.result = {"items": [cards[i].id for i in (old.result or {}).get("items", [])]}


def _values(row: Any, *but: str) -> dict[str, Any]:
    """A row's columns and what they hold, without those named."""
    return {a.key: getattr(row, a.key) for a in inspect(row).mapper.column_attrs
            if a.key not in but}  # fmt: skip
