"""What was decided about a tie, and for which tie: a choice never decides another.

A late ballot, or something hidden or merged after the choice, makes another tie, and that is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from methods import clock
from methods.activities.vote.cut import RUNOFF_SECONDS, Tie
from models import Ballot, Tick

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote


def _of(tie: Tie) -> dict[str, Any]:
    """What makes a tie this one: who is tied, who stands above, and the room there is."""
    return {"tied": sorted(tie.tied), "above": sorted(tie.above), "places": tie.places}


def choice(how: str, tie: Tie) -> dict[str, Any]:
    """The choice as kept: how, and the tie it is for."""
    return {"how": how, **_of(tie)}


def chosen(vote: Vote, tie: Tie) -> str | None:
    """How `tie` was decided; None if it was not, or if what was decided is another one."""
    kept = vote.step.data.get("tie") or {}
    return kept.get("how") if kept == choice(kept.get("how", ""), tie) else None


def was_held(vote: Vote, tie: Tie) -> bool:
    """Whether there has been a run-off for just this tie."""
    held = vote.step.data.get("runoff")
    return held is not None and held["tie"] == _of(tie)


def open_runoff(vote: Vote, tie: Tie) -> None:
    """One tick each, among the tied, on every phone. One that was held for another tie is gone."""
    forget_runoff(vote)
    step = vote.step
    held = {"items": list(tie.tied), "tie": _of(tie), "closed_at": step.closed_at}
    step.data = {**step.data, "runoff": held}
    step.phase = 2
    step.state, step.closed_at = "open", None
    step.deadline = clock.now() + RUNOFF_SECONDS


def forget_runoff(vote: Vote) -> None:
    """Back to the first count, closed when it was closed: a run-off's ballots are thrown away."""
    step = vote.step
    held = step.data.get("runoff")
    if held is None:
        return
    of_runoff = select(Ballot.id).where(Ballot.step_id == step.id, Ballot.phase == 2)
    vote.db.execute(delete(Tick).where(Tick.ballot_id.in_(of_runoff)))
    vote.db.execute(delete(Ballot).where(Ballot.step_id == step.id, Ballot.phase == 2))
    step.data = {k: v for k, v in step.data.items() if k != "runoff"}
    step.phase, step.closed_at = 1, held["closed_at"]
