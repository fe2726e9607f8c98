"""Writing on a group's sheet: texts, choices and dates whole; lists and the matrix line by line."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, Literal

import msgspec
from sqlalchemy import select

from methods import clock, items
from methods.activities.work import places, raci, rows, settings
from methods.activities.work.fields import LISTS, Field, taken_in
from methods.activity import Activity
from methods.command import command
from methods.doors import Lead, Place
from methods.refusal import Refused
from models import Group, Item, Line, Membership, Participant
from translations import N_, _

LOCK_S = 30  # how long «I am writing here now» stands


class SheetWork(Activity):
    Settings = settings.Settings

    # --- where people are --------------------------------------------------------------------

    @property
    def per_item(self) -> bool:
        return bool(self.settings.per == "item")

    def on_open(self) -> None:
        self.step.data = {}
        places.make(self)

    def seat(self, person: Participant, table: int = 0) -> None:
        places.seat(self, person)

    def places(self) -> list[Group]:
        """The groups that work now, by number."""
        return [] if self.step.state == "waiting" else self._places

    @cached_property
    def _places(self) -> list[Group]:
        return places.of(self)  # once, however many people's own parts are made

    def group_of(self, person: Participant) -> Group | None:
        ids = [g.id for g in self.places()]
        return self.db.scalar(
            select(Group)
            .join(Membership, Membership.group_id == Group.id)
            .where(Membership.group_id.in_(ids), Membership.participant_id == person.id,
                   Membership.left_at.is_(None))
            .order_by(Membership.id.desc())
        )  # fmt: skip

    @command("participant")
    def choose(self, group: int) -> None:
        """Go to another group (the law of two feet). What one wrote stays where it was written."""
        places.move(self, self.scope.participant(), self.place(group))

    def leads_to(self, person: Participant, place: Place) -> Lead | None:
        """The sheet on the wall leads to its group: of parallel ones to that with fewest people."""
        at = [g for g in self.places() if place.topic and g.item_id == place.topic]
        if not at or self.step.state != "open":
            return None
        sizes = self.scope.sizes(at)
        to = min(at, key=lambda g: (sizes[g.id], g.number))
        title = items.told(items.title(self.db.get(Item, place.topic)))
        if any(self.scope.membership(g, person.id) for g in at):
            return Lead(title, _("You are in this group."), there=True)
        told = _("Do you want to work on this? What you have written stays where it is.")
        return Lead(title, told, _("Go to this topic"), "choose", {"group": to.id})

    # --- the sheet ---------------------------------------------------------------------------

    @command("participant")
    def write(self, field: str, text: str = "", revision: int = 0,
              public: bool = False) -> dict[str, int]:  # fmt: skip
        """Save a field. Refused with the other text if somebody saved it meanwhile.

        The last answer to a choice counts: all see it at once. `public`: the named person has said
        yes to standing in the report.
        """
        place, about = self.writer(), self.field(field)
        if about.type in (*LISTS, "items"):
            raise _no_field()
        wanted = taken_in(about, text, self.start())
        if about.type == "person" and wanted:
            wanted = msgspec.json.encode({"name": wanted, "public": public}).decode()
        line = self.line(place, field)
        if line.text == wanted:
            return {"revision": line.revision}
        if line.revision != revision and about.type != "choice":
            raise rows.conflict(named(line.text) if about.type == "person" else line.text,
                                line.revision)  # fmt: skip
        return self.keep(place, line, wanted)

    @command("participant")
    def list_add(self, field: str, text: str, column: bool = False) -> dict[str, int]:
        """One more line on a list; a task, or with `column` a role, in a matrix."""
        place, line, there = self._rows(field)
        number = there.add(text, column=column and self.field(field).type == "matrix")
        return {"line": number, **self.keep(place, line, rows.kept(there))}

    @command("participant")
    def list_edit(self, field: str, line: int, text: str, revision: int) -> dict[str, int]:
        """Change one line; refused with the other text if somebody changed it meanwhile."""
        place, found, there = self._rows(field)
        fresh = there.edit(line, text, revision)
        self.keep(place, found, rows.kept(there))
        return {"revision": fresh}

    @command("participant")
    def list_remove(self, field: str, line: int, revision: int) -> None:
        """Take a line away; not one that somebody has just changed."""
        place, found, there = self._rows(field)
        there.remove(line, revision)
        self.keep(place, found, rows.kept(there))

    @command("participant")
    def mark(self, field: str, row: str, column: int, value: Literal["", "R", "A", "AR", "C", "I"],
             ) -> None:  # fmt: skip
        """Set a cell of the matrix. A second A in a row is refused, and says who has it."""
        place, line, there = self._rows(field, "matrix")
        head = there.row(column)
        if row not in {task[0] for task in self.tasks(there)} or head not in there.columns:
            raise Refused("no_line", N_("That line is no longer here. The page shows what there "
                                        "is."))  # fmt: skip
        other = raci.has_another(there.marks(row), column)
        if "A" in value and other is not None:
            raise Refused("two_a", N_("One answers for each task, and %(who)s has the A here. "
                                      "Take it away there first; nothing was changed."),
                          who=there.row(other).text)  # fmt: skip
        there.cells = {**there.cells, f"{row}:{column}": value}
        self.keep(place, line, rows.kept(there))

    @command("participant")
    def lock_line(self, field: str) -> None:
        """«I am writing here now»: the others see it for a while. It stops nobody."""
        place = self.writer()
        self.field(field)
        line = self.line(place, field)
        line.locked_by, line.locked_at = self.scope.participant().id, clock.now()
        self.db.add(line)
        self.scope.touch(f"group:{place.id}", f"own:{self.scope.actor.id}")

    # --- how ---------------------------------------------------------------------------------

    def start(self) -> date:
        """The day the seminar began."""
        return date.fromtimestamp(self.seminar.opened_at or clock.now())

    def place(self, group_id: int) -> Group:
        found = next((g for g in self.places() if g.id == group_id), None)
        if found is None:
            raise Refused("no_group", N_("That group is not here."))
        return found

    def mine(self) -> Group:
        place = self.group_of(self.scope.participant())
        if place is None:
            raise Refused("no_group", N_("Choose a group first. What you wrote is kept."))
        return place

    def writer(self) -> Group:
        """The group whose sheet the person may write on."""
        place = self.mine()
        member = self.scope.membership(place, self.scope.actor.id)
        if self.settings.editors == "host" and not (member and member.host):
            raise Refused("not_host", N_("One of you writes for the group. Press “I write for the "
                                         "group” to take over. Your text is kept."))  # fmt: skip
        return place

    def field(self, key: str) -> Field:
        found: Field | None = next((f for f in self.settings.sheet if f.key == key), None)
        if found is None:
            raise _no_field()
        return found

    def line(self, place: Group, field: str) -> Line:
        """The field's line on the group's sheet; a new one if nobody has written there."""
        found = self.db.scalar(select(Line).where(
            Line.step_id == self.step.id, Line.group_id == place.id, Line.field == field
        ))  # fmt: skip
        return found or Line(step_id=self.step.id, group_id=place.id, field=field, text="",
                             revision=0)  # fmt: skip

    def keep(self, place: Group, line: Line, text: str) -> dict[str, int]:
        line.text, line.revision = text, line.revision + 1
        self.db.add(line)
        self.changed(place)
        return {"revision": line.revision}

    def tasks(self, there: rows.Rows) -> list[tuple[str, str, int]]:
        """The rows of a matrix: the items the step works on, then the group's own."""
        taken = [] if self.per_item else [(f"i{i.id}", i.title, 0) for i in self.taken()]
        return taken + [(f"r{row.id}", row.text, row.id) for row in there.lines]

    def changed(self, place: Group) -> None:
        self.scope.touch(f"group:{place.id}", "console", "screen")

    def _rows(self, field: str, kind: str = "") -> tuple[Group, Line, rows.Rows]:
        place, about = self.writer(), self.field(field)
        if about.type not in LISTS or (kind and about.type != kind):
            raise _no_field()
        line = self.line(place, field)
        return place, line, rows.read(line.text)


def named(text: str) -> str:
    """The name in a field of type person."""
    return str(msgspec.json.decode(text)["name"]) if text else ""


def agreed(text: str) -> dict[str, Any]:
    """A field of type person: `{name, public}`."""
    return msgspec.json.decode(text) if text else {"name": "", "public": False}


def _no_field() -> Refused:
    return Refused("no_field", N_("The sheet has no such field."))
