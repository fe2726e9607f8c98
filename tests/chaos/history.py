"""What was said and when, what was answered, and what stands: whether all can be true together.

Each voter's tick is a register. Writes may lie over one another in time; of those that nothing
acknowledged came after, any may be the one that stands. A step that is closed does not change
(spec/quality.md §6). Whoever loads the server keeps such a history, and has it judged here.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select, text

from methods import secrecy
from models import Ballot, Participant, Receipt, Step, Tick
from storage import connect

NEVER = float("inf")
GRACE = 15.0  # seconds in which a ballot that was begun may still come (vote/settings.py)


@dataclass(frozen=True)
class Write:
    """One change, sent maybe many times: whose, to what, when it began and when it was answered."""

    whose: int
    value: bool
    op_id: str
    began: float
    ended: float = NEVER
    answers: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        return bool(self.answers) and bool(json.loads(self.answers[0])["ok"])

    @property
    def code(self) -> str:
        """Why it was refused; empty if it was not, or nobody knows."""
        return "" if not self.answers or self.accepted else str(json.loads(self.answers[0])["code"])


def faults(writes: list[Write], stands: Mapping[int, bool],
           closed: tuple[float, float] | None = None) -> Iterator[str]:  # fmt: skip
    """What cannot be. `closed`: when the closing was asked for, and when nothing more may come."""
    by_whom: dict[int, list[Write]] = defaultdict(list)
    for write in writes:
        by_whom[write.whose].append(write)
        if len(set(write.answers)) > 1:
            yield f"two answers to one change: {write}"
        yield from _against_closing(write, closed or (NEVER, NEVER))
    for whose, own in by_whom.items():
        if stands.get(whose, False) not in may_stand(own):
            yield f"{stands.get(whose)} stands for {whose}, who said last {own[-1]}"


def may_stand(writes: list[Write]) -> set[bool]:
    """The values that one register may have after these writes, if it was empty before."""
    accepted = [write for write in writes if write.accepted]
    maybe = accepted + [write for write in writes if not write.answers]
    last = [write for write in maybe if not any(write.ended < after.began for after in accepted)]
    return {write.value for write in last} | (set() if accepted else {False})


def _against_closing(write: Write, closed: tuple[float, float]) -> Iterator[str]:
    asked, over = closed
    if write.accepted and write.began > over:
        yield f"taken in after the step was closed: {write}"
    if write.code and (write.code != "closed" or write.ended < asked):
        yield f"refused while the step was open: {write}"


def judge(database: str, writes: list[Write], step: int, item: int,
          closed: tuple[float, float] | None = None) -> dict[str, int]:  # fmt: skip
    """Hold a history of ticks of `item` against the database; `whose` are participants' numbers.

    Not after publishing: then nobody can tell whose a ballot is. Gives what was counted.
    """
    storage = connect(database)
    with storage.reading() as db:
        if storage.read.dialect.name == "sqlite":
            assert db.scalar(text("PRAGMA integrity_check")) == "ok"
        receipts = Counter(db.scalars(select(Receipt.op_id).where(Receipt.step_id == step)))
        voted = db.get_one(Step, step)
        ticked = select(Ballot.slot).join(Tick).where(Ballot.step_id == step, Tick.item_id == item)
        slots = set(db.scalars(ticked))
        stands = {whose: secrecy.slot(voted, whose) in slots
                  for whose in db.scalars(select(Participant.id))}  # fmt: skip
    storage.close()
    answered = {write.op_id for write in writes if write.answers}
    lost, doubled = len(answered - receipts.keys()), receipts.total() - len(receipts)
    assert not lost, f"{lost} lost of {len(answered)} that were acknowledged"
    assert not doubled, f"{doubled} done twice"
    assert len(slots) == sum(stands.values()), "a tick that is nobody's"
    found = list(faults(writes, stands, closed))
    assert not found, "\n".join(found)
    return {"acknowledged": len(answered), "lost": lost, "doubled": doubled}
