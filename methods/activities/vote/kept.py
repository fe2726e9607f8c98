"""A published vote as kept data: numbers for ids, and the ballots, so that anyone can count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import items
from methods.activities.vote import account, corrected, poll, represent, small
from models import Item

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote


def outcome(vote: Vote) -> dict[str, Any]:
    """The vote as kept data, ids as numbers; with the ballots, so that it can be recounted."""
    made = vote.step.result or {}
    ids = vote.step.data.get("items", [])
    found = {i.id: i for i in vote.db.scalars(select(Item).where(Item.id.in_(ids)))}
    number = {i: found[i].number for i in found}
    under = poll.merged(vote, found)
    story = made.get("tie")
    kept = _kept(vote, number)
    return {
        "mode": vote.settings.mode,
        "tally": vote.settings.tally,
        "ranking": [
            {**{k: v for k, v in row.items() if k != "item"}, "number": number[row["item"]],
             "title": items.title(found[row["item"]])}
            for row in made.get("ranking", [])
        ],
        "shortlist": [number[i] for i in made.get("shortlist", [])],
        **{k: made.get(k) for k in
           ("ballots", "present", "ticks", "budget", "target", "natural_break")},
        "merged": {str(number[i]): number[r] for i, r in under.items() if r in number},
        "tie": story and _story(story, number, found),
        "represent": represent.outcome(made.get("represent"), number),
        **account.outcome(made, number),
        "per_item": poll.most(vote),
        "small_tables": len(small.tables(vote)),
        "cast": kept if len(kept) >= poll.SMALL else [],
        **corrected.outcome(vote, found),
    }  # fmt: skip


def _kept(vote: Vote, number: dict[int, int | None]) -> list[Any]:
    """The ballots, so that anyone can count: what was ticked, or the weight by number."""
    cast = poll.ballots(vote)
    if vote.settings.mode in ("tick", "poll"):
        return sorted(sorted(number[i] or 0 for i in b.ticks) for b in cast)
    weighed = ({str(number[i]): w for i, w in sorted(b.ticks.items())} for b in cast)
    return sorted(weighed, key=lambda ballot: sorted(ballot.items()))


def _story(story: dict[str, Any], number: dict[int, int | None],
           found: dict[int, Item]) -> dict[str, Any]:  # fmt: skip
    """The tie's story with numbers and titles for ids."""
    told = {**story}
    for key in ("tied", "settled", "losers"):
        if key in told:
            told[key] = [number[i] for i in told[key]]
    if "runoff" in told:
        told["runoff"] = [
            {"number": number[r["item"]], "title": items.title(found[r["item"]]),
             "votes": r["votes"]}
            for r in told["runoff"]
        ]  # fmt: skip
    return told
