"""The secrecy of the ballot: slots while people vote, nothing that leads back afterwards.

A ballot stands in a slot, HMAC(the round's key, the participant). Publishing deletes the key, the
slots and the receipts, and gives the ballots new random numbers in random order (design §5).
Ballots of a table with fewer than five lose their table: nobody is told by where they sat.
"""

from __future__ import annotations

import hmac

from sqlalchemy import bindparam, delete, insert, select, update

from methods import asked, pooling
from methods.scope import Scope
from models import Act, Ballot, Item, Participant, Receipt, Score, Step, Tick, random_id

SMALL = (
    pooling.FEWEST
)  # fewer ballots than this entered from paper are not told apart from the others


def slot(step: Step, participant_id: int) -> str:
    """Where this participant's ballot stands while the round is on."""
    assert step.round_key is not None
    return hmac.digest(step.round_key, str(participant_id).encode(), "sha256").hex()


# Built once: a hall of phones asks for its ballots a thousand times a second.
OF_SLOT = select(Ballot).where(
    Ballot.step_id == bindparam("step"),
    Ballot.phase == bindparam("phase"),
    Ballot.slot == bindparam("slot"),
)


def ballot(scope: Scope, step: Step, participant_id: int) -> Ballot | None:
    """The participant's ballot in the step's present phase; none once it is published."""
    if step.round_key is None:
        return None
    asked = {"step": step.id, "phase": step.phase, "slot": slot(step, participant_id)}
    return scope.db.scalar(OF_SLOT, asked)


def take_ballot(scope: Scope, step: Step, participant_id: int, group_id: int | None) -> Ballot:
    """The participant's ballot, made if this is their first vote."""
    found = ballot(scope, step, participant_id)
    return found or new_ballot(scope, step, participant_id, group_id)


def new_ballot(scope: Scope, step: Step, participant_id: int, group_id: int | None) -> Ballot:
    """A ballot for a participant who is known to have none."""
    made = Ballot(step_id=step.id, phase=step.phase, group_id=group_id,
                  slot=slot(step, participant_id), words="", confirmed=False)  # fmt: skip
    scope.db.add(made)
    scope.db.flush()
    return made


def forget_authors(scope: Scope) -> None:
    """When the seminar has ended nobody needs to know who wrote or asked what: nobody does now.

    What is needed to undo what was done until now goes too.
    """
    here, db = scope.seminar.id, scope.db
    db.execute(update(Item).where(Item.seminar_id == here).values(author_id=None))
    people = update(Participant).where(Participant.seminar_id == here)
    db.execute(people.values(brought_by_id=None))
    asked.forget(scope)
    db.execute(delete(Receipt).where(Receipt.seminar_id == here,
                                     Receipt.actor.like("participant:%")))  # fmt: skip
    db.execute(update(Act).where(Act.seminar_id == here).values(changes=[], lasts="ended"))
    scope.forget, scope.lasts = True, "ended"


def forget(scope: Scope, step: Step) -> None:
    """Make it impossible to tell who voted what in `step`, for anyone, from now on.

    Ballots of small tables are one pool without a table; `step.data` keeps which tables those were,
    as `pooled`, for a later count (`methods/activities/vote/small.py`).

    Where nobody has voted there is nothing to tell: the receipts stay until the seminar ends, so
    that a step that is opened again by an undo still does what is sent twice only once.
    """
    db = scope.db
    asked.lower(scope, step)
    step.round_key = None
    db.flush()
    kept = db.execute(
        select(Ballot.id, Ballot.phase, Ballot.group_id, Ballot.confirmed, Ballot.words,
               Ballot.paper).where(Ballot.step_id == step.id)
    ).all()  # fmt: skip
    on_paper = sum(row.paper for row in kept) >= SMALL
    scope.forget = True
    if not kept:
        return
    scope.lasts = "secret"
    db.execute(delete(Receipt).where(Receipt.step_id == step.id,
                                     Receipt.actor.like("participant:%")))  # fmt: skip
    of_step = select(Ballot.id).where(Ballot.step_id == step.id)
    ticks = db.execute(select(Tick.ballot_id, Tick.item_id, Tick.weight)
                       .where(Tick.ballot_id.in_(of_step))).all()  # fmt: skip
    scores = db.execute(select(Score.ballot_id, Score.item_id, Score.criterion, Score.value,
                               Score.words)
                        .where(Score.ballot_id.in_(of_step))).all()  # fmt: skip
    fresh = {old: random_id() for old, *_ in kept}
    for table in (Tick, Score):
        db.execute(delete(table).where(table.ballot_id.in_(of_step)))
    db.execute(delete(Ballot).where(Ballot.step_id == step.id))
    where = {row.id: pooling.Cell(row.phase, row.paper and on_paper, row.group_id) for row in kept}
    pool = pooling.pooled(where.values())
    if pool:
        step.data = {**step.data, "pooled": sorted({c.group for c in pool if c.phase == 1})}
    # Random numbers, written in their own order: nothing is left of the order of arrival.
    ballots = [{**row._mapping, "id": fresh[row.id], "step_id": step.id,
                "paper": where[row.id].paper,
                "group_id": None if where[row.id] in pool else row.group_id}
               for row in kept]  # fmt: skip
    db.execute(insert(Ballot), sorted(ballots, key=lambda row: row["id"]))
    if ticks:
        db.execute(insert(Tick), sorted(
            ({"ballot_id": fresh[t.ballot_id], "item_id": t.item_id, "weight": t.weight}
             for t in ticks), key=lambda row: (row["ballot_id"], row["item_id"])))  # fmt: skip
    if scores:
        again = [{**s._mapping, "ballot_id": fresh[s.ballot_id], "id": random_id()} for s in scores]
        db.execute(insert(Score), sorted(again, key=lambda row: row["id"]))
    db.expire_all()
