"""Writing items: on one's own list or the group's, new or taken from what there was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from methods import items, paperless
from methods.activities.gather.notes import Notes, taken
from methods.activities.gather.parents import earlier
from methods.command import command
from methods.overriding import set_aside
from methods.refusal import Refused
from methods.text import clean
from models import Group, Item, Note, Participant
from translations import N_

SOURCE_MAX, FIELD_MAX = 40, 280


def most_items(groups: int) -> int:
    """Items per group, so that the room has about a hundred (spec/ovre-eiker.md)."""
    return max(3, min(8, 100 // max(1, groups)))


def heading(text: str, limit: int) -> tuple[str, str]:
    """A text as title and body: cut at a word if it is too long, and then whole in the body."""
    if len(text) <= limit:
        return text, ""
    return text[: limit - 1].rsplit(" ", 1)[0] + "…", text


@dataclass(frozen=True)
class Writer:
    """Who writes: a group by its writer, or a person for themselves."""

    group: Group | None
    person: Participant | None

    def wrote(self) -> Any:
        """The items of this list, as a condition."""
        if self.group is not None:
            return Item.group_id == self.group.id
        return Item.author_id == (self.person.id if self.person else None)


class Writing(Notes):
    @command("participant")
    def add(
        self, title: str, body: str = "", source: str = "", about: int = 0,
        values: list[str] = [],  # noqa: B006 (copied by msgspec)
        paper: int = 0,
    ) -> dict[str, int]:  # fmt: skip
        """Write one more on the list. `source`: its number where it was recorded before.

        `about` is the item it is about, `values` what is asked beside it, in the method's order.
        `paper`: for whom at the table without a phone its host writes it («ført av bordverten»).
        """
        carried = paperless.hosted(self.scope, paper) if paper else None
        writer = self.writer() if self.grouped or carried is None else Writer(None, carried)
        parent = self._about(writer, about)
        made = self._add(writer, title, body, source, self._fields(values), parent)
        made.carried = carried is not None
        return {"item": made.id}

    @command("participant")
    def take(self, note: int, about: int = 0) -> dict[str, int]:
        """Write an offered note on the list, in its own words; `about` as for `add`."""
        place = self._written_by(self.scope.participant())
        found = self.db.get(Note, note)
        if found is None or found.group_id != place.id or found.state != "offered":
            raise taken()
        writer = Writer(place, None)
        made = self._add(writer, *heading(found.text, self.settings.title_max), "", {},
                         self._about(writer, about))  # fmt: skip
        found.state = "taken"
        self.scope.touch(f"own:{found.participant_id}")
        return {"item": made.id}

    @command("participant")
    def accept(self, item: int) -> dict[str, int]:
        """Take something the group's people wrote before on the list, as it stands."""
        place = self._written_by(self.scope.participant())
        found = next((i for i in earlier(self, place) if i.id == item), None)
        if found is None:
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        if any(i.parent_id == item for i in self.live(Writer(place, None))):
            raise Refused("taken", N_("That one is on the list already."))
        made = self._add(Writer(place, None), found.title[: self.settings.title_max], found.body,
                         found.source, found.fields or {}, found.id)  # fmt: skip
        return {"item": made.id}

    @command("participant")
    def edit(
        self, item: int, title: str, revision: int, body: str = "",
        values: list[str] = [],  # noqa: B006 (copied by msgspec)
    ) -> dict[str, int]:  # fmt: skip
        """Change what one wrote; refused if somebody changed it meanwhile, with their text."""
        writer = self.writer()
        found = self._mine(item, writer)
        if found.revision != revision:
            theirs = f"{found.title}\n{found.body}".strip()
            raise Refused("conflict", N_("Somebody changed this while you wrote. Your text is "
                                         "kept: compare, and save again."),
                          reply={"theirs": theirs, "revision": found.revision})  # fmt: skip
        fields = self._fields(values) if values else found.fields
        found.title = clean(title, self.settings.title_max)
        found.body = clean(body, self.settings.body_max, required=False, lines=True)
        found.fields = fields
        found.revision += 1
        self._changed(writer)
        return {"revision": found.revision}

    @command("participant")
    def withdraw(self, item: int) -> None:
        """Take it off the list."""
        writer = self.writer()
        self._mine(item, writer).status = "withdrawn"
        self._changed(writer)

    @command("facilitator")
    def draw(self) -> None:
        """Give everybody their card now, and not only when the time has come."""
        self.step.data = {**(self.step.data or {}), "drawn": True}
        self.scope.touch("phone", "console", "screen", "group:*")

    @command("facilitator")
    def seed(self, title: str, body: str = "", reason: str = "") -> dict[str, int]:
        """Put in something that nobody in the room wrote.

        Of problems this takes a reason: people shall not have to answer finished proposals
        (spec/ovre-eiker.md). It is logged, and stands in the report.
        """
        if self.settings.kind == "problem":
            set_aside(self.scope, "seeds", self.step, reason)
        made = self._add(Writer(None, None), title, body, "", {}, None)
        self.scope.log("seed", self.step)
        self.scope.touch("group:*", "own:*", "phone")
        return {"item": made.id}

    # --- how ---------------------------------------------------------------------------------

    def writer(self) -> Writer:
        person = self.scope.participant()
        return Writer(self._written_by(person), None) if self.grouped else Writer(None, person)

    def most(self) -> int:
        """The most items a list may have; 0 is no limit."""
        if self.settings.max_items == "auto":
            lists = len(self.places) if self.grouped else len(self.parents.order)
            return most_items(lists)
        return int(self.settings.max_items)

    def live(self, writer: Writer) -> list[Item]:
        query = select(Item).where(Item.step_id == self.step.id, writer.wrote(),
                                   Item.status == "live").order_by(Item.id)  # fmt: skip
        return list(self.db.scalars(query))

    def assigned(self, writer: Writer) -> list[Item]:
        if writer.group is not None:
            return self.parents.of_group(writer.group)
        return self.parents.of_person(writer.person) if writer.person else []

    def _about(self, writer: Writer, about: int) -> int | None:
        """The item it is about; refuses one that this writer is not to write about."""
        if self.settings.about == "none":
            return None
        ids = [i.id for i in self.assigned(writer)]
        if not about and len(ids) == 1:
            return ids[0]
        if about not in ids:
            raise Refused("no_parent", N_("Choose which one it is about. Your text is kept."))
        return about

    def _fields(self, values: list[str]) -> dict[str, Any]:
        """What is asked beside the text, by key; refuses an option that is not there."""
        made = {}
        for field, value in zip(self.settings.fields, values, strict=False):
            kept = clean(value, FIELD_MAX, required=False)
            if field.type == "choice" and kept and kept not in {o.key for o in field.options}:
                raise Refused("no_option", N_("Choose one of the answers that are there."))
            if kept:
                made[field.key] = kept
        return made

    def _add(
        self, writer: Writer, title: str, body: str, source: str, fields: dict[str, Any],
        parent: int | None,
    ) -> Item:  # fmt: skip
        most = self.most()
        if most and (writer.group or writer.person) and len(self.live(writer)) >= most:
            raise Refused("full", N_("The list has its %(n)s already. Take one away to make "
                                     "room for another."), n=most)  # fmt: skip
        made = Item(
            seminar_id=self.seminar.id, step_id=self.step.id, kind=self.settings.kind,
            title=clean(title, self.settings.title_max), status="live", parent_id=parent,
            body=clean(body, self.settings.body_max, required=False, lines=True), fields=fields,
            source=clean(source, SOURCE_MAX, required=False), revision=1, forward=True, reason="",
            group_id=writer.group.id if writer.group else None,
            author_id=writer.person.id if writer.person else None,
        )  # fmt: skip
        self.db.add(made)
        self.db.flush()
        self._changed(writer)
        return made

    def _mine(self, item_id: int, writer: Writer) -> Item:
        found = next((i for i in self.live(writer) if i.id == self.item(item_id).id), None)
        if found is None:
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        return found

    def _changed(self, writer: Writer) -> None:
        boards = [f"group:{writer.group.id}"] if writer.group else []
        boards += [f"own:{writer.person.id}"] if writer.person else []
        boards += ["phone"] if self.settings.visible == "live" else []
        self.scope.touch(*boards, "console", "screen")

    def handed_on(self) -> list[Item]:
        """What is carried on and what was written and not withdrawn; hidden ones too."""
        return [i for i in self.everything() if i.status in ("live", "hidden")]

    def everything(self) -> list[Item]:
        """Carried from the step before, from earlier rounds, and written now."""
        carried = self.taken() if not self.grouped and self.settings.about == "none" else []
        rounds = [s for s in self.seminar.steps if s.key == self.step.key
                  and s.round < self.step.round]  # fmt: skip
        before = [i for s in rounds for i in items.of_step(self.db, s)]
        return list(dict.fromkeys([*carried, *before, *items.of_step(self.db, self.step)]))
