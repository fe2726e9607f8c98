"""Inviting others to lead: a facilitator with an account, or a helper with only a phone."""

from __future__ import annotations

import re
from typing import Literal

from sqlalchemy import select

from methods import clock
from methods.command import command
from methods.refusal import Refused
from methods.scope import Scope
from methods.text import clean
from models import Crew, Step
from translations import N_

NAME_MAX = 60
NOT_YOURS = N_("Somebody has made an account with this link. Sign in with that account.")
HASH = re.compile("[0-9a-f]{64}")


class Inviting:
    """The server makes each link and sends only its hash, so that no link stands in the log."""

    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope
        self.db = scope.db

    @command("facilitator")
    def invite(self, role: Literal["facilitator", "helper"], name: str,
               link_hash: str) -> dict[str, int]:  # fmt: skip
        """Make an invitation for one person, by a link that is used once."""
        self._not_ended(role)
        self._fresh(link_hash)
        made = Crew(seminar_id=self.scope.seminar.id, role=role, name=clean(name, NAME_MAX),
                    link_hash=link_hash, made_at=clock.now())  # fmt: skip
        self.db.add(made)
        self.db.flush()
        self._changed("invite", made)
        return {"crew": made.id}

    @command("facilitator")
    def invite_again(self, crew: int, link_hash: str) -> None:
        """A new link for one invited before: the old one is of no use any more.

        A helper's old phone goes on helping until the new link is used.
        """
        found = self._found(crew)
        self._not_ended(found.role)
        self._fresh(link_hash)
        found.link_hash, found.made_at = link_hash, clock.now()
        self._changed("invite", found)

    @command("invited")
    def take_part(self, cookie_hash: str = "", account: int = 0) -> dict[str, int]:
        """Use the link: a helper's phone gets a cookie, a facilitator's account the rights."""
        found = self._found(self.scope.actor.id)
        self._not_ended(found.role)
        if found.role == "helper":
            found.cookie_hash = cookie_hash
        elif found.facilitator_id not in (None, account):
            raise Refused("not_yours", NOT_YOURS)
        else:
            found.facilitator_id = account
        found.link_hash, found.joined_at = None, clock.now()
        self._changed("take_part", found)
        return {"crew": found.id}

    @command("facilitator")
    def dismiss(self, crew: int) -> None:
        """Take somebody's rights away, at once. The owner of the seminar cannot be removed."""
        found = self._found(crew)
        found.removed_at, found.link_hash, found.cookie_hash = clock.now(), None, None
        self._changed("dismiss", found)

    def _found(self, number: int) -> Crew:
        found = self.db.get(Crew, number)
        if found is None or found.seminar_id != self.scope.seminar.id or found.removed_at:
            raise Refused("no_crew", N_("That person is no longer among those who lead."))
        return found

    def _fresh(self, link_hash: str) -> None:
        """It is what the server makes of 128 random bits, and nobody else's."""
        taken = select(Crew.id).where(Crew.link_hash == link_hash)
        if not HASH.fullmatch(link_hash) or self.db.scalar(taken) is not None:
            raise Refused("bad_link", N_("That link could not be made. Try again."))

    def _not_ended(self, role: str) -> None:
        if role == "helper" and self.scope.seminar.state == "ended":
            raise Refused("ended", N_("The seminar has ended, and needs no more helpers."))

    def _changed(self, verb: str, who: Crew) -> None:
        """`crew` lets the server look again at who of those connected may still be."""
        self.scope.log(verb, crew=who.id)
        self.scope.touch("console", "crew")
