"""The ballot on paper: the same items and the same rules as on the phones (spec/ovre-eiker.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methods.activities.vote import budget, modes, options
from methods.blank import Blank
from methods.refusal import Refused
from models import Item
from translations import N_, _, pick

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote

MOST_BOXES = 6


def form(vote: Vote) -> Blank:
    """What is voted on now, or will be if the step opens now. Refuses where it is too late."""
    if vote.step.state in ("published", "skipped"):
        raise Refused("vote_over", N_("That vote is over. A ballot for it would not be counted."))
    found = _numbered(vote)
    if not found:
        raise Refused("nothing_yet", N_("What people will vote on is not settled yet. Publish the "
                                        "step before it first."))  # fmt: skip
    waits, mode = vote.step.state == "waiting", vote.how()
    each = budget.each(vote.settings, len(found)) if waits else vote.each()
    rule, how = modes.has(each, mode), _how(mode)
    if mode == "agree":
        levels = [f"{n} = {_(words)}" for n, words in enumerate(modes.LEVELS, 1)]
        return Blank(found, rule, how, [str(n) for n in range(1, len(levels) + 1)], levels)
    dots = min(vote.most(), each or MOST_BOXES, MOST_BOXES) if mode == "dots" else 1
    return Blank(found, rule, how, [""] * dots)


def _how(mode: str) -> str:
    if mode == "dots":
        return _("One cross is one dot.")
    if mode == "rank":
        return _("Write 1, 2 and 3 in three boxes.")
    if mode == "agree":
        return _("Put one cross on each line.")
    return _("Put a cross in the box.")


def _numbered(vote: Vote) -> list[tuple[int, str]]:
    if vote.step.state != "waiting":
        there = {i.id: i for i in vote.db.query(Item).filter(Item.id.in_(vote.on_ballot()))}
        on = [there[i] for i in vote.on_ballot()]
        return [(i.number or n, options.title(i)) for n, i in enumerate(on, 1)
                if i.status == "live" and not i.merged_into_id]  # fmt: skip
    if own := options.texts(vote):
        return [(n, pick(words)) for n, words in enumerate(own, 1)]
    return _foreseen(vote.taken())


def _foreseen(items: list[Item]) -> list[tuple[int, str]]:
    """The numbers that opening the step will give (methods/items.py)."""
    last, made = max((i.number or 0 for i in items), default=0), []
    for item in items:
        last += item.number is None
        made.append((item.number or last, options.title(item)))
    return made
