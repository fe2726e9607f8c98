"""sort: everyone reads all; those that say the same become one, and each finds its column.

Merging is in every mode; the home table may object. In `categories` the facilitator names columns
on the way and sorts into them; in `columns` the writers chose when they wrote.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from methods import clock
from methods.activities.sort import columns, proposals, reading, settings, views
from methods.activity import Activity, Block
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Group, Item, Likeness, Participant
from translations import N_

REASON_MAX = 200
SORTING = ("open", "paused")  # the facilitator sorts on in the coffee break


class Sort(Activity):
    id = "sort"
    name = N_("Sorting")
    needs = frozenset({"items"})
    gives = frozenset({"items"})

    Settings = settings.Settings

    def on_open(self) -> None:
        """Number the problems: once shown, a number never moves, and none is used twice.

        Then each lies in its column.
        """
        if self.step.take != "all":
            self.keep(items=[i.id for i in self.taken()])
        fresh = [item for item in self.everything() if item.number is None]
        kinds = select(func.max(Item.number)).where(
            Item.seminar_id == self.seminar.id, Item.kind.in_({item.kind for item in fresh})
        )
        for number, item in enumerate(fresh, 1 + (self.db.scalar(kinds) or 0)):
            item.number = number
        columns.start(self)

    # --- what says the same ------------------------------------------------------------------

    @command("participant")
    def same(self, item: int, other: int) -> None:
        """Mark that two say the same; once more takes the mark away."""
        person = self.scope.participant()
        first, second = sorted((self._live(item).id, self._live(other).id))
        if first == second:
            raise Refused("same_item", N_("Choose two different ones."))
        found = self.db.scalar(
            select(Likeness).where(
                Likeness.step_id == self.step.id, Likeness.participant_id == person.id,
                Likeness.item_id == first, Likeness.other_id == second,
            )
        )  # fmt: skip
        if found is not None:
            self.db.delete(found)
        else:
            self.db.add(Likeness(step_id=self.step.id, participant_id=person.id,
                                 item_id=first, other_id=second))  # fmt: skip
        self.scope.touch("console")

    @command("participant")
    def object(self, item: int) -> None:
        """«Ours says something else»: a home table takes its own problem out of a merge."""
        person = self.scope.participant()
        found = self._live(item, merged=True)
        if found.id not in self.own(person)["mine"]:
            raise Refused("not_yours", N_("Only the table that wrote it can object."))
        if not self.may_object(found):
            raise Refused("too_late", N_("The time to object has passed. "
                                         "Talk to the facilitator."))  # fmt: skip
        found.merged_into_id = found.merged_at = None
        self.scope.log("object", self.step, number=found.number)
        self.changed()

    # --- the columns -------------------------------------------------------------------------

    @command("facilitator", states=SORTING)
    def move(self, item: int, category: str = "") -> None:
        """Lay an item in a column; in none, if no column is named."""
        found = self._live(item)
        if category:
            columns.find(self, category)
        found.category = category
        self.changed()

    @command("facilitator", states=SORTING)
    def add_category(self, label: str) -> dict[str, str]:
        """One more column. Gives its key."""
        made = columns.add(self, label)
        self.changed()
        return {"category": made}

    @command("facilitator", states=SORTING)
    def rename(self, category: str, label: str) -> None:
        """Call a column something else; what lies in it stays."""
        columns.rename(self, category, label)
        self.changed()

    @command("facilitator", states=SORTING)
    def drop_category(self, category: str) -> None:
        """Take an empty column away."""
        columns.drop(self, category)
        self.changed()

    @command("participant")
    def propose(self, label: str) -> dict[str, int]:
        """«We need a column for …»: everybody sees it, and the facilitator answers."""
        person = self.scope.participant()
        made = proposals.make(self, person.id, label)
        self.scope.touch("phone", "console", "screen", f"own:{person.id}")
        return {"proposal": made}

    @command("facilitator", states=SORTING)
    def accept(self, proposal: int) -> dict[str, str]:
        """Make a column of what somebody proposed. Gives its key."""
        made = proposals.accept(self, proposal)
        self._answered()
        return {"category": made}

    @command("facilitator", states=SORTING)
    def decline(self, proposal: int, reason: str = "") -> None:
        """Say no to a proposed column; who proposed it reads the reason, nobody else."""
        proposals.decline(self, proposal, reason)
        self._answered()

    # --- what does not go on -----------------------------------------------------------------

    @command("facilitator", states=SORTING)
    def exclude(self, item: int, reason: str) -> None:
        """Do not bring an item on, and say why. Everyone can read both, here and in the report."""
        found = self._live(item)
        self.keep(excluded={**self.excluded(), str(found.id): clean(reason, REASON_MAX)})
        self.scope.log("exclude", self.step, number=found.number)
        self.changed()

    @command("facilitator", states=SORTING)
    def include(self, item: int) -> None:
        """Bring an item on after all."""
        left = {k: v for k, v in self.excluded().items() if k != str(item)}
        if left == self.excluded():
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        self.keep(excluded=left)
        self.changed()

    # --- what it gives -----------------------------------------------------------------------

    def publish(self) -> dict[str, Any]:
        """The items that go on, and which lie in each column."""
        on = [i for i in self.everything() if i.status == "live" and not i.merged_into_id]
        on = [i for i in on if str(i.id) not in self.excluded()]
        made: dict[str, Any] = {"items": [i.id for i in on]}
        proposals.forget(self)
        if self.settings.mode != "merge":
            made["columns"] = columns.of(self)
            made["categories"] = {
                c["key"]: [i.id for i in on if i.category == c["key"]] for c in made["columns"]
            }
        return made

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        return views.view(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        """Which of all these are one's own table's, or one's own; and what one has proposed."""
        mine = [item for item, author, group in self._from if author == person.id
                or (group is not None and group == person.table_id)]  # fmt: skip
        return {"mine": mine, "answers": proposals.answers(self, person.id)}

    @cached_property
    def _from(self) -> list[tuple[int, int | None, int | None]]:
        """Each item's author and group; read once, however many look."""
        ids = self._ids() if self.step.state != "waiting" else []
        rows = select(Item.id, Item.author_id, Item.group_id).where(Item.id.in_(ids))
        return [(i, author, group) for i, author, group in self.db.execute(rows.order_by(Item.id))]

    def outcome(self) -> dict[str, Any]:
        return reading.outcome(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)

    # --- how ---------------------------------------------------------------------------------

    def everything(self) -> list[Item]:
        """Everything the sources handed on, also what has been merged or hidden since."""
        found = self.db.scalars(select(Item).where(Item.id.in_(self._ids())).order_by(Item.id))
        return [i for i in found if i.status in ("live", "hidden")]

    def _ids(self) -> list[int]:
        if "items" in (self.step.data or {}):
            return list(self.step.data["items"])
        return [i for s in self.sources() for i in (s.result or {}).get("items", [])]

    def excluded(self) -> dict[str, str]:
        """What is not brought on, with the reason: `{"item id": reason}`."""
        found: dict[str, str] = (self.step.data or {}).get("excluded", {})
        return found

    def keep(self, **data: Any) -> None:
        """Keep more in the step's data."""
        self.step.data = {**(self.step.data or {}), **data}

    def changed(self) -> None:
        self.scope.touch("phone", "console", "screen")

    def _answered(self) -> None:
        self.changed()
        self.scope.touch(*(f"own:{who}" for who in proposals.proposers(self)))

    def on_resume(self, stood: float) -> None:
        """The minutes in which one may object go on from where they stood."""
        now = clock.now()
        for item in self.everything():
            if item.merged_at is not None:
                item.merged_at += min(stood, now - item.merged_at)

    def may_object(self, item: Item) -> bool:
        return self.now() <= (item.merged_at or 0) + 60 * int(self.settings.object_min)

    def _live(self, item_id: int, *, merged: bool = False) -> Item:
        found = self.item(item_id)
        gone = found.status != "live" or str(found.id) in self.excluded()
        if gone or (found.merged_into_id is not None) != merged:
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        return found
