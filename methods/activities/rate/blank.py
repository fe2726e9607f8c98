"""The form on paper: the questions in the order in which they are entered (entering.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methods import items
from methods.blank import Blank
from methods.refusal import Refused
from models import Item
from translations import N_, _, pick

if TYPE_CHECKING:
    from methods.activities.rate.activity import Rate


def form(rate: Rate) -> Blank:
    """A line for each question, about each card; refuses where it is too late or too early."""
    if rate.step.state in ("published", "skipped"):
        raise Refused("vote_over", N_("That vote is over. A ballot for it would not be counted."))
    about: list[Item | None] = list(_rated(rate)) if rate.step.source else [None]
    if not about:
        raise Refused("nothing_yet", N_("What people will vote on is not settled yet. Publish the "
                                        "step before it first."))  # fmt: skip
    lines = [_line(rate, item, pick(criterion.label))
             for item in about for criterion in rate.settings.asked]  # fmt: skip
    return Blank(list(enumerate(lines, 1)), pick(rate.step.lead), _("Put one cross on each line."),
                 [str(v) for v in rate.settings.values], _meanings(rate))  # fmt: skip


def _rated(rate: Rate) -> list[Item]:
    return rate.taken() if rate.step.state == "waiting" else rate.rated()


def _line(rate: Rate, item: Item | None, label: str) -> str:
    if item is None:
        return label or pick(rate.step.lead)
    title = items.told(items.title(item))
    return f"{title}: {label}" if label else title


def _meanings(rate: Rate) -> list[str]:
    """What the values mean: each of them, or the two ends."""
    values, words = rate.settings.values, rate.settings.words()
    if words:
        return [f"{v} = {word}" for v, word in zip(values, words, strict=True)]
    lowest, highest = rate.settings.ends()
    return [f"{values[0]} = {lowest}", f"{values[-1]} = {highest}"]
