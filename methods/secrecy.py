"""The secrecy of the ballot: slots while people vote, nothing that leads back afterwards.

A ballot stands in a slot, HMAC(the round's key, the participant). Publishing deletes the key, the
slots and the receipts, and gives the ballots new random numbers in random order (design §5).
"""

from __future__ import annotations

import hashlib
import hmac

from sqlalchemy import delete, insert, select

from methods.scope import Scope
from models import Ballot, Receipt, Score, Step, Tick, random_id


def slot(step: Step, participant_id: int) -> str:
    """Where this participant's ballot stands while the round is on."""
    assert step.round_key is not None
    return hmac.new(step.round_key, str(participant_id).encode(), hashlib.sha256).hexdigest()


def ballot(scope: Scope, step: Step, participant_id: int) -> Ballot | None:
    """The participant's ballot in the step's present phase; none once it is published."""
    if step.round_key is None:
        return None
    return scope.db.scalar(
        select(Ballot).where(
            Ballot.step_id == step.id,
            Ballot.phase == step.phase,
            Ballot.slot == slot(step, participant_id),
        )
    )


def take_ballot(scope: Scope, step: Step, participant_id: int, group_id: int | None) -> Ballot:
    """The participant's ballot, made if this is their first vote."""
    found = ballot(scope, step, participant_id)
    if found is None:
        found = Ballot(step_id=step.id, phase=step.phase, group_id=group_id,
                       slot=slot(step, participant_id), words="", confirmed=False)  # fmt: skip
        scope.db.add(found)
        scope.db.flush()
    return found


def forget(scope: Scope, step: Step) -> None:
    """Make it impossible to tell who voted what in `step`, for anyone, from now on."""
    db = scope.db
    step.round_key = None
    db.flush()
    kept = db.execute(
        select(Ballot.id, Ballot.phase, Ballot.group_id, Ballot.confirmed, Ballot.words).where(
            Ballot.step_id == step.id
        )
    ).all()
    db.execute(delete(Receipt).where(Receipt.step_id == step.id,
                                     Receipt.actor.like("participant:%")))  # fmt: skip
    scope.forget = True
    if not kept:
        return
    of_step = select(Ballot.id).where(Ballot.step_id == step.id)
    ticks = db.execute(select(Tick.ballot_id, Tick.item_id, Tick.weight)
                       .where(Tick.ballot_id.in_(of_step))).all()  # fmt: skip
    scores = db.execute(select(Score.ballot_id, Score.criterion, Score.value)
                        .where(Score.ballot_id.in_(of_step))).all()  # fmt: skip
    fresh = {old: random_id() for old, *_ in kept}
    for table in (Tick, Score):
        db.execute(delete(table).where(table.ballot_id.in_(of_step)))
    db.execute(delete(Ballot).where(Ballot.step_id == step.id))
    # Random numbers, written in their own order: nothing is left of the order of arrival.
    ballots = [{**row._mapping, "id": fresh[row.id], "step_id": step.id} for row in kept]
    db.execute(insert(Ballot), sorted(ballots, key=lambda row: row["id"]))
    if ticks:
        db.execute(insert(Tick), sorted(
            ({"ballot_id": fresh[t.ballot_id], "item_id": t.item_id, "weight": t.weight}
             for t in ticks), key=lambda row: (row["ballot_id"], row["item_id"])))  # fmt: skip
    if scores:
        db.execute(insert(Score), sorted(
            ({"ballot_id": fresh[s.ballot_id], "criterion": s.criterion, "value": s.value}
             for s in scores), key=lambda row: (row["ballot_id"], row["criterion"])))  # fmt: skip
    db.expire_all()
