"""What a later count can know of small tables, whose ballots have lost their table on publish.

The published result was counted with every table. The kept ballots of tables with fewer than five
are one pool, «small tables». So a recount that finds the same votes lets what was told of the
tables stand, and a correction counts the pool as one table (spec/voting.md §7, §9).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from methods.activities.vote.counting import Ballot, Line
from methods.activities.vote.cut import Settled, Tie
from translations import _

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote

POOL = 0  # the number of no group
COUNTED = ("votes", "voters", "paper")
BY_TABLE = ("items", "ranking", "shortlist", "tie", "represent")  # what the tables have a say in


def tables(vote: Vote) -> list[int]:
    """The tables that are in the pool; none before it is published, or without small ones."""
    return list((vote.step.data or {}).get("pooled", []))


def seated(vote: Vote, ballots: list[Ballot]) -> list[Ballot]:
    """The ballots with the pool as one table: those at no table are in it too."""
    if not tables(vote):
        return ballots
    return [replace(b, group=POOL) if b.group is None else b for b in ballots]


def place(vote: Vote, table: int | None) -> int | None:
    """Where paper of `table` counts: in the pool too, if its ballots are there."""
    return POOL if table in tables(vote) else table


def as_told(vote: Vote, before: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """`made`, with what `before` tells by table if the two counts are the same."""
    if not tables(vote) or _counts(before) != _counts(made):
        return made
    return {**made, **{key: before[key] for key in BY_TABLE}}


def settled(vote: Vote, tie: Tie, rest: list[Line]) -> Settled | None:
    """How the same tie was settled when every table was known; None if it was another, or is

    settled now for the first time.
    """
    told = (vote.step.result or {}).get("tie") or {}
    same = (sorted(told.get("tied", [])), told.get("places")) == (sorted(tie.tied), tie.places)
    tied = {line.item for line in rest}
    if not tables(vote) or not same or not set(told.get("settled", [])) & tied:
        return None
    chosen = tuple(told["settled"])
    losers = tuple(line.item for line in rest if line.item not in chosen)
    return Settled(chosen, losers, tuple(told["by"]))


def told(version: int, pooled: int) -> str:
    """What a corrected count cannot tell of small tables, in words; nothing where it can."""
    if version == 1 or not pooled:
        return ""
    return _("Ballots of tables with fewer than five are kept without their table. Where a new "
             "version changed the count, they count as one table in «table-fair» and "
             "«bridging».")  # fmt: skip


def _counts(result: dict[str, Any]) -> tuple[Any, ...]:
    """What single ballots tell of a result, whatever order it stands in."""
    rows = {row["item"]: [row.get(key) for key in COUNTED] for row in result.get("ranking", [])}
    return rows, result.get("ballots"), result.get("target"), _choice(result)


def _choice(result: dict[str, Any]) -> Any:
    return (result.get("tie") or {}).get("choice")
