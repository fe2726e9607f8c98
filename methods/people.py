"""People: joining, one's own profile, who writes for a group, and asking for help."""

from __future__ import annotations

from methods import clock
from methods.command import command
from methods.refusal import Refused
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
    def join(self, token_hash: str, language: str, name: str = "") -> dict[str, int]:
        """Make a participant for a browser whose cookie has this hash, and seat them."""
        seminar = self.scope.seminar
        person = Participant(
            seminar_id=seminar.id, name=clean(name, NAME_MAX, required=False),
            language=language if language in LANGUAGES else seminar.language,
            joined_at=clock.now(), removed=False,
        )  # fmt: skip
        self.db.add(person)
        self.db.flush()
        self.db.add(Device(participant_id=person.id, token_hash=token_hash))
        self._seat(person)
        self.scope.touch("console", "screen", "phone", f"own:{person.id}")
        return {"participant": person.id}

    @command("guest")
    def come_back(self, participant: int, token_hash: str) -> dict[str, int]:
        """Let one more browser speak for a participant whose return code was right."""
        person = self.db.get(Participant, participant)
        if person is None or person.seminar_id != self.scope.seminar.id or person.removed:
            raise Refused("not_joined", N_("Join the seminar first, then try again."))
        self.db.add(Device(participant_id=person.id, token_hash=token_hash))
        return {"participant": person.id}

    @command("participant")
    def profile(self, name: str | None = None, language: str | None = None) -> None:
        """Change one's own name or language."""
        person = self.scope.participant()
        if name is not None:
            person.name = clean(name, NAME_MAX, required=False)
        if language in LANGUAGES:
            person.language = language
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
        place.help_at = clock.now() if on else None
        self.scope.touch(f"group:{place.id}", "console")

    @command("facilitator")
    def helped(self, group: int) -> None:
        """Somebody has been there."""
        place = self.db.get(Group, group)
        if place is not None and place.seminar_id == self.scope.seminar.id:
            place.help_at = None
            self.scope.touch(f"group:{place.id}", "console")

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

    def _seat(self, person: Participant) -> None:
        from methods.engine import activity  # which steps seat people, only the activities know

        for step in self.scope.seminar.steps:
            if step.state not in ("waiting", "skipped"):
                activity(self.scope, step).seat(person)
