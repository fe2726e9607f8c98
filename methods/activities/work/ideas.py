"""The ideas of a sheet: cards of their own, of which the group brings some to the next sieve."""

from __future__ import annotations

from methods.activities.work.rows import conflict
from methods.activities.work.sheet import SheetWork
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Group, Item
from translations import N_

TITLE_MAX, PITCH_MAX = 80, 280


class IdeaWork(SheetWork):
    @property
    def kind(self) -> str:
        """What the ideas are called as items; nothing if the sheet has no list of them."""
        return next((f.kind for f in self.settings.sheet if f.type == "items"), "")

    @command("participant")
    def add(self, title: str, body: str = "") -> dict[str, int]:
        """Write an idea on the group's list. The first ones go forward until the group chooses."""
        place = self.writer()
        if not self.kind:
            raise Refused("no_field", N_("The sheet has no such field."))
        made = Item(
            seminar_id=self.seminar.id, step_id=self.step.id, kind=self.kind, status="live",
            title=clean(title, TITLE_MAX), group_id=place.id, parent_id=place.item_id, reason="",
            body=clean(body, PITCH_MAX, required=False, lines=True), source="", revision=1,
            forward=self._forwarded(place) < self.settings.forward,
        )  # fmt: skip
        self.db.add(made)
        self.db.flush()
        self.changed(place)
        return {"item": made.id}

    @command("participant")
    def edit(self, item: int, title: str, revision: int, body: str = "") -> dict[str, int]:
        """Change an idea; refused with the other text if somebody changed it meanwhile."""
        place, found = self._idea(item)
        if found.revision != revision:
            raise conflict(f"{found.title}\n{found.body}".strip(), found.revision)
        found.title = clean(title, TITLE_MAX)
        found.body = clean(body, PITCH_MAX, required=False, lines=True)
        found.revision += 1
        self.changed(place)
        return {"revision": found.revision}

    @command("participant")
    def withdraw(self, item: int) -> None:
        """Take an idea off the group's list."""
        place, found = self._idea(item)
        found.status = "withdrawn"
        self.changed(place)

    @command("participant")
    def forward(self, item: int, on: bool) -> None:
        """Choose which ideas the group brings to the next sieve."""
        place, found = self._idea(item)
        if on and not found.forward and self._forwarded(place) >= self.settings.forward:
            raise Refused("full", N_("Each group brings %(n)s ideas. Leave another one behind "
                                     "first."), n=self.settings.forward)  # fmt: skip
        found.forward = on
        self.changed(place)

    def _idea(self, item_id: int) -> tuple[Group, Item]:
        place, found = self.writer(), self.item(item_id)
        if found.step_id != self.step.id or found.group_id != place.id or found.status != "live":
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        return place, found

    def _forwarded(self, place: Group) -> int:
        return self.scope.count(Item, Item.step_id == self.step.id, Item.group_id == place.id,
                                Item.status == "live", Item.forward)  # fmt: skip
