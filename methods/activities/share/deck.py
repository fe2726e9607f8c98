"""The cards of a plenary: made once when it opens, from items, sheets, scores or groups.

`step.data["cards"]` has one row a card: `{item}` (with `votes`, `rank`, `score`), `{sheet, group}`
(of the step `sheet`), `{criterion, label}` or `{group}`. Texts are read when shown, so that what
is hidden afterwards is gone; a new round of the vote does not change what was shown.
"""

from __future__ import annotations

import random
import secrets
from typing import Any

from sqlalchemy import select

from methods.activities.share import settings
from methods.activity import Activity
from models import Group, Item, Step
from translations import _, decimal, ngettext, pick


class Deck(Activity):
    Settings = settings.Settings

    def deal(self) -> dict[str, Any]:
        """The step's data as it opens: the cards in their order, and who was nearly in."""
        results = [(step, step.result or {}) for step in self.sources()]
        ranked = {row["item"]: row for _step, r in results
                  for row in [*r.get("scores", []), *r.get("ranking", [])]}  # fmt: skip
        taken = self.taken()
        made: list[dict[str, Any]] = []
        for step, result in results:
            made += _of_step(step, result, taken)
        cards = [_with_rank(card, ranked.get(card.get("item") or 0, {})) for card in _once(made)]
        data: dict[str, Any] = {"shown": 0, "at": -1, "until": None, "spoke": []}
        if self.settings.order == "random":
            data["seed"] = secrets.token_hex(4)
            random.Random(data["seed"]).shuffle(cards)
        near = [item for item, row in ranked.items() if row.get("near_miss")]
        most = max((_amount(row) for row in ranked.values()), default=0)
        return {**data, "cards": self._kept(cards), "near": near, "most": most}

    def _kept(self, cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """A countdown has only those that are turned; else the rest are there to be read."""
        few = self.settings.order == "countdown" and not self.settings.gallery
        return cards[: self.settings.max] if few and self.settings.max else cards

    # --- shown -------------------------------------------------------------------------------

    def cards(self) -> list[dict[str, Any]]:
        """Every card with its texts; one that was hidden afterwards is gone."""
        kept = self.noted("cards", [])
        found = self._items([c["item"] for c in kept if c.get("item")])
        groups = self._groups([c["group"] for c in kept if c.get("group")])
        ranks = [c.get("rank") for c in kept]
        most = self.noted("most", 0) or 1
        made = []
        for index, card in enumerate(kept):
            told = self._told(card, found, groups)
            if told is not None:
                made.append({
                    "index": index, "place": index + 1, "id": key_of(card), "number": None,
                    "item": card.get("item"), "group": card.get("group"),
                    "votes": card.get("votes"), "paper": card.get("paper", 0),
                    "paper_words": on_paper(card), "rank": card.get("rank"),
                    "shared": card.get("rank") is not None and ranks.count(card["rank"]) > 1,
                    "share": _amount(card) / most, "amount": _words(card),
                    "value": card.get("votes") if card.get("votes") is not None
                    else round(_amount(card), 2), **told,
                })  # fmt: skip
        return made

    def _told(self, card: dict[str, Any], found: dict[int, Item],
              groups: dict[int, Group]) -> dict[str, Any] | None:  # fmt: skip
        item, group = found.get(card.get("item") or 0), groups.get(card.get("group") or 0)
        if card.get("item") and item is None:
            return None
        name = item.title if item else group_name(group)
        if card.get("sheet"):
            return {"title": name, "body": self._sheet(card)}
        if item is not None:
            return {"title": item.title, "body": item.body, "number": item.number}
        if card.get("criterion"):
            return {"title": pick(card["label"]), "body": _words(card)}
        return {"title": name, "body": ""}

    def _sheet(self, card: dict[str, Any]) -> str:
        """A sheet's fields as lines, as its step hands them on now."""
        step = self.db.get(Step, card["sheet"])
        sheets = (step.result or {}).get("sheets", []) if step else []
        lines: dict[str, str] = next(
            (s["lines"] for s in sheets if s["group"] == card["group"]), {}
        )
        labels = {f["key"]: f["label"] for f in step.settings.get("sheet", [])} if step else {}
        if len(labels) < 2:
            return "\n".join(lines.values())
        return "\n".join(f"{pick(labels.get(key, {}))}: {text}" for key, text in lines.items())

    def titles(self, ids: list[int]) -> list[str]:
        found = self._items(ids)
        return [found[i].title for i in ids if i in found]

    def noted(self, key: str, otherwise: Any) -> Any:
        return (self.step.data or {}).get(key, otherwise)

    def note(self, **values: Any) -> None:
        self.step.data = {**(self.step.data or {}), **values}

    def _items(self, ids: list[int]) -> dict[int, Item]:
        found = self.db.scalars(select(Item).where(Item.id.in_(ids), Item.status == "live"))
        return {item.id: item for item in found}

    def _groups(self, ids: list[int]) -> dict[int, Group]:
        return {g.id: g for g in self.db.scalars(select(Group).where(Group.id.in_(ids)))}


def _of_step(step: Step, result: dict[str, Any], taken: list[Item]) -> list[dict[str, Any]]:
    """The cards of one source: its sheets, if it wrote no items of its own; else its items …"""
    sheets = [s for s in result.get("sheets", []) if s["lines"]]
    given, there = result.get("items", []), [i.id for i in taken]
    if sheets and not any(i.step_id == step.id for i in taken):
        return [{"sheet": step.id, "group": s["group"], "item": s["item"]}
                for s in sheets if s["item"] in there or s["item"] not in given]  # fmt: skip
    if given:
        return [{"item": item} for item in there if item in given]
    if result.get("criteria"):
        labels = {c["key"]: c["label"] for c in step.settings.get("criteria", [])
                  if isinstance(c, dict)}  # fmt: skip
        return [{"criterion": key, "label": labels.get(key) or {"nb": key}, "n": row.get("n"),
                 "score": row.get("value", row.get("mean"))}
                for key, row in result["criteria"].items()]  # fmt: skip
    return [{"group": group} for group in result.get("groups", [])]


def _once(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({key_of(card): card for card in cards}.values())


def _with_rank(card: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    if not row:
        return card
    return {**card, "votes": row.get("votes"), "paper": row.get("paper", 0),
            "rank": row.get("rank"), "score": row.get("total"), "n": row.get("n")}  # fmt: skip


def key_of(card: dict[str, Any]) -> str:
    """A card's name in pages and likes: i12 an item, g3 a group's, c… a criterion."""
    if card.get("item"):
        return f"i{card['item']}"
    return f"g{card['group']}" if card.get("group") else f"c-{card['criterion']}"


def group_name(group: Group | None) -> str:
    if group is None:
        return ""
    return _("Table %(n)s", n=group.number) if group.kind == "table" else \
        _("Group %(n)s", n=group.number)  # fmt: skip


def _amount(row: dict[str, Any]) -> float:
    found = row.get("votes")
    for key in ("score", "total"):
        found = row.get(key) if found is None else found
    return float(found or 0)


def ticked(card: dict[str, Any]) -> str:
    """A card's ticks, and how many of them came on paper."""
    told, paper = ngettext("%(n)s tick", "%(n)s ticks", card["votes"]), on_paper(card)
    return f"{told}, {paper}" if paper else told


def on_paper(card: dict[str, Any]) -> str:
    """«Herav papir»; nothing if none of its ticks came on paper."""
    return _("of which %(n)s on paper", n=card["paper"]) if card.get("paper") else ""


def _words(card: dict[str, Any]) -> str:
    """What a card got, in words: ticks, or points and of how many answers."""
    if card.get("votes") is not None:
        return ticked(card)
    if card.get("score") is not None:
        return _("%(value)s (%(n)s answers)", value=decimal(card["score"], 2),
                 n=card.get("n") or 0)  # fmt: skip
    return ""
