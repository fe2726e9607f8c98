"""How the question corner reads afterwards: what people asked, and what they learnt."""

from __future__ import annotations

from typing import Any

from methods.activity import Block
from translations import N_, _, pick

STATES = {
    "answered": N_("answered"),
    "parked": N_("put aside for later"),
    "waiting": N_("not reached"),
}


def sections(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections `{id, title, blocks}` that the corner gives; none if nothing came in it."""
    corner = outcome.get("corner") or {}
    titles = {s["key"]: pick(s["title"]) for s in outcome["steps"]}
    made = []
    if corner.get("questions"):
        made.append({"id": "questions", "title": _("Questions from the room"),
                     "blocks": [_questions(corner["questions"], titles)]})  # fmt: skip
    if corner.get("failures"):
        made.append({"id": "failures", "title": _("What we learnt: room for failure"),
                     "blocks": [_failures(corner["failures"])]})  # fmt: skip
    return made


def _questions(asked: list[dict[str, Any]], titles: dict[str, str]) -> Block:
    became = [STATES[q["state"]] for q in asked]
    rows = [[q["text"], q["answer"] or _(word), titles.get(q["step"], ""), q["wonders"]]
            for q, word in zip(asked, became, strict=True)]  # fmt: skip
    return {"kind": "table", "caption": _("What people asked beside the steps"), "rows": rows,
            "head": [_("Question"), _("Answer"), _("During"), _("Others who wondered")],
            "numeric": [3]}  # fmt: skip


def _failures(cards: list[dict[str, Any]]) -> Block:
    return {"kind": "table", "caption": _("What went wrong, and what it taught us"),
            "head": [_("What went wrong"), _("What was learnt")],
            "rows": [[c["happened"], c["learnt"]] for c in cards], "numeric": []}  # fmt: skip
