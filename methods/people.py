"""People: joining, one's own profile, who writes for a group, and asking for help."""

from __future__ import annotations

from typing import Literal

from methods import channels, clock, crew, roles
from methods.command import command
from methods.refusal import Refused
from methods.roles import Role
from methods.scope import Scope
from methods.text import clean
from models import Device, Group, Membership, Participant, Step
from translations import LANGUAGES, N_

NAME_MAX = 40


class People:
    """Commands that belong to no step: they work from the doors open until the seminar ends."""

    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope
        self.db = scope.db

    @command("guest")
    def join(self, token_hash: str, language: str, name: str = "", channel: str = "",
             table: int = 0, role: Role | Literal[""] = "") -> dict[str, int]:  # fmt: skip
        """Make a participant for a browser whose cookie has this hash, and seat them.

        At the table whose card was scanned, or the nearest with room. An unknown channel or table
        stops nobody.
        """
        seminar = self.scope.seminar
        person = Participant(
            seminar_id=seminar.id, name=clean(name, NAME_MAX, required=False),
            language=language if language in LANGUAGES else seminar.language,
            joined_at=clock.now(), removed=False, role=role,
        )  # fmt: skip
        self.db.add(person)
        self.db.flush()
        self.db.add(Device(participant_id=person.id, token_hash=token_hash))
        channels.arrived(self.db, seminar, channel)
        self._seat(person, table)
        self.scope.touch("console", "screen", "phone", f"own:{person.id}")
        return {"participant": person.id}

    @command("guest")
    def come_back(self, participant: int, token_hash: str) -> dict[str, int]:
        """Let one more browser speak for a participant whose return code was right."""
        person = self.db.get(Participant, participant)
        if person is None or person.seminar_id != self.scope.seminar.id or person.removed:
            raise Refused("not_joined", N_("Join the seminar first, then try again."))
        if self.scope.seminar.forgotten_at is not None:
            raise Refused("forgotten", N_("The return codes of this seminar are void: who took "
                                          "part has been forgotten. What came out can still be "
                                          "read by everyone."))  # fmt: skip
        self.db.add(Device(participant_id=person.id, token_hash=token_hash))
        return {"participant": person.id}

    @command("participant")
    def profile(
        self, name: str | None = None, language: str | None = None,
        role: Role | Literal[""] | None = None, unit: str | None = None,
    ) -> None:  # fmt: skip
        """Change one's own name, language, role or unit. Role and unit are shown to nobody."""
        person = self.scope.participant()
        if name is not None:
            person.name = clean(name, NAME_MAX, required=False)
        if language in LANGUAGES:
            person.language = language
        if unit is not None:
            person.unit = clean(unit, roles.UNIT_MAX, required=False)
        if role is not None:
            person.role = role
        self.scope.touch(f"own:{person.id}", "console", *self._groups(person))

    @command("participant")
    def host(self, group: int) -> None:
        """«I write for the group»: whoever says so last is the one who writes."""
        person = self.scope.participant()
        place, mine = self._place(group, person)
        for membership in self.db.query(Membership).filter_by(group_id=place.id, left_at=None):
            membership.host = membership.participant_id == person.id
        mine.host = True
        self.scope.touch(f"group:{place.id}", "own:*", "console")

    @command("participant")
    def help(self, group: int, on: bool = True) -> None:
        """Call the facilitator to the group, or call it off."""
        place, _ = self._place(group, self.scope.participant())
        if on and place.help_at is not None:
            return  # they have waited since they first called
        place.help_at, place.help_by = clock.now() if on else None, ""
        self.scope.touch(f"group:{place.id}", "console")

    @command("facilitator", "helper")
    def coming(self, group: int, on: bool = True) -> None:
        """«I go there», so that two do not go to the same group.

        Not on: nobody is on the way after all. Anyone who leads may say so: a helper may be kept.
        """
        place, me = self._calling(group), self.scope.actor
        if on and place.help_by not in ("", me.name):
            raise Refused("taken", N_("%(name)s is on the way there already."),
                          name=crew.name(self.db, place.help_by))  # fmt: skip
        place.help_by = me.name if on else ""
        self.scope.touch(f"group:{place.id}", "console")

    @command("facilitator", "helper")
    def helped(self, group: int) -> None:
        """Somebody has been there."""
        place = self._calling(group)
        place.help_at, place.help_by = None, ""
        self.scope.touch(f"group:{place.id}", "console")

    def _calling(self, group: int) -> Group:
        place = self.db.get(Group, group)
        if place is None or place.seminar_id != self.scope.seminar.id or place.help_at is None:
            raise Refused("not_calling", N_("Nobody calls for help there any more."))
        return place

    def _groups(self, person: Participant) -> list[str]:
        """The boards that may show this person's name."""
        there = self.db.query(Membership).filter_by(participant_id=person.id, left_at=None)
        return [f"group:{membership.group_id}" for membership in there]

    def _place(self, group_id: int, person: Participant) -> tuple[Group, Membership]:
        place = self.db.get(Group, group_id)
        mine = self.scope.membership(place, person.id) if place else None
        if place is None or mine is None:
            raise Refused("not_in_group", N_("You are not in that group."))
        return place, mine

    def _seat(self, person: Participant, table: int) -> None:
        from methods.engine import activity  # which steps seat people, only the activities know

        for step in self.scope.seminar.steps:
            if step.state not in ("waiting", "skipped"):
                activity(self.scope, step).seat(person, table)
