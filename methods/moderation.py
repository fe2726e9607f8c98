"""Moderation: the facilitator hides with a reason, merges and unmerges, wherever items stand."""

from __future__ import annotations

from methods import items
from methods.command import command
from methods.redacting import redact
from methods.refusal import Refused
from methods.scope import Scope
from methods.text import clean
from models import Item, Step
from translations import N_


class Moderation:
    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope
        self.step = step

    @command("facilitator", "helper")
    def hide(self, item: int, reason: str) -> None:
        """Take an item out of ballot and report; its writers see the reason."""
        found = self._kept(item)
        found.reason = clean(reason, 200)
        found.status = "hidden"
        redact(self.scope, found.title, found.body)
        self._changed("hide", found)

    @command("facilitator", "helper")
    def show(self, item: int) -> None:
        """Show what was hidden again."""
        found = self._kept(item)
        found.status, found.reason = "live", ""
        self._changed("show", found)

    @command("facilitator")
    def merge(self, item: int, into: int) -> None:
        """Two that say the same become one. After voting, ticks are a union, never a sum."""
        found, root = self._kept(item), self._kept(into)
        self._unpublished(found, root)
        self._together(found, root)
        items.merge(found, root)
        self._changed("merge", found, into=root.number)

    @command("facilitator")
    def unmerge(self, item: int) -> None:
        """Let what was merged stand for itself again; not what has been voted on and shown."""
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

    def _kept(self, item_id: int) -> Item:
        """An item that its writer has not taken back: that one is the writer's alone."""
        found = self._item(item_id)
        if found.status == "withdrawn":
            raise Refused("withdrawn", N_("Whoever wrote that has taken it back, and it is no "
                                          "longer in use."))  # fmt: skip
        return found

    def _unpublished(self, *touched: Item) -> None:
        """What has been voted on and shown is counted as it stood, with all that stands under it:

        it is not merged, nor taken apart, afterwards.
        """
        shown = [s.result or {} for s in self.scope.seminar.steps if s.state == "published"]
        counted = {row["item"] for result in shown for row in result.get("ranking", [])}
        if any(counted & self._chain(item) for item in touched):
            raise Refused("published", N_(
                "The result is published and does not change. Correct it on its own page, or open "
                "a new round."
            ))  # fmt: skip

    def _together(self, found: Item, root: Item) -> None:
        """What people answer about now is not put under what they are not asked about:

        its answers would be lost with it.
        """
        running = (s for s in self.scope.seminar.steps if s.state in ("open", "paused", "closed"))
        asked = (set((step.data or {}).get("items", [])) for step in running)
        if any(found.id in here and root.id not in here for here in asked):
            raise Refused("not_asked", N_("People are answering about one of these now, and not "
                                          "about the other. Merge them the other way round, or "
                                          "after this step."))  # fmt: skip

    def _chain(self, item: Item) -> set[int]:
        """The item and everything it stands under."""
        found = {item.id}
        while item.merged_into_id is not None and item.merged_into_id not in found:
            item = self._item(item.merged_into_id)
            found.add(item.id)
        return found

    def _changed(self, verb: str, item: Item, **data: int | None) -> None:
        self.scope.log(verb, self.step, number=item.number, **data)
        self.scope.touch("phone", "console", "screen", "group:*", "own:*")
