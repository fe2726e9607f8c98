"""Counting a kept vote again, from the ballots its outcome holds (docs/outcome.md, spec §9)."""

from __future__ import annotations

from typing import Any

from methods.activities.vote.counting import Ballot, Line, count
from methods.activities.vote.paper import Batch

TOLD = ("number", "votes", "rank")


def ranking(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """Number, votes and rank of every item, counted again from `cast`.

    Equals stand as the outcome lists them: by tables, which its ballots do not tell; of small
    tables not even the server's do (`small.py`). Empty for a
    vote of so few that its ballots are not kept.
    """
    return [dict(zip(TOLD, (line.item, line.votes, line.rank), strict=True))
            for line in lines(outcome)]  # fmt: skip


def lines(outcome: dict[str, Any]) -> list[Line]:
    """The same with voters. What was merged after the count is counted as it was then."""
    paper = outcome.get("paper")
    if not outcome["cast"] and not (paper and paper["batches"]):
        return []
    listed = {row["number"]: place for place, row in enumerate(outcome["ranking"])}
    merged = {int(n): into for n, into in outcome["merged"].items() if int(n) not in listed}
    found = count(ballots(outcome), listed, merged, outcome.get("per_item"),
                  best=outcome.get("mode") == "rank", paper=_batches(paper))  # fmt: skip
    return sorted(found, key=lambda line: (-line.votes, listed[line.item]))


def kept(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """The same of the ranking that was published, to hold against `ranking`."""
    return [{key: row[key] for key in TOLD} for row in outcome["ranking"]]


def whole(outcome: dict[str, Any]) -> bool:
    """Whether all that was counted is kept; of fewer than five ballots it is not."""
    paper = outcome.get("paper")
    return bool(len(outcome["cast"]) + (paper["batched"] if paper else 0) == outcome["ballots"])


def ballots(outcome: dict[str, Any]) -> list[Ballot]:
    return [_ballot(cast) for cast in outcome["cast"]]


def _batches(paper: dict[str, Any] | None) -> list[Batch]:
    """What the paper batches gave, all together: merged items stand under one number already."""
    if not paper or not paper["batched"]:
        return []
    return [Batch(paper["batched"], {int(n): ticks for n, ticks in paper["batches"].items()})]


def _ballot(cast: list[int] | dict[str, int]) -> Ballot:
    """A ballot as kept: the numbers that were ticked, or the weight of each."""
    if isinstance(cast, dict):
        return Ballot({int(number): weight for number, weight in cast.items()})
    return Ballot(dict.fromkeys(cast, 1))
