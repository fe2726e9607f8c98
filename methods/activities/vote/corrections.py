"""Counting a published vote again, and what becomes of it when something has changed (spec §9).

Without a change the kept ballots give the same bytes. With one the count is the next version of
the result, with the reason and what differs; the version before stays readable.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, update

from methods import versions
from methods.activities.vote import cut, poll, ties
from methods.refusal import Refused
from models import Ballot, Correction, PaperBatch, PaperVote
from translations import N_

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote

Change = dict[str, Any]  # {"kind": "void" | "merge" | "since" | "paper" | …, …}
RECOUNT = "recount"  # where the step's data keeps what the last look said
COMPARED = ("votes", "rank", "shortlisted")


def again(vote: Vote) -> dict[str, Any]:
    """The result of the kept ballots as they are now, as it would be stored.

    How many were present is known of the day only, and so is what small tables said (`small.py`).
    """
    before = vote.step.result or {}
    made = {**poll.made(vote), "present": before.get("present")}
    if together := (vote.step.data or {}).get("together"):
        made["together"] = together
    return dict(msgspec.json.decode(msgspec.json.encode(made)))


def same(before: dict[str, Any], now: dict[str, Any]) -> bool:
    return msgspec.json.encode(before, order="sorted") == msgspec.json.encode(now, order="sorted")


def correct(vote: Vote, changes: list[Change], reason: str, tie: str = "ask",
            data: dict[str, Any] | None = None) -> dict[str, Any]:  # fmt: skip
    """Count again with `changes`, and make that the next version of the result.

    A ballot that is left out bears the next version's number; `data` is what the step keeps from
    now on, if the change is in it. Refused: a tie at the cut that `tie` does not decide.
    """
    step, kept = vote.step, vote.step.data
    step.data = {k: v for k, v in (data or kept).items() if k != RECOUNT}
    step.version += 1  # what it leaves out is left out of the count
    _settle(vote, tie)
    result = again(vote)
    step.version -= 1
    versions.put(vote.scope, step, result, kept, reason, changes)
    vote.scope.lasts = "corrected"
    vote.scope.log("correct", step, version=step.version)
    vote.scope.touch("phone", "console", "screen", "group:*", "own:*")
    return {"same": False, "version": step.version}


def take_back(vote: Vote) -> None:
    """The version before counts again, with the ballots it counted."""
    last = versions.take_back(vote.scope, vote.step)
    vote.db.execute(update(Ballot).where(Ballot.step_id == vote.step.id, Ballot.void == last.number)
                    .values(void=0))  # fmt: skip
    for change in last.changes:
        if change["kind"] == "paper":  # as if it had never come
            added = change["batch"]
            vote.db.execute(delete(PaperVote).where(PaperVote.batch_id == added))
            vote.db.execute(delete(PaperBatch).where(PaperBatch.id == added))
    vote.step.data = {k: v for k, v in vote.step.data.items() if k != RECOUNT}
    vote.scope.lasts = "corrected"
    vote.scope.log("uncorrect", vote.step, version=last.number)
    vote.scope.touch("phone", "console", "screen", "group:*", "own:*")


def look(vote: Vote) -> dict[str, Any]:
    """What differs now, kept for the console; nothing is decided by it.

    With a tie that nobody has decided, votes and ranks are told, not who goes on.
    """
    before, step = vote.step.result or {}, vote.step
    tie = _undecided(vote)
    kept = step.data
    if tie is not None:
        step.data = {**kept, "tie": ties.choice("include", tie)}
    found = again(vote)
    step.data = kept
    changes = [] if same(before, found) else differences(before, found, went_on=tie is None)
    told = {"changes": changes, "tie": tie is not None, "same": same(before, found)}
    step.data = {**kept, RECOUNT: told}
    return told


def differences(before: dict[str, Any], now: dict[str, Any], *,
                went_on: bool = True) -> list[Change]:  # fmt: skip
    """Where two counts part: `[{item, votes, rank, shortlisted}]`, each `[before, now]`.

    None for an item that was or is not counted. In the order of the count now.
    """
    old = {row["item"]: row for row in before.get("ranking", [])}
    new = {row["item"]: row for row in now.get("ranking", [])}
    compared = COMPARED if went_on else COMPARED[:-1]
    pairs = {i: {key: [old.get(i, {}).get(key), new.get(i, {}).get(key)] for key in COMPARED}
             for i in dict.fromkeys([*new, *old])}  # fmt: skip
    return [{"item": i, **pair} for i, pair in pairs.items()
            if any(pair[key][0] != pair[key][1] for key in compared)]  # fmt: skip


def made(vote: Vote) -> list[tuple[Correction, dict[str, Any], dict[str, Any]]]:
    """Each correction with the result before it and the one it made."""
    found = versions.of(vote.db, vote.step)
    after = [*(c.before for c in found[1:]), vote.step.result or {}]
    return [(c, c.before, now) for c, now in zip(found, after, strict=False)]


def _undecided(vote: Vote) -> cut.Tie | None:
    """The tie at the cut, if it is not the one that was decided."""
    found = None if vote.settings.mode == "agree" else poll.of(vote).tie
    return None if found is None or ties.chosen(vote, found) else found


def _settle(vote: Vote, how: str) -> None:
    found = _undecided(vote)
    if found is None:
        return
    if how == "ask":
        raise Refused("tie", N_("Then there is a tie at the cut. Say how it is decided, and send "
                                "it again."))  # fmt: skip
    if how == "exclude" and not found.above:
        raise Refused("none_left", N_("Then none would go on. Choose another way."))
    vote.step.data = {**vote.step.data, "tie": ties.choice(how, found),
                      "seed": secrets.token_hex(8)}  # fmt: skip
