"""The fairness instruments as the console shows them, from what has been published."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from methods import fairness, items
from methods.activity import Activity
from methods.command import Actor
from methods.fairness import Table
from methods.scope import Scope
from models import Ballot, Item, PaperBatch, Seminar, Step
from translations import _


def view(db: Session, seminar: Seminar, current: Activity | None) -> dict[str, Any] | None:
    """What can be told now; none if there is nothing, and none while a secret ballot is on."""
    if current is None or _secret(current):
        return None
    steps = [s for s in seminar.steps if s.state == "published"]
    tables = _tables(db, seminar, steps)
    if len(fairness.told(tables)) < 2:
        return None
    vote = next((s for s in reversed(steps) if (s.result or {}).get("ranking")), None)
    found = {
        "shares": [{"number": t.number, "count": t.items or 0, "share": share}
                   for t, share in fairness.shares(tables)],
        "unheard": fairness.unheard(tables),
        "small": len(tables) - len(fairness.told(tables)),
        "most": _most(tables),
        **_vote(db, vote),
    }  # fmt: skip
    asked = (t.items is not None or t.ballots is not None or t.spoke is not None for t in tables)
    return found if any(asked) else None


def _secret(current: Activity) -> bool:
    """Whether a secret ballot is coming or on: nothing is counted until it is published."""
    secret = any(declaration.secret for declaration in current.commands().values())
    return secret and current.step.state != "published"


def _tables(db: Session, seminar: Seminar, steps: list[Step]) -> list[Table]:
    scope = Scope(db, seminar, Actor("stage", 0, seminar.id))
    groups = scope.tables()
    sizes = scope.sizes(groups)
    voted = [s for s in steps if (s.result or {}).get("ranking")]
    written, ballots, spoke = _items(db, steps), _ballots(db, voted), _speech(db, steps)
    mine = {g.id for g in groups}
    told = [{key: n for key, n in counts.items() if key in mine}
            for counts in (written, ballots, spoke)]  # fmt: skip
    return [Table(g.number, sizes[g.id],
                  *(counts.get(g.id, 0) if counts else None for counts in told))
            for g in groups if sizes[g.id]]  # fmt: skip


def _items(db: Session, steps: list[Step]) -> dict[int, int]:
    rows = db.execute(
        select(Item.group_id, func.count())
        .where(Item.step_id.in_([s.id for s in steps]), Item.status == "live",
               Item.group_id.is_not(None))
        .group_by(Item.group_id)
    )  # fmt: skip
    return {group: n for group, n in rows if group is not None}


def _ballots(db: Session, steps: list[Step]) -> dict[int, int]:
    """Ballots by table in these published votes, by phone and on paper."""
    counted: Counter[int] = Counter()
    ids = [s.id for s in steps]
    by_phone = (select(Ballot.group_id, func.count())
                .where(Ballot.step_id.in_(ids), Ballot.phase == 1)
                .group_by(Ballot.group_id))  # fmt: skip
    on_paper = (select(PaperBatch.group_id, func.sum(PaperBatch.ballots))
                .where(PaperBatch.step_id.in_(ids), PaperBatch.phase == 1,
                       PaperBatch.withdrawn_at.is_(None))
                .group_by(PaperBatch.group_id))  # fmt: skip
    for rows in (by_phone, on_paper):
        for group, n in db.execute(rows):
            if group is not None:
                counted[group] += n
    for step in steps:  # those that lost their table on publish: heard, and no more is known
        counted.update((step.data or {}).get("pooled", []))
    return counted


def _speech(db: Session, steps: list[Step]) -> dict[int, int]:
    """How often each table has had the floor (a result's `log`)."""
    rows = [row for step in steps for row in (step.result or {}).get("log", [])]
    told = [row["item"] for row in rows if row.get("item")]
    homes = {i.id: i.group_id for i in db.scalars(select(Item).where(Item.id.in_(told)))}
    groups = (row.get("group") or homes.get(row.get("item") or 0) for row in rows)
    return Counter(group for group in groups if group is not None)


def _most(tables: list[Table]) -> str:
    found = fairness.wrote_most(tables)
    if found is None:
        return ""
    return _("Table %(n)s wrote %(share)s %% of all the cards.", n=found[0],
             share=round(100 * found[1]))  # fmt: skip


def _vote(db: Session, vote: Step | None) -> dict[str, Any]:
    """Of the newest published vote: what unites, what divides, and what its own table carried."""
    rows = (vote.result or {}).get("ranking", []) if vote else []
    live = select(Item).where(Item.id.in_([row["item"] for row in rows]), Item.status == "live")
    found = {i.id: i for i in db.scalars(live)}
    rows = [row for row in rows if row["item"] in found]
    at = _ballots(db, [vote]) if vote else {}
    homes = {i.id: at.get(i.group_id or 0, 0) for i in found.values()}
    most = max((float(row["bridging"] or 0) for row in rows), default=0.0) or 1.0
    worth = {row["item"]: float(row["bridging"] or 0) for row in rows}

    def told(ids: list[int]) -> list[dict[str, Any]]:
        return [
            {"id": i, "title": items.told(items.title(found[i])), "value": round(100 * worth[i]),
             "share": worth[i] / most}
            for i in ids
        ]  # fmt: skip

    home = [{**told([item])[0], "tenths": tenths}
            for item, tenths in fairness.mostly_home(rows, homes)]  # fmt: skip
    return {"unites": told(fairness.unites(rows)), "divides": told(fairness.divides(rows)),
            "home": home}  # fmt: skip
