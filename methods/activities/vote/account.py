"""How the count came about, line by line: phones, ballots entered one by one, and each batch.

The lines add up to the result. A line tells how many ballots and ticks, who entered it and when,
never what one person ticked: fewer than five ballots entered one by one stand with the phones'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods.activities.vote import counting, paper
from methods.clock import moment
from methods.secrecy import SMALL
from models import PaperBatch, PaperVote

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote
    from methods.activities.vote.poll import Poll

Ballots = list[counting.Ballot]


def kept(vote: Vote, ballots: Iterable[counting.Ballot]) -> dict[str, Any]:
    """The account of the first vote: its lines, the numbers entered alone, what was taken out.

    `ballots` are those known one by one.
    """
    tables = {table.id: table.number for table in vote.scope.tables()}
    by_phone, entered = _apart(ballots)
    alone = _entries(vote)
    among = 0 if entered else sum(v.how == "single" for v in alone)  # too few to be told apart
    lines = [{"kind": "phones", **_sum(by_phone), "paper": among}]
    if entered:
        lines.append({"kind": "single", **_sum(entered)})
    lines += [{"kind": "batch", **_told(b, tables), "ticks": sum(b.counts.values())}
              for b in vote.batches(1)]  # fmt: skip
    return {
        "lines": lines,
        "entries": [{"number": v.number, "how": v.how, "by": v.actor, "at": v.at}
                    for v in alone],
        "taken_out": [{**_told(b, tables), "reason": b.reason} for b in _taken_out(vote)],
    }  # fmt: skip


def on_paper(counted: Poll) -> Counter[int]:
    """What each item has from paper: from batches, and from five or more ballots by themselves."""
    found = batched(counted)
    for ballot in _apart(counted.ballots)[1]:
        found.update(
            counting.merged_ballot(ballot, counted.merged, counted.most, best=counted.best).ticks
        )
    return found


def batched(counted: Poll) -> Counter[int]:
    """What each item has from the batches."""
    found: Counter[int] = Counter()
    for batch in counted.paper:
        told = paper.merged(batch, counted.merged, counted.most)
        found.update({item: n.least for item, n in told.items()})
    return found


def paper_of(counted: Poll) -> dict[str, Any] | None:
    """The paper of the count: ballots and ticks, and what must be counted again by hand.

    `batches` is what the batches gave each item, so that anyone can count again. None without any.
    """
    alone = _sum(_apart(counted.ballots)[1])
    together = sum(batch.ballots for batch in counted.paper)
    if not alone["ballots"] + together:
        return None
    return {
        "ballots": alone["ballots"] + together,
        "ticks": alone["ticks"] + sum(batch.given for batch in counted.paper),
        "batched": together,
        "batches": {str(item): n for item, n in sorted(batched(counted).items())},
        "by_hand": paper.by_hand(counted.paper, counted.merged, counted.most),
    }


def _apart(ballots: Iterable[counting.Ballot]) -> tuple[Ballots, Ballots]:
    """Those by phone and those entered from paper; fewer than five of these are not told apart."""
    every = list(ballots)
    entered = [b for b in every if b.paper]
    return (every, []) if len(entered) < SMALL else ([b for b in every if not b.paper], entered)


def _sum(ballots: Sequence[counting.Ballot]) -> dict[str, int]:
    return {"ballots": len(ballots), "ticks": sum(sum(b.ticks.values()) for b in ballots)}


def outcome(result: dict[str, Any], number: dict[int, int | None]) -> dict[str, Any]:
    """The account and the paper as kept data: items by number, people by role, no reasons."""
    told, on = result.get("account"), result.get("paper")
    return {
        "account": told and {
            key: [_public(line) for line in told[key]] for key in ("lines", "entries", "taken_out")
        },
        "paper": on and {
            **on, "batches": {str(number[int(i)]): n for i, n in on["batches"].items()},
            "by_hand": [number[i] for i in on["by_hand"]],
        },
    }  # fmt: skip


def _public(line: dict[str, Any]) -> dict[str, Any]:
    made = {key: value for key, value in line.items() if key != "reason"}
    if "by" in made:
        made["by"] = made["by"].partition(":")[0]
    return made | ({"at": moment(made["at"])} if "at" in made else {})


def _told(batch: PaperBatch, tables: dict[int, int]) -> dict[str, Any]:
    return {"table": tables.get(batch.group_id or 0), "ballots": batch.ballots, "by": batch.actor,
            "at": batch.at}  # fmt: skip


def _entries(vote: Vote) -> Sequence[PaperVote]:
    return vote.db.scalars(
        select(PaperVote)
        .where(PaperVote.step_id == vote.step.id, PaperVote.phase == 1,
               PaperVote.batch_id.is_(None))
        .order_by(PaperVote.number)
    ).all()  # fmt: skip


def _taken_out(vote: Vote) -> Sequence[PaperBatch]:
    return vote.db.scalars(
        select(PaperBatch)
        .where(PaperBatch.step_id == vote.step.id, PaperBatch.withdrawn_at.is_not(None))
        .order_by(PaperBatch.id)
    ).all()
