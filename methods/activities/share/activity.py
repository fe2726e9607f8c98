"""share: what the room chose is shown, from the last card to the first, then all as sheets."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import select

from methods.activity import Activity, Block
from methods.command import command
from methods.refusal import Refused
from models import Group, Item
from translations import N_, _, ngettext


class Share(Activity):
    """`step.data` holds the cards as they were when the step opened: a new round of the vote does

    not change what was shown. `shown` counts turns: one a card, and the last for the sheets.
    """

    id = "share"
    name = N_("Plenary")
    takes = True

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        order: Literal["rank", "countdown"] = "rank"

    # --- what happens ------------------------------------------------------------------------

    def on_open(self) -> None:
        result = self.source().result or {}
        rows = {row["item"]: row for row in result.get("ranking", [])}
        cards = [self._card(item.id, rows.get(item.id, {})) for item in self.taken()]
        near = [item for item, row in rows.items() if row.get("near_miss")]
        most = max((row["votes"] for row in rows.values()), default=0)
        self.step.data = {"shown": 0, "cards": cards, "near": near, "most": most}
        if self.settings.order == "rank" or not rows:
            self._show(self._turns())

    @command("facilitator")
    def reveal(self) -> None:
        """Turn one more card, the last first; after the first of them, show them as sheets."""
        if self._shown() >= self._turns():
            raise Refused("all_shown", N_("They are all shown already."))
        self._show(self._shown() + 1)

    @command("facilitator")
    def reveal_all(self) -> None:
        self._show(self._turns())

    def on_close(self) -> None:
        self._show(self._turns())

    def publish(self) -> dict[str, Any]:
        return {"items": [card["item"] for card in self._data("cards", [])]}

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        """The cards turned so far, in rank order; hidden ones are not in the view at all."""
        cards = self._cards()
        turned = cards[max(0, len(cards) - self._shown()) :] if self._shown() else []
        left = cards[: len(cards) - len(turned)]
        done = self._shown() >= self._turns()
        return {
            "cards": turned,
            "hidden": list(range(1, len(left) + 1)),
            "left": len(left),
            "all": len(cards),
            "done": done and bool(cards),
            "upcoming": left[-1] if left and surface == "console" else None,
            "misses": self._titles(self._data("near", [])) if done else [],
            "ticks": f"ticks_{self.step.source}",
        }

    def outcome(self) -> dict[str, Any]:
        kept = ("place", "number", "title", "votes", "rank", "shared")
        return {
            "cards": [{key: card[key] for key in kept} for card in self._cards()],
            "near": self._titles(self._data("near", [])),
        }

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        lines = [f"{card['place']}. {card['title']}{_votes(card)}" for card in outcome["cards"]]
        blocks: list[Block] = [{"kind": "list", "items": lines}] if lines else []
        if outcome["near"]:
            blocks += [{"kind": "text", "text": _("Nearly in:")},
                       {"kind": "list", "items": outcome["near"]}]  # fmt: skip
        return blocks

    # --- how ---------------------------------------------------------------------------------

    @staticmethod
    def _card(item: int, row: dict[str, Any]) -> dict[str, Any]:
        return {"item": item, "votes": row.get("votes"), "rank": row.get("rank")}

    def _data(self, key: str, otherwise: Any) -> Any:
        return (self.step.data or {}).get(key, otherwise)

    def _shown(self) -> int:
        return int(self._data("shown", 0))

    def _turns(self) -> int:
        return len(self._data("cards", [])) + 1

    def _show(self, count: int) -> None:
        self.step.data = {**self.step.data, "shown": count}
        self.scope.touch("phone", "console", "screen")

    def _cards(self) -> list[dict[str, Any]]:
        """Every card in rank order; one that was hidden afterwards is gone."""
        cards = self._data("cards", [])
        items = self._items([card["item"] for card in cards])
        ranks = [card["rank"] for card in cards]
        most = self._data("most", 0) or 1
        return [
            {
                "id": card["item"],
                "place": place,
                "number": items[card["item"]].number,
                "title": items[card["item"]].title,
                "body": items[card["item"]].body,
                "votes": card["votes"],
                "rank": card["rank"],
                "shared": card["rank"] is not None and ranks.count(card["rank"]) > 1,
                "share": (card["votes"] or 0) / most,
            }
            for place, card in enumerate(cards, 1)
            if card["item"] in items
        ]

    def _titles(self, ids: list[int]) -> list[str]:
        items = self._items(ids)
        return [items[i].title for i in ids if i in items]

    def _items(self, ids: list[int]) -> dict[int, Item]:
        found = self.db.scalars(select(Item).where(Item.id.in_(ids), Item.status == "live"))
        return {item.id: item for item in found}


def _votes(card: dict[str, Any]) -> str:
    if card["votes"] is None:
        return ""
    return " (" + ngettext("%(n)s tick", "%(n)s ticks", card["votes"]) + ")"
