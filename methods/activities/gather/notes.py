"""One's own silent notes, private until they are read out; and whose list one writes on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from sqlalchemy import select

from methods import groups
from methods.activities.gather import parents
from methods.activities.gather.parents import Parents
from methods.activities.gather.settings import Settings as Settings_
from methods.activity import Activity
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Group, Note, Participant, Step
from translations import N_

NOTE_MAX = 280
TABLE_SIZE = 8  # where a method asks groups to write and has made none


class Notes(Activity):
    class Settings(Settings_, forbid_unknown_fields=True):
        pass

    # --- whose list it is --------------------------------------------------------------------

    @property
    def grouped(self) -> bool:
        """Whether a group has a list together, and not each person."""
        return bool(self.settings.unit == "group")

    @cached_property
    def placing(self) -> Step | None:
        return parents.placing(self)

    @cached_property
    def places(self) -> Sequence[Group]:
        """The groups that people are in now, by number."""
        return groups.of_step(self.scope, self.placing) if self.placing else ()

    @cached_property
    def parents(self) -> Parents:
        return Parents(self)

    def on_open(self) -> None:
        """Make tables if groups are to write and there are none."""
        if self.grouped and not self.places:
            groups.make_tables(self.scope, self.step, TABLE_SIZE)

    def seat(self, person: Participant, table: int = 0) -> None:
        """A newcomer gets a place at the tables that were made here."""
        made_here = self.placing is not None and self.placing.key == self.step.key
        if self.grouped and made_here and not person.table_id:
            groups.to_emptiest(self.scope, self.places, person)
            self.scope.touch("phone", "console", "screen")

    def group_of(self, person: Participant) -> Group | None:
        if not self.grouped or self.placing is None:
            return None
        return self.current_group(person, self.placing)

    # --- one's own notes: private ------------------------------------------------------------

    @command("participant")
    def note(self, text: str) -> dict[str, int]:
        """Write a silent note that only oneself sees."""
        person = self.scope.participant()
        self._together()
        place = self.group_of(person)
        made = Note(step_id=self.step.id, participant_id=person.id, text=clean(text, NOTE_MAX),
                    group_id=place.id if place else None, state="own")  # fmt: skip
        self.db.add(made)
        self.db.flush()
        return {"note": made.id}

    @command("participant")
    def drop_note(self, note: int) -> None:
        """Throw a note away; if it was read out, the group no longer sees it."""
        found = self._own_note(note)
        self.db.delete(found)
        if found.state == "offered":
            self.scope.touch(f"group:{found.group_id}", "console", "screen")

    @command("participant")
    def offer(self, note: int) -> None:
        """Read one's note out: now the group sees it."""
        found = self._own_note(note)
        if found.state == "taken":
            raise taken()
        found.state, found.group_id = "offered", self._place(self.scope.participant()).id
        self.scope.touch(f"group:{found.group_id}", "console", "screen")

    # --- how ---------------------------------------------------------------------------------

    def own_notes(self, person: Participant) -> list[dict[str, object]]:
        rows = self.db.execute(
            select(Note.id, Note.text, Note.state)
            .where(Note.step_id == self.step.id, Note.participant_id == person.id)
            .order_by(Note.id)
        ).all()
        return [{"id": i, "text": text, "state": state} for i, text, state in rows]

    def _together(self) -> None:
        """Refuses what belongs to a group's list where each has their own."""
        if not self.grouped:
            raise Refused("no_group", N_("Here everybody writes on their own list. There is no "
                                         "group to read it out to."))  # fmt: skip

    def _own_note(self, note_id: int) -> Note:
        found = self.db.get(Note, note_id)
        if found is None or found.participant_id != self.scope.participant().id:
            raise Refused("no_note", N_("That note is not yours, or is gone already."))
        return found

    def _place(self, person: Participant) -> Group:
        self._together()
        place = self.group_of(person)
        if place is None:
            raise Refused("no_table", N_("Sit down at a table first."))
        return place

    def _written_by(self, person: Participant) -> Group:
        """The group this person writes for; refuses those who do not."""
        place = self._place(person)
        mine = self.scope.membership(place, person.id)
        if mine is None or not mine.host:
            raise Refused(
                "not_host",
                N_("Only the one who writes for the table can do that. "
                   "Press “I write for the table” to take over."),
            )  # fmt: skip
        return place


def taken() -> Refused:
    return Refused("taken", N_("That note is on the list already."))
