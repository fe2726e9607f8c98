"""gather: own silent notes first, then the table's list, written by one for all."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import func, select

from methods import clock, items
from methods.activities.gather import views
from methods.activity import Activity, Block
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Group, Item, Membership, Note, Participant
from translations import N_, _, ngettext

NOTE_MAX = 280
SOURCE_MAX = 40


def most_problems(tables: int) -> int:
    """Problems per table, so that the room has about a hundred (spec/ovre-eiker.md)."""
    return max(3, min(8, 100 // max(1, tables)))


def heading(text: str, limit: int) -> tuple[str, str]:
    """A text as title and body: cut at a word if it is too long, and then whole in the body."""
    if len(text) <= limit:
        return text, ""
    return text[: limit - 1].rsplit(" ", 1)[0] + "…", text


class Gather(Activity):
    id = "gather"
    name = N_("Gathering")

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        kind: Literal["problem", "idea"] = "problem"
        unit: Literal["group"] = "group"
        solo_min: int = 0
        max_items: int | Literal["auto"] = 0  # 0 is no limit
        title_max: int = 80
        body_max: int = 280

    # --- one's own notes: private ------------------------------------------------------------

    @command("participant")
    def note(self, text: str) -> dict[str, int]:
        """Write a silent note that only oneself sees."""
        person = self.scope.participant()
        made = Note(step_id=self.step.id, participant_id=person.id, group_id=person.table_id,
                    text=clean(text, NOTE_MAX), state="own")  # fmt: skip
        self.db.add(made)
        self.db.flush()
        return {"note": made.id}

    @command("participant")
    def drop_note(self, note: int) -> None:
        found = self._own_note(note)
        self.db.delete(found)
        if found.state == "offered":
            self._changed(found.group_id)

    @command("participant")
    def offer(self, note: int) -> None:
        """Read one's note out: now the table sees it."""
        found = self._own_note(note)
        if found.state == "taken":
            raise _taken()
        found.state, found.group_id = "offered", self._table(self.scope.participant()).id
        self._changed(found.group_id)

    # --- the table's list: one writes for all ------------------------------------------------

    @command("participant")
    def add(self, title: str, body: str = "", source: str = "") -> dict[str, int]:
        """Write a problem on the table's list. `source`: its number where it was recorded."""
        table = self._written_by(self.scope.participant())
        return {"item": self._add(table, title, body, source).id}

    @command("participant")
    def take(self, note: int) -> dict[str, int]:
        """Write an offered note on the list, in its own words."""
        table = self._written_by(self.scope.participant())
        found = self.db.get(Note, note)
        if found is None or found.group_id != table.id or found.state != "offered":
            raise _taken()
        made = self._add(table, *heading(found.text, self.settings.title_max), "")
        found.state = "taken"
        self.scope.touch(f"own:{found.participant_id}")
        return {"item": made.id}

    @command("participant")
    def edit(self, item: int, title: str, revision: int, body: str = "") -> dict[str, int]:
        """Change a problem; refused if somebody changed it meanwhile, with their text."""
        table = self._written_by(self.scope.participant())
        found = self._of_table(item, table)
        if found.revision != revision:
            theirs = f"{found.title}\n{found.body}".strip()
            raise Refused("conflict", N_("Somebody changed this while you wrote. Your text is "
                                         "kept: compare, and save again."),
                          reply={"theirs": theirs, "revision": found.revision})  # fmt: skip
        found.title = clean(title, self.settings.title_max)
        found.body = clean(body, self.settings.body_max, required=False, lines=True)
        found.revision += 1
        self._changed(table.id)
        return {"revision": found.revision}

    @command("participant")
    def withdraw(self, item: int) -> None:
        """Take a problem off the table's list."""
        table = self._written_by(self.scope.participant())
        self._of_table(item, table).status = "withdrawn"
        self._changed(table.id)

    def publish(self) -> dict[str, Any]:
        """Everything written and not withdrawn; also what is hidden, which may be shown again."""
        kept = ("live", "hidden")
        return {"items": [i.id for i in items.of_step(self.db, self.step) if i.status in kept]}

    # --- what is shown -----------------------------------------------------------------------

    def most(self) -> int:
        """The most problems a table may have; 0 is no limit."""
        if self.settings.max_items == "auto":
            return most_problems(len(self.scope.tables()))
        return int(self.settings.max_items)

    def solo_until(self) -> int | None:
        """When the silent minutes end, in epoch ms; None if they have."""
        ends = (self.step.opened_at or 0) + 60 * self.settings.solo_min
        silent = self.step.state == "open" and clock.now() < ends
        return int(ends * 1000) if silent else None

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        if surface == "group" and group is not None:
            return views.table(self, group)
        return views.room(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        table = self.group_of(person)
        mine = self.scope.membership(table, person.id) if table else None
        notes = self.db.execute(
            select(Note.id, Note.text, Note.state)
            .where(Note.step_id == self.step.id, Note.participant_id == person.id)
            .order_by(Note.id)
        ).all()
        return {
            "is_host": bool(mine and mine.host),
            "notes": [{"id": i, "text": text, "state": state} for i, text, state in notes],
        }

    def group_of(self, person: Participant) -> Group | None:
        return self.db.get(Group, person.table_id) if person.table_id else None

    def progress(self) -> tuple[int, int]:
        """Tables that have written something, of the tables with people."""
        tables = self.scope.tables()
        sizes = self.scope.sizes(tables)
        counts = views.counts(self)
        people = [g for g in tables if sizes[g.id]]
        return sum(1 for g in people if counts.get(g.id)), len(people)

    def outcome(self) -> dict[str, Any]:
        tables = {g.id: g.number for g in self.scope.tables()}
        live = [i for i in items.of_step(self.db, self.step) if i.status == "live"]
        return {"items": [{"title": i.title, "text": i.body, "table": tables.get(i.group_id or 0)}
                          for i in live]}  # fmt: skip

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        wrote = outcome["items"]
        tables = len({i["table"] for i in wrote})
        text = ngettext("%(n)s problem was written", "%(n)s problems were written", len(wrote))
        at = ngettext("at %(n)s table", "at %(n)s tables", tables)
        return [{"kind": "text", "text": f"{text} {at}. " + _("All of them stand below, under "
                                                              "“Read and gather”.")}]  # fmt: skip

    # --- how ---------------------------------------------------------------------------------

    def _own_note(self, note_id: int) -> Note:
        found = self.db.get(Note, note_id)
        if found is None or found.participant_id != self.scope.participant().id:
            raise Refused("no_note", N_("That note is not yours, or is gone already."))
        return found

    def _table(self, person: Participant) -> Group:
        table = self.group_of(person)
        if table is None:
            raise Refused("no_table", N_("Sit down at a table first."))
        return table

    def _written_by(self, person: Participant) -> Group:
        """The table this person writes for; refuses those who do not."""
        table = self._table(person)
        mine = self.scope.membership(table, person.id)
        if mine is None or not mine.host:
            raise Refused(
                "not_host",
                N_("Only the one who writes for the table can do that. "
                   "Press “I write for the table” to take over."),
            )  # fmt: skip
        return table

    def _add(self, table: Group, title: str, body: str, source: str) -> Item:
        most = self.most()
        live = self.scope.count(Item, Item.step_id == self.step.id, Item.group_id == table.id,
                                Item.status == "live")  # fmt: skip
        if most and live >= most:
            raise Refused("full", N_("The table has its %(n)s problems. Take one away to make "
                                     "room for another."), n=most)  # fmt: skip
        made = Item(
            seminar_id=self.seminar.id, step_id=self.step.id, kind=self.settings.kind,
            title=clean(title, self.settings.title_max), group_id=table.id, status="live",
            body=clean(body, self.settings.body_max, required=False, lines=True),
            source=clean(source, SOURCE_MAX, required=False), revision=1, forward=True, reason="",
        )  # fmt: skip
        self.db.add(made)
        self.db.flush()
        self._changed(table.id)
        return made

    def _of_table(self, item_id: int, table: Group) -> Item:
        found = self.item(item_id)
        if found.step_id != self.step.id or found.group_id != table.id or found.status != "live":
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        return found

    def _changed(self, table_id: int | None) -> None:
        self.scope.touch(f"group:{table_id}", "console", "screen")

    def hosts(self) -> dict[int, str]:
        """Who writes for each table: `{table id: name, maybe empty}`."""
        rows = self.db.execute(
            select(Membership.group_id, Participant.name)
            .join(Participant, Participant.id == Membership.participant_id)
            .where(Membership.host, Membership.left_at.is_(None),
                   Membership.group_id.in_([g.id for g in self.scope.tables()]))
        )  # fmt: skip
        return {group: name for group, name in rows}

    def written(self) -> int:
        return self.db.scalar(select(func.count()).select_from(Item).where(
            Item.step_id == self.step.id, Item.status == "live")) or 0  # fmt: skip


def _taken() -> Refused:
    return Refused("taken", N_("That note is on the list already."))
