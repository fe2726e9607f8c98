"""From the kept ballots to a result: counting, the cut, and what is handed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, distinct, func, or_, select

from methods import items
from methods.activities.vote import account, budget, counting, cut, paper, represent, small, ties
from models import Ballot, Item, Tick

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote

SMALL = 5  # groups and rounds of fewer are never broken down


@dataclass(frozen=True)
class Poll:
    """A vote counted. `target` is where the list is to be cut; `tie` what stands in the way.

    `ballots` are those known one by one, `paper` the batches.
    """

    ballots: list[counting.Ballot]
    paper: list[paper.Batch]
    lines: list[counting.Line]
    target: int
    tie: cut.Tie | None
    natural: int | None
    items: dict[int, Item]
    merged: dict[int, int]
    most: int
    best: bool

    @property
    def cast(self) -> int:
        """Ballots with a tick, by phone and on paper."""
        return len(self.ballots) + sum(batch.ballots for batch in self.paper)

    @property
    def seated(self) -> bool:
        """Whether any of them was cast at a table."""
        groups = [b.group for b in self.ballots] + [b.group for b in self.paper]
        return any(group is not None for group in groups)


def ballots(vote: Vote, phase: int = 1) -> list[counting.Ballot]:
    """The kept ballots of a phase, with at least one tick, as plain data."""
    rows = vote.db.execute(
        select(Ballot.id, Ballot.group_id, Ballot.paper, Tick.item_id, Tick.weight)
        .join(Tick, Tick.ballot_id == Ballot.id)
        .where(Ballot.step_id == vote.step.id, Ballot.phase == phase, counts(vote))
        .order_by(Ballot.id, Tick.item_id)
    ).all()
    ticks: dict[int, dict[int, int]] = defaultdict(dict)
    about: dict[int, tuple[int | None, bool]] = {}
    for ballot, group, entered, item, weight in rows:
        ticks[ballot][item] = weight
        about[ballot] = group, entered
    return small.seated(vote, [counting.Ballot(ticks[b], *about[b]) for b in ticks])


def batches(vote: Vote, phase: int = 1) -> list[paper.Batch]:
    """The paper batches of a phase as plain data."""
    return [paper.Batch(b.ballots, {int(i): n for i, n in b.counts.items()},
                        small.place(vote, b.group_id)) for b in vote.batches(phase)]  # fmt: skip


def counts(vote: Vote) -> ColumnElement[bool]:
    """Which kept ballots count in this version of the result: those that it has not left out."""
    return or_(Ballot.void == 0, Ballot.void > vote.step.version)


def merged(vote: Vote, found: dict[int, Item]) -> dict[int, int]:
    """What each merged item is counted under: merged for all, or in a correction of this vote."""
    into = items.roots(list(found.values()))
    together = {int(i): r for i, r in (vote.step.data or {}).get("together", {}).items()}

    def end(item: int) -> int:
        item = into.get(item, item)
        while item in together:
            item = together[item]
        return item

    return {i: root for i in found if (root := end(i)) != i}


def cast(vote: Vote) -> int:
    """How many ballots have a tick in the present phase, those on paper too."""
    alone = vote.db.scalar(
        select(func.count(distinct(Ballot.id)))
        .join(Tick, Tick.ballot_id == Ballot.id)
        .where(Ballot.step_id == vote.step.id, Ballot.phase == vote.step.phase)
    )  # fmt: skip
    return (alone or 0) + sum(batch.ballots for batch in vote.batches())


def of(vote: Vote) -> Poll:
    """Count the first phase. The run-off only settles a tie of it."""
    ids = vote.step.data.get("items", [])
    found = {i.id: i for i in vote.db.scalars(select(Item).where(Item.id.in_(ids)))}
    live = [i for i in ids if found[i].status == "live"]
    under = merged(vote, found)
    kept, on_paper = ballots(vote), batches(vote)
    best = vote.settings.mode == "rank"
    lines = counting.count(kept, live, under, most(vote), best=best, paper=on_paper)
    target = min(len(lines), int(vote.step.data.get("cut") or budget.target(
        vote.settings.target, len(lines))))  # fmt: skip
    votes = [line.votes for line in lines]
    tie = None if represent.used(vote) else cut.tie(lines, target)
    return Poll(kept, on_paper, lines, target, tie,
                cut.natural_break(votes, target), found, under, most(vote), best)  # fmt: skip


def most(vote: Vote) -> int:
    """How much one voter can give one item."""
    return {"dots": vote.settings.per_item or 3, "rank": 3}.get(vote.settings.mode, 1)


def shortlist(vote: Vote, counted: Poll) -> tuple[list[int], dict[str, Any] | None]:
    """Who goes on, in order, and the tie's story if there was one."""
    if represent.used(vote):
        return represent.compare(counted).represent, None
    in_order = [line.item for line in counted.lines]
    found = counted.tie
    choice = found and ties.chosen(vote, found)
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
    places = found.places - len(kept)
    settled = small.settled(vote, found, rest) or cut.settle(
        rest, places, vote.step.data["seed"], numbers)  # fmt: skip
    chosen = [*found.above, *(line.item for line in kept), *settled.chosen]
    if rest and len(kept) < found.places:
        story |= {"settled": list(settled.chosen), "by": list(settled.by),
                  "seed": vote.step.data["seed"]}  # fmt: skip
    story["losers"] = [i for i in found.tied if i not in chosen]
    return chosen, story


def _runoff(vote: Vote, tied: Sequence[counting.Line], places: int,
            story: dict[str, Any]) -> tuple[list[counting.Line], list[counting.Line]]:  # fmt: skip
    """Who of the tied the run-off put safely in, and who are still equal for the last places."""
    on_paper = batches(vote, 2)
    votes = counting.count(ballots(vote, 2), [line.item for line in tied], paper=on_paper)
    story["runoff"] = [{"item": line.item, "votes": line.votes} for line in votes]
    story["runoff_ballots"] = sum(line.votes for line in votes)
    story["runoff_paper"] = sum(batch.ballots for batch in on_paper)
    by_item = {line.item: line for line in tied}
    still = cut.tie(votes, places)
    if still is None:
        return [by_item[line.item] for line in votes[:places]], []
    return [by_item[i] for i in still.above], [by_item[i] for i in still.tied]


def made(vote: Vote) -> dict[str, Any]:
    """The result of the kept ballots as they stand now."""
    from methods.activities.vote import agreed  # it counts with what is here

    return agreed.result(vote) if vote.settings.mode == "agree" else result(vote, of(vote))


def result(vote: Vote, counted: Poll) -> dict[str, Any]:
    """What the vote hands on (see docs/outcome.md)."""
    chosen, story = shortlist(vote, counted)
    near = cut.near_misses(counted.lines, chosen, counted.cast)
    if represent.used(vote):  # there is no cut that one can be just below
        near = [i for i in represent.compare(counted).ticks if i not in chosen]
    few = counted.cast < SMALL or not counted.seated  # nothing to break down by
    on_paper = account.on_paper(counted)
    first = sorted(counted.lines, key=lambda line: -line.root)[: counted.target]
    gathers = [] if few else [line.item for line in first]
    made = {
        "items": [line.item for line in counted.lines],
        "shortlist": chosen,
        "ranking": [
            {
                **_row(line, counted, few),
                "paper": on_paper.get(line.item, 0),
                "gathers": line.item in gathers,
                "shortlisted": line.item in chosen,
                "near_miss": line.item in near,
            }
            for line in counted.lines
        ],
        "ballots": counted.cast,
        "present": vote.audience(counted.cast),
        "ticks": given(counted),
        "account": account.kept(vote, counted.ballots),
        "paper": account.paper_of(counted),
        "budget": vote.step.data.get("budget"),
        "target": counted.target,
        "natural_break": counted.natural,
        "tie": story,
        "represent": represent.result(vote, counted, chosen),
    }
    return small.as_told(vote, vote.step.result or {}, made)


def given(counted: Poll) -> int:
    """Ticks in all, by phone and on paper."""
    by_phone = sum(sum(b.ticks.values()) for b in counted.ballots)
    return by_phone + sum(batch.given for batch in counted.paper)


def _row(line: counting.Line, counted: Poll, few: bool) -> dict[str, Any]:
    home = counted.items[line.item].group_id
    at_home = sum(ballot.group == home for ballot in counted.ballots)
    at_home += sum(batch.ballots for batch in counted.paper if batch.group == home)
    return {
        "item": line.item,
        "votes": line.votes,
        "rank": line.rank,
        "voters": line.voters,
        "tables": None if few else line.tables,
        "table_fair": None if few else f"{float(line.table_fair):.4f}",
        "bridging": None if few else f"{line.root:.4f}",
        "home_share": None
        if few or at_home < SMALL  # of a small table it would tell what single people ticked
        else counting.home_share(counted.ballots, line.item, home, counted.paper),  # fmt: skip
    }
