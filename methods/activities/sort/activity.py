"""sort: everyone reads all, and those that say the same become one; the home table may object."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import func, select

from methods import clock, items
from methods.activities.sort import similarity
from methods.activity import Activity, Block
from methods.command import command
from methods.refusal import Refused
from models import Group, Item, Likeness, Participant
from translations import N_, _, ngettext


class Sort(Activity):
    id = "sort"
    name = N_("Sorting")
    takes = True

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        mode: Literal["merge"] = "merge"
        suggest: bool = True
        object_min: int = 3

    def on_open(self) -> None:
        """Number the problems: once shown, a number never moves."""
        for number, item in enumerate(self._all(), 1):
            if item.number is None:
                item.number = number

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
        if found.group_id is None or found.group_id != person.table_id:
            raise Refused("not_yours", N_("Only the table that wrote it can object."))
        if not self._may_object(found):
            raise Refused("too_late", N_("The time to object has passed. "
                                         "Talk to the facilitator."))  # fmt: skip
        found.merged_into_id = found.merged_at = None
        self.scope.log("object", self.step, number=found.number)
        self.scope.touch("phone", "console", "screen")

    def publish(self) -> dict[str, Any]:
        return {"items": [i.id for i in self._all() if i.status == "live" and not i.merged_into_id]}

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        if self.step.state == "waiting":
            return {
                "problems": [],
                "merged": 0,
                "suggestions": [],
                "density": "large",
                "hidden": [],
            }
        live = [i for i in self._all() if i.status == "live"]
        roots = items.roots(live)
        under: dict[int, list[Item]] = {}
        for item in live:
            if item.id in roots:
                under.setdefault(roots[item.id], []).append(item)
        tables = {g.id: g.number for g in self.scope.tables()}
        shown = [self._card(i, under.get(i.id, []), tables) for i in live if i.id not in roots]
        made: dict[str, Any] = {
            "problems": shown,
            "merged": len(roots),
            "density": "large" if len(shown) <= 24 else "medium" if len(shown) <= 60 else "small",
            "suggestions": [],
            "hidden": [],
        }
        if surface == "console":
            made["suggestions"] = self._suggestions(live, roots)
            made["hidden"] = [
                {"id": i.id, "number": i.number, "title": i.title, "reason": i.reason}
                for i in self._all()
                if i.status == "hidden"
            ]
        return made

    def progress(self) -> tuple[int, int] | None:
        return None

    def outcome(self) -> dict[str, Any]:
        tables = {g.id: g.number for g in self.scope.tables()}
        live = [i for i in self._all() if i.status == "live"]
        roots = items.roots(live)
        numbers = {i.id: i.number for i in live}
        return {"items": [
            {"number": i.number, "title": i.title, "text": i.body,
             "table": tables.get(i.group_id or 0), "merged_into": numbers.get(roots.get(i.id, 0))}
            for i in live
        ]}  # fmt: skip

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        merged = [i for i in outcome["items"] if i["merged_into"]]
        left = len(outcome["items"]) - len(merged)
        text = ngettext("%(n)s problem went to the vote", "%(n)s problems went to the vote", left)
        more = ngettext(
            "%(n)s was merged with another", "%(n)s were merged with others", len(merged)
        )
        rows = [
            [i["number"], i["title"], i["text"], i["table"],
             _("merged into %(n)s", n=i["merged_into"]) if i["merged_into"] else ""]
            for i in outcome["items"]
        ]  # fmt: skip
        return [
            {"kind": "text", "text": f"{text}. {more}." if merged else f"{text}."},
            {"kind": "table", "caption": _("All the problems, in the tables' own words"),
             "head": [_("No."), _("Problem"), _("More about it"), _("Table"), _("Merged")],
             "rows": rows, "numeric": [0, 3]},
        ]  # fmt: skip

    # --- how ---------------------------------------------------------------------------------

    def _all(self) -> list[Item]:
        """Everything the source handed on, also what has been merged or hidden since."""
        ids = (self.source().result or {}).get("items", [])
        found = self.db.scalars(select(Item).where(Item.id.in_(ids)).order_by(Item.id))
        return [i for i in found if i.status in ("live", "hidden")]

    def _live(self, item_id: int, *, merged: bool = False) -> Item:
        found = self.item(item_id)
        if found.status != "live" or (found.merged_into_id is not None) != merged:
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        return found

    def _may_object(self, item: Item) -> bool:
        return clock.now() <= (item.merged_at or 0) + 60 * int(self.settings.object_min)

    def _card(self, item: Item, under: list[Item], tables: dict[int, int]) -> dict[str, Any]:
        return {
            "id": item.id,
            "number": item.number,
            "title": item.title,
            "body": item.body,
            "table": tables.get(item.group_id or 0),
            "under": [
                {"id": u.id, "number": u.number, "title": u.title, "body": u.body,
                 "table": tables.get(u.group_id or 0), "home": u.group_id,
                 "objectable": self.step.state == "open" and self._may_object(u)}
                for u in under
            ],
        }  # fmt: skip

    def _suggestions(self, live: list[Item], roots: dict[int, int]) -> list[dict[str, Any]]:
        """Pairs to look at: those people marked, the most marked first, then those alike."""
        open_ = {i.id: i for i in live if i.id not in roots}
        marks = self.db.execute(
            select(Likeness.item_id, Likeness.other_id, func.count())
            .where(Likeness.step_id == self.step.id)
            .group_by(Likeness.item_id, Likeness.other_id)
            .order_by(func.count().desc())
        ).all()
        found = {(a, b): n for a, b, n in marks if a in open_ and b in open_}
        if self.settings.suggest:
            for pair in similarity.pairs({i.id: f"{i.title} {i.body}" for i in open_.values()}):
                found.setdefault(pair, 0)
        return [
            {"a": _short(open_[a]), "b": _short(open_[b]), "marks": n}
            for (a, b), n in list(found.items())[:12]
        ]

    def own(self, person: Participant) -> dict[str, Any]:
        return {"home": person.table_id}


def _short(item: Item) -> dict[str, Any]:
    return {"id": item.id, "number": item.number, "title": item.title}
