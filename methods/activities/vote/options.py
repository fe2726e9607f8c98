"""What a vote is on when no earlier step made it: its own options, or one proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methods import items
from models import Item
from translations import pick

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote

Words = dict[str, str]
KIND = "option"


def texts(vote: Vote) -> list[Words]:
    """The texts of the step's own ballot, by language; none if it is on what was taken."""
    own = [o if isinstance(o, dict) else {vote.seminar.language: o} for o in vote.settings.options]
    return [vote.step.lead or vote.step.title] if lead_asks(vote) else own


def lead_asks(vote: Vote) -> bool:
    """Whether the proposal is what the step's lead says: it need not be said twice."""
    wants: bool = vote.settings.mode == "agree"
    return wants and not vote.settings.options and not vote.step.source


def made(vote: Vote) -> list[Item]:
    """What stands on the ballot when it opens: the options as items, so that all are counted alike.

    Else what the step takes of an earlier one.
    """
    own = texts(vote)
    if not own:
        found = vote.taken()
        items.number(vote.db, found)
        return found
    rows = [
        Item(seminar_id=vote.seminar.id, step_id=vote.step.id, kind=KIND, number=number,
             title=words.get(vote.seminar.language) or pick(words), fields={"words": words})
        for number, words in enumerate(own, 1)
    ]  # fmt: skip
    vote.db.add_all(rows)
    vote.db.flush()
    return rows


def title(item: Item | None) -> str:
    """The title in the language of now; nothing for one that is hidden."""
    kept = items.title(item)
    words = (item.fields or {}).get("words") if item is not None and item.kind == KIND else None
    return pick(words) if kept and words else kept
