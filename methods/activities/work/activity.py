"""work: a group fills a sheet together, and puts ideas forward to the next sieve."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import select

from methods import items
from methods.activities.work import membership, views
from methods.activity import Activity, Block
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Group, Item, Line, Participant, Step, Words
from translations import N_, _, pick

TEXT_MAX, TITLE_MAX, PITCH_MAX = 2000, 80, 280


class Field(msgspec.Struct, forbid_unknown_fields=True):
    """A field of the sheet: a text, or a list of items that can go on to a vote."""

    key: str
    label: Words
    type: Literal["text", "items"] = "text"


class Work(Activity):
    id = "work"
    name = N_("Group work")
    takes = True

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        sheet: list[Field]
        per: Literal["group", "item"] = "group"
        prompts: list[Words] = []
        forward: int = 2  # ideas a group may bring to the next sieve

    # --- whose sheet it is -------------------------------------------------------------------

    @property
    def at(self) -> Step:
        """The step whose groups work here: our own when each item has a group, else the source."""
        return self.step if self.settings.per == "item" else self.source()

    def on_open(self) -> None:
        self.step.data = {}
        if self.settings.per == "item":
            membership.make_cases(self)

    def places(self) -> list[Group]:
        """The groups that work now, by number."""
        if self.settings.per == "item":
            return list(self.groups())
        ids = (self.source().result or {}).get("groups", [])
        return list(self.db.scalars(select(Group).where(Group.id.in_(ids)).order_by(Group.number)))

    @command("participant")
    def choose(self, group: int) -> None:
        """Go to another group (the law of two feet). What one wrote stays where it was written."""
        membership.move(self, self.scope.participant(), self._place(group))

    # --- the sheet ---------------------------------------------------------------------------

    @command("participant")
    def write(self, field: str, text: str, revision: int = 0) -> dict[str, int]:
        """Save a field. Refused with the other text if somebody saved it meanwhile."""
        place = self._mine()
        if field not in {f.key for f in self.settings.sheet if f.type == "text"}:
            raise Refused("no_field", N_("The sheet has no such field."))
        wanted = clean(text, TEXT_MAX, required=False, lines=True)
        line = self.db.scalar(select(Line).where(
            Line.step_id == self.step.id, Line.group_id == place.id, Line.field == field
        ))  # fmt: skip
        if line is None:
            line = Line(step_id=self.step.id, group_id=place.id, field=field, text="", revision=0)
        if line.text == wanted:
            return {"revision": line.revision}
        if line.revision != revision:
            raise _conflict(line.text, line.revision)
        line.text, line.revision = wanted, line.revision + 1
        self.db.add(line)
        self._changed(place)
        return {"revision": line.revision}

    @command("participant")
    def add(self, title: str, body: str = "") -> dict[str, int]:
        """Write an idea on the group's list. The first ones go forward until the group chooses."""
        place = self._mine()
        made = Item(
            seminar_id=self.seminar.id, step_id=self.step.id, kind="idea", status="live",
            title=clean(title, TITLE_MAX), group_id=place.id, parent_id=place.item_id, reason="",
            body=clean(body, PITCH_MAX, required=False, lines=True), source="", revision=1,
            forward=self._forwarded(place) < self.settings.forward,
        )  # fmt: skip
        self.db.add(made)
        self.db.flush()
        self._changed(place)
        return {"item": made.id}

    @command("participant")
    def edit(self, item: int, title: str, revision: int, body: str = "") -> dict[str, int]:
        found = self._idea(item)
        if found.revision != revision:
            raise _conflict(f"{found.title}\n{found.body}".strip(), found.revision)
        found.title = clean(title, TITLE_MAX)
        found.body = clean(body, PITCH_MAX, required=False, lines=True)
        found.revision += 1
        self._changed(self._mine())
        return {"revision": found.revision}

    @command("participant")
    def withdraw(self, item: int) -> None:
        self._idea(item).status = "withdrawn"
        self._changed(self._mine())

    @command("participant")
    def forward(self, item: int, on: bool) -> None:
        """Choose which ideas the group brings to the next sieve."""
        place, found = self._mine(), self._idea(item)
        if on and not found.forward and self._forwarded(place) >= self.settings.forward:
            raise Refused("full", N_("Each group brings %(n)s ideas. Leave another one behind "
                                     "first."), n=self.settings.forward)  # fmt: skip
        found.forward = on
        self._changed(place)

    @command("facilitator")
    def draw(self) -> None:
        """Give every group its card now, and not only at half time."""
        self.step.data = {**self.step.data, "drawn": True}
        self.scope.touch("phone", "console", "screen", "group:*")

    def publish(self) -> dict[str, Any]:
        places = {g.id: n for n, g in enumerate(self.places())}
        if self.settings.per == "item":
            return {"items": [i.id for i in self.taken()], "groups": list(places)}
        live = [i for i in items.of_step(self.db, self.step) if i.status == "live" and i.forward]
        live.sort(key=lambda i: (places.get(i.group_id or 0, 0), i.id))
        for number, idea in enumerate(live, 1):
            idea.number = number
        return {"items": [i.id for i in live], "groups": list(places)}

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        if self.step.state == "waiting":
            return {"groups": [], "card": False}
        if surface == "group" and group is not None:
            return views.sheet(self, group)
        return views.room(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        if self.step.state == "waiting":
            return {}
        group = self.group_of(person)
        return {"place": group.id if group else None,
                "place_number": group.number if group else None}  # fmt: skip

    def group_of(self, person: Participant) -> Group | None:
        if self.step.state == "waiting":
            return None
        return self.current_group(person, self.at)

    def progress(self) -> tuple[int, int] | None:
        """Groups that have written something."""
        if self.step.state == "waiting":
            return None
        rooms = views.room(self, "screen")["groups"]
        return sum(1 for g in rooms if g["written"] or g["ideas"]), len(rooms)

    def card_shown(self) -> bool:
        """Whether the groups have their constraint cards: from half time, or when drawn."""
        return bool(self.settings.prompts) and (self.step.data.get("drawn") or self.half_time())

    def outcome(self) -> dict[str, Any]:
        return {"labels": {f.key: f.label for f in self.settings.sheet},
                "sheets": views.sheets(self)}  # fmt: skip

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        cards = []
        for sheet in outcome["sheets"]:
            fields = [[pick(outcome["labels"][key]), text] for key, text in sheet["lines"].items()]
            for idea in sheet["ideas"]:
                told = f"{idea['title']}. {idea['body']}" if idea["body"] else idea["title"]
                fields.append([_("Idea"), told])
            if fields:
                cards.append({"title": items.told(sheet["title"]), "fields": fields, "warn": False})
        return [{"kind": "cards", "cards": cards}] if cards else []

    # --- how ---------------------------------------------------------------------------------

    def _place(self, group_id: int) -> Group:
        found = next((g for g in self.places() if g.id == group_id), None)
        if found is None:
            raise Refused("no_group", N_("That group is not here."))
        return found

    def _mine(self) -> Group:
        place = self.group_of(self.scope.participant())
        if place is None:
            raise Refused("no_group", N_("Choose a group first. What you wrote is kept."))
        return place

    def _idea(self, item_id: int) -> Item:
        found = self.item(item_id)
        mine = self._mine().id
        if found.step_id != self.step.id or found.group_id != mine or found.status != "live":
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        return found

    def _forwarded(self, place: Group) -> int:
        return self.scope.count(Item, Item.step_id == self.step.id, Item.group_id == place.id,
                                Item.status == "live", Item.forward)  # fmt: skip

    def _changed(self, place: Group) -> None:
        self.scope.touch(f"group:{place.id}", "console", "screen")


def _conflict(theirs: str, revision: int) -> Refused:
    return Refused("conflict", N_("Somebody changed this while you wrote. Your text is kept: "
                                  "compare, and save again."),
                   reply={"theirs": theirs, "revision": revision})  # fmt: skip
