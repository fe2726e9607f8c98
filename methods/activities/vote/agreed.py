"""The result of an agree-vote: for each proposal how many gave each answer, and the support."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import items
from methods.activities.vote import account, corrected, poll
from methods.activities.vote.ballots import REASON
from methods.activities.vote.support import Support, support
from methods.activities.vote.voting import CANNOT
from models import Ballot, Item, Score, Tick

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote


def result(vote: Vote) -> dict[str, Any]:
    """What the vote hands on: those with broad support are the shortlist."""
    ids = vote.step.data.get("items", [])
    found = {i.id: i for i in vote.db.scalars(select(Item).where(Item.id.in_(ids)))}
    roots = poll.merged(vote, found)
    cast = poll.ballots(vote)
    live = [i for i in ids if found[i].status == "live" and i not in roots]
    counted = {i: _count(cast, i, roots) for i in live}
    order = sorted(live, key=lambda i: (-counted[i].share, found[i].number or 0))
    why = _reasons(vote)
    return {
        "items": order,
        "shortlist": [i for i in order if counted[i].broad],
        "ranking": [_row(i, counted, order) for i in order if counted[i].answers >= poll.SMALL],
        "agree": [_told(i, counted[i], why[i]) for i in order],
        "ballots": len(cast),
        "present": vote.audience(len(cast)),
        "ticks": sum(len(b.ticks) for b in cast),
        "account": account.kept(vote, cast), "paper": None,
        "budget": None, "target": None, "natural_break": None, "tie": None,
    }  # fmt: skip


def _count(cast: list[Any], item: int, roots: dict[int, int]) -> Support:
    """The answers on `item`; one given on what was merged into it counts if there is none."""
    under = [item, *(i for i, root in roots.items() if root == item)]
    given = (next((b.ticks[i] for i in under if i in b.ticks), 0) for b in cast)
    return support(level for level in given if level)


def _row(item: int, counted: dict[int, Support], order: list[int]) -> dict[str, Any]:
    """As a row of any vote; an item with fewer than five answers has none."""
    rank = 1 + sum(counted[i].share > counted[item].share for i in order)
    return {
        "item": item, "votes": counted[item].supporters, "rank": rank,
        "voters": counted[item].answers, "tables": None, "table_fair": None, "bridging": None,
        "home_share": None, "gathers": False, "shortlisted": counted[item].broad,
        "near_miss": False,
    }  # fmt: skip


def _told(item: int, found: Support, why: list[str]) -> dict[str, Any]:
    """Of fewer than five answers only whether the support is broad."""
    small = found.answers < poll.SMALL
    return {
        "item": item, "answers": found.answers, "broad": found.broad,
        "counts": None if small else list(found.counts),
        "supporters": None if small else found.supporters,
        "share": None if small else f"{float(found.share):.4f}",
        "reasons": [] if small else sorted(why),
    }  # fmt: skip


def _reasons(vote: Vote) -> dict[int, list[str]]:
    """The reasons of those who still cannot support it, by item."""
    rows = vote.db.execute(
        select(Score.item_id, Score.words)
        .join(Ballot, Ballot.id == Score.ballot_id)
        .join(Tick, (Tick.ballot_id == Ballot.id) & (Tick.item_id == Score.item_id))
        .where(Ballot.step_id == vote.step.id, Score.criterion == REASON, Score.words != "",
               Tick.weight == CANNOT, poll.counts(vote))
    )  # fmt: skip
    found: dict[int, list[str]] = defaultdict(list)
    for item, words in rows:
        found[item or 0].append(words)
    return found


def outcome(vote: Vote) -> dict[str, Any]:
    """The vote as kept data, without ids."""
    made = vote.step.result or {}
    rows = made.get("agree", [])
    ids = [row["item"] for row in rows]
    found = {i.id: i for i in vote.db.scalars(select(Item).where(Item.id.in_(ids)))}
    return {
        "mode": "agree",
        "agree": [{**{k: v for k, v in row.items() if k != "item"},
                   "number": found[row["item"]].number,
                   "title": items.title(found[row["item"]])} for row in rows],
        **{k: made.get(k) for k in ("ballots", "present")},
        **account.outcome(made, {}),
        **corrected.outcome(vote, found),
    }  # fmt: skip
