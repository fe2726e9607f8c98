"""What stands on the console where paper is entered: what is left, what came, never a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import items, paperless
from methods.activities.vote import options, telling
from methods.activities.vote.batching import BY_BATCH
from methods.activities.vote.paper import by_hand
from models import Item

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote


def view(vote: Vote) -> dict[str, Any] | None:
    """The entry form's finished values; None where nobody is without a phone, or paper is not

    counted, or it is too late.
    """
    if not vote.settings.paper or vote.paper_late() or not paperless.count(vote.scope):
        return None
    names, tables = telling.names(vote), {t.id: t.number for t in vote.scope.tables()}
    batches = vote.batches()
    return {
        "each": vote.each(),
        "how": vote.how(),
        "most": vote.most(),
        "together": vote.how() in BY_BATCH,
        "left": _left(vote),
        "titles": {n: options.title(item) for n, item in sorted(_on(vote).items())},
        "batches": [
            {"id": b.id, "table": tables.get(b.group_id or 0), "ballots": b.ballots,
             "ticks": sum(b.counts.values()), "by": telling.by(b.actor, names),
             "at": telling.at(b.at)}
            for b in batches
        ],
        "alone": [
            {"number": v.number, "how": telling.how(v.how), "by": telling.by(v.actor, names),
             "at": telling.at(v.at)}
            for v in vote.lines() if v.batch_id is None
        ],
        "by_hand": _by_hand(vote),
    }  # fmt: skip


def late(vote: Vote) -> dict[str, Any] | None:
    """What the form for paper found after the result was published needs; None where none can be

    counted in. `left` names the tables with ballots that are issued and not counted.
    """
    paper = vote.settings.paper and vote.settings.mode in BY_BATCH
    if not paper or vote.seminar.state == "ended" or not paperless.count(vote.scope):
        return None
    first = vote.first()
    return {
        "each": first.each(),
        "most": first.most(),
        "left": [t for t in _left(first) if t["left"] > 0],
        "titles": {n: options.title(item) for n, item in sorted(_on(first).items())},
    }


def _left(vote: Vote) -> list[dict[str, Any]]:
    """Of each table: how many paper ballots are issued, and how many not entered yet."""
    ids = {t.number: t.id for t in vote.scope.tables()}
    return [
        {"table": number, "issued": issued, "left": vote.left_at(ids.get(number or 0))}
        for number, issued in paperless.at_each(vote.scope)
    ]


def _on(vote: Vote) -> dict[int, Item]:
    found = vote.db.scalars(select(Item).where(Item.id.in_(vote.on_ballot())))
    return {item.number: item for item in found if item.number is not None}


def _by_hand(vote: Vote) -> list[int]:
    """The numbers that were merged after paper was entered: to be counted by hand (spec §4)."""
    from methods.activities.vote import poll

    found = list(_on(vote).values())
    numbers = {item.id: item.number or 0 for item in found}
    batches = poll.batches(vote, vote.step.phase)
    return [numbers[i] for i in by_hand(batches, items.roots(found), vote.most()) if i in numbers]
