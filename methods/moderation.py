"""Moderation: the facilitator hides with a reason, merges and unmerges, wherever items stand."""

from __future__ import annotations

from methods import items
from methods.command import command
from methods.refusal import Refused
from methods.scope import Scope
from methods.text import clean
from models import Item, Step
from translations import N_


class Moderation:
    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope
        self.step = step

    @command("facilitator")
    def hide(self, item: int, reason: str) -> None:
        """Take an item out of ballot and report; its writers see the reason."""
        found = self._item(item)
        found.reason = clean(reason, 200)
        found.status = "hidden"
        self._changed("hide", found)

    @command("facilitator")
    def show(self, item: int) -> None:
        found = self._item(item)
        found.status, found.reason = "live", ""
        self._changed("show", found)

    @command("facilitator")
    def merge(self, item: int, into: int) -> None:
        """Two that say the same become one. After voting, ticks are a union, never a sum."""
        found, root = self._item(item), self._item(into)
        self._unpublished(found, root)
        items.merge(found, root)
        self._changed("merge", found, into=root.number)

    @command("facilitator")
    def unmerge(self, item: int) -> None:
        found = self._item(item)
        self._unpublished(found)
        if found.merged_into_id is None:
            raise Refused("not_merged", N_("That one is not merged."))
        found.merged_into_id = found.merged_at = None
        self._changed("unmerge", found)

    def _item(self, item_id: int) -> Item:
        found = self.scope.db.get(Item, item_id)
        if found is None or found.seminar_id != self.scope.seminar.id:
            raise Refused("other_seminar", N_("That belongs to another seminar."))
        return found

    def _unpublished(self, *touched: Item) -> None:
        """What has been voted on and shown is counted as it stood: it is not merged afterwards."""
        shown = [s.result or {} for s in self.scope.seminar.steps if s.state == "published"]
        counted = {row["item"] for result in shown for row in result.get("ranking", [])}
        if counted & {item.id for item in touched}:
            raise Refused("published", N_("The result is published and does not change. "
                                          "Open a new round to change it."))  # fmt: skip

    def _changed(self, verb: str, item: Item, **data: int | None) -> None:
        self.scope.log(verb, self.step, number=item.number, **data)
        self.scope.touch("phone", "console", "screen", "group:*", "own:*")
