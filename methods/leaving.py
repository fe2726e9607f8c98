"""Going home before the end, and coming back: so that who is present, and the turnout, are right.

A vote that was open when somebody went still counts them among those it was for; those that open
later do not. Their ballot and what they wrote stand.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from methods import clock, groups
from methods.command import command
from methods.refusal import Refused
from methods.scope import Scope
from models import Group, Participant, Step
from translations import N_

BOARDS = ("phone", "console", "screen", "group:*")


class Leaving:
    """Commands that belong to no step: whoever leads marks who has gone, and who is back."""

    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope

    @command("facilitator", "helper")
    def gone(self, person: int) -> None:
        """«Har gått»: not counted as present from now on, and no longer at a table."""
        found = _known(self.scope, person)
        if found.left_at is not None:
            raise Refused("gone", N_("That person is marked as gone already."))
        found.left_at = clock.now()
        if place := self.scope.db.get(Group, found.table_id or 0):
            groups.leave(self.scope, place.step_id or 0, found)
        self.scope.log("gone")
        self.scope.touch(*BOARDS, f"own:{found.id}")

    @command("facilitator", "helper")
    def back(self, person: int) -> None:
        """They are here after all, at the table they had."""
        found = _known(self.scope, person)
        if found.left_at is None:
            raise Refused("here", N_("That person is counted as here already."))
        here_again(self.scope, found)
        self.scope.log("back")


def here_again(scope: Scope, person: Participant) -> None:
    """Somebody who had been marked as gone is here; a phone that sends something says so too."""
    person.left_at = None
    place = scope.db.get(Group, person.table_id or 0)
    if place is not None and place.state != "joined":
        groups.enter(scope, place, person)
    scope.touch(*BOARDS, f"own:{person.id}")


def everybody(scope: Scope) -> list[dict[str, Any]]:
    """Who is here and who has gone, by table: what they are called, and since when."""
    tables = {table.id: table.number for table in scope.tables()}
    people = scope.db.scalars(
        select(Participant)
        .where(Participant.seminar_id == scope.seminar.id, Participant.removed.is_(False))
        .order_by(Participant.id)
    )
    told = [
        {"id": p.id, "name": p.name, "paper": p.paper, "table": tables.get(p.table_id or 0),
         "came": p.joined_at, "left": p.left_at}
        for p in people
    ]  # fmt: skip
    return sorted(told, key=lambda p: (p["left"] is not None, p["table"] or 10_000, p["id"]))


def _known(scope: Scope, number: int) -> Participant:
    person = scope.db.get(Participant, number)
    if person is None or person.seminar_id != scope.seminar.id or person.removed:
        raise Refused("nobody", N_("That person is not in this seminar."))
    return person
