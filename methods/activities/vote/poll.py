"""From the kept ballots to a result: counting, the cut, and what is handed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import distinct, func, select

from methods import items
from methods.activities.vote import budget, counting, cut
from models import Ballot, Item, Tick

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote

SMALL = 5  # groups and rounds of fewer are never broken down


@dataclass(frozen=True)
class Poll:
    """A vote counted. `target` is where the list is to be cut; `tie` what stands in the way."""

    ballots: list[counting.Ballot]
    lines: list[counting.Line]
    target: int
    tie: cut.Tie | None
    natural: int | None
    items: dict[int, Item]


def ballots(vote: Vote, phase: int = 1) -> list[counting.Ballot]:
    """The kept ballots of a phase, with at least one tick, as plain data."""
    rows = vote.db.execute(
        select(Ballot.id, Ballot.group_id, Tick.item_id, Tick.weight)
        .join(Tick, Tick.ballot_id == Ballot.id)
        .where(Ballot.step_id == vote.step.id, Ballot.phase == phase)
        .order_by(Ballot.id, Tick.item_id)
    ).all()
    ticks: dict[int, dict[int, int]] = defaultdict(dict)
    home: dict[int, int | None] = {}
    for ballot, group, item, weight in rows:
        ticks[ballot][item] = weight
        home[ballot] = group
    return [counting.Ballot(ticks[b], home[b]) for b in ticks]


def cast(vote: Vote) -> int:
    """How many ballots have a tick in the present phase."""
    return vote.db.scalar(
        select(func.count(distinct(Ballot.id)))
        .join(Tick, Tick.ballot_id == Ballot.id)
        .where(Ballot.step_id == vote.step.id, Ballot.phase == vote.step.phase)
    ) or 0  # fmt: skip


def of(vote: Vote) -> Poll:
    """Count the first phase. The run-off only settles a tie of it."""
    ids = vote.step.data.get("items", [])
    found = {i.id: i for i in vote.db.scalars(select(Item).where(Item.id.in_(ids)))}
    live = [i for i in ids if found[i].status == "live"]
    merged = {i: r for i, r in items.roots(list(found.values())).items() if i in found}
    kept = ballots(vote)
    lines = counting.count(kept, live, merged)
    target = min(len(lines), int(vote.step.data.get("cut") or budget.target(
        vote.settings.target, len(lines))))  # fmt: skip
    votes = [line.votes for line in lines]
    return Poll(kept, lines, target, cut.tie(lines, target),
                cut.natural_break(votes, target), found)  # fmt: skip


def shortlist(vote: Vote, counted: Poll) -> tuple[list[int], dict[str, Any] | None]:
    """Who goes on, in order, and the tie's story if there was one."""
    in_order = [line.item for line in counted.lines]
    found, choice = counted.tie, vote.step.data.get("tie")
    if found is None:
        return in_order[: counted.target], None
    story: dict[str, Any] = {"choice": choice, "above": len(found.above),
                             "tied": list(found.tied), "places": found.places,
                             "suggestion": found.suggestion}  # fmt: skip
    if choice == "include":
        return [*found.above, *found.tied], story
    if choice == "exclude":
        return list(found.above), story
    tied = [line for line in counted.lines if line.item in found.tied]
    kept, rest = (_runoff(vote, tied, found.places, story) if choice == "runoff"
                  else ([], tied))  # fmt: skip
    numbers = {item.id: item.number for item in counted.items.values()}
    settled = cut.settle(rest, found.places - len(kept), vote.step.data["seed"], numbers)
    chosen = [*found.above, *(line.item for line in kept), *settled.chosen]
    if rest and len(kept) < found.places:
        story |= {"settled": list(settled.chosen), "by": list(settled.by),
                  "seed": vote.step.data["seed"]}  # fmt: skip
    story["losers"] = [i for i in found.tied if i not in chosen]
    return chosen, story


def _runoff(vote: Vote, tied: Sequence[counting.Line], places: int,
            story: dict[str, Any]) -> tuple[list[counting.Line], list[counting.Line]]:  # fmt: skip
    """Who of the tied the run-off put safely in, and who are still equal for the last places."""
    votes = counting.count(ballots(vote, 2), [line.item for line in tied])
    story["runoff"] = [{"item": line.item, "votes": line.votes} for line in votes]
    story["runoff_ballots"] = sum(line.votes for line in votes)
    by_item = {line.item: line for line in tied}
    still = cut.tie(votes, places)
    if still is None:
        return [by_item[line.item] for line in votes[:places]], []
    return [by_item[i] for i in still.above], [by_item[i] for i in still.tied]


def result(vote: Vote, counted: Poll) -> dict[str, Any]:
    """What the vote hands on (see docs/outcome.md)."""
    chosen, story = shortlist(vote, counted)
    near = cut.near_misses(counted.lines, chosen, len(counted.ballots))
    small = len(counted.ballots) < SMALL
    return {
        "items": [line.item for line in counted.lines],
        "shortlist": chosen,
        "ranking": [_row(line, counted, chosen, near, small) for line in counted.lines],
        "ballots": len(counted.ballots),
        "present": vote.scope.present(),
        "ticks": sum(len(b.ticks) for b in counted.ballots),
        "budget": vote.step.data.get("budget"),
        "target": counted.target,
        "natural_break": counted.natural,
        "tie": story,
    }


def _row(line: counting.Line, counted: Poll, chosen: list[int], near: list[int],
         small: bool) -> dict[str, Any]:  # fmt: skip
    home = counted.items[line.item].group_id
    return {
        "item": line.item,
        "votes": line.votes,
        "rank": line.rank,
        "tables": None if small else line.tables,
        "table_fair": None if small else f"{float(line.table_fair):.4f}",
        "bridging": None if small else f"{line.root:.4f}",
        "home_share": None if small else counting.home_share(counted.ballots, line.item, home),
        "shortlisted": line.item in chosen,
        "near_miss": line.item in near,
    }


def outcome(vote: Vote) -> dict[str, Any]:
    """The vote as kept data, ids as numbers; with the ballots, so that it can be recounted."""
    made = vote.step.result or {}
    ids = vote.step.data.get("items", [])
    found = {i.id: i for i in vote.db.scalars(select(Item).where(Item.id.in_(ids)))}
    number = {i: found[i].number for i in found}
    merged = items.roots(list(found.values()))
    story = made.get("tie")
    kept = sorted(sorted(number[i] or 0 for i in b.ticks) for b in ballots(vote))
    return {
        "ranking": [
            {**{k: v for k, v in row.items() if k != "item"}, "number": number[row["item"]],
             "title": items.title(found[row["item"]])}
            for row in made.get("ranking", [])
        ],
        "shortlist": [number[i] for i in made.get("shortlist", [])],
        **{k: made.get(k) for k in
           ("ballots", "present", "ticks", "budget", "target", "natural_break")},
        "merged": {str(number[i]): number[r] for i, r in merged.items() if i in number},
        "tie": story and _story(story, number, found),
        "cast": kept if len(kept) >= SMALL else [],
    }  # fmt: skip


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
