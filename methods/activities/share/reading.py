"""How a plenary is kept, and how it reads afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methods.activities.share import deck
from methods.activity import Block
from translations import _, decimal, ngettext

if TYPE_CHECKING:
    from methods.activities.share.activity import Share

KEPT = ("place", "number", "title", "votes", "paper", "rank", "shared")


def outcome(share: Share) -> dict[str, Any]:
    """The cards in their order, who was nearly in, and how many spoke."""
    likes = share.likes()
    kept = share.noted("cards", [])
    return {
        "cards": [{**{key: card[key] for key in KEPT}, "likes": likes.get(card["id"], 0),
                   "score": kept[card["index"]].get("score")} for card in share.cards()],
        "near": share.titles(share.noted("near", [])),
        "order": share.settings.order, "gallery": share.settings.gallery,
        "seed": share.noted("seed", ""), "spoke": len(share.noted("spoke", [])),
    }  # fmt: skip


def section(outcome: dict[str, Any]) -> list[Block]:
    lines = [f"{card['place']}. {card['title']}{_got(card)}" for card in outcome["cards"]]
    blocks: list[Block] = [{"kind": "list", "items": lines}] if lines else []
    if outcome["near"]:
        blocks += [{"kind": "text", "text": _("Nearly in:")},
                   {"kind": "list", "items": outcome["near"]}]  # fmt: skip
    if outcome.get("spoke"):
        told = ngettext("%(n)s had the floor.", "%(n)s had the floor, one at a time.",
                        outcome["spoke"])  # fmt: skip
        blocks.append({"kind": "text", "text": told})
    if outcome.get("seed"):
        blocks.append({"kind": "text", "text": _("The order was drawn by lot (seed %(seed)s).",
                                                 seed=outcome["seed"])})  # fmt: skip
    return blocks


def _got(card: dict[str, Any]) -> str:
    found = []
    if card["votes"] is not None:
        found.append(deck.ticked(card))
    elif card.get("score") is not None:
        found.append(decimal(card["score"], 2))
    if card.get("likes"):
        found.append(ngettext("%(n)s like", "%(n)s likes", card["likes"]))
    return f" ({', '.join(found)})" if found else ""
