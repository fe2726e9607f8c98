"""The outcome: everything a seminar decided and how it came about, as plain data.

No language, no names without consent, nothing that leads from a ballot to a person. Every reading
is made from this and from nothing else. The format is described in docs/outcome.md.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods.command import Actor
from methods.engine import activity
from methods.scope import Scope
from models import Entry, Group, Item, Participant, Seminar, Step

FORMAT = 1
REPORTED = ("extend", "skip", "reopen", "plan", "hide", "merge", "unmerge", "object", "cut", "tie",
            "end")  # fmt: skip


def outcome(db: Session, seminar: Seminar) -> dict[str, Any]:
    """The whole data set of `seminar` as it stands: published steps only."""
    steps = [s for s in seminar.steps if s.state == "published"]
    return {
        "format": FORMAT,
        "seminar": _seminar(seminar),
        "participation": _participation(db, seminar),
        "problems": items_of(db, seminar, steps, "problem"),
        "ideas": items_of(db, seminar, steps, "idea"),
        "steps": [step_outcome(db, seminar, s) for s in steps],
        "changes": _changes(db, seminar),
    }


def step_outcome(db: Session, seminar: Seminar, step: Step) -> dict[str, Any]:
    """One step: when it was held, and what its activity says came of it."""
    scope = Scope(db, seminar, Actor("stage", 0, seminar.id))
    return {
        "key": step.key,
        "activity": step.activity,
        "round": step.round,
        "title": step.title,
        "planned_minutes": step.minutes,
        "opened_at": moment(step.opened_at),
        "closed_at": moment(step.closed_at),
        "settings": step.settings,
        "outcome": activity(scope, step).outcome(),
    }


def moment(seconds: float | None) -> str | None:
    """Epoch seconds as ISO 8601 in UTC, to the second."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")


def _seminar(seminar: Seminar) -> dict[str, Any]:
    return {
        "title": seminar.title,
        "question": seminar.question,
        "sponsor": seminar.sponsor,
        "promise": seminar.promise,
        "contact": seminar.contact,
        "language": seminar.language,
        "method": seminar.method_id,
        "expected": seminar.size,
        "state": seminar.state,
        "opened_at": moment(seminar.opened_at),
        "ended_at": moment(seminar.ended_at),
    }


def _participation(db: Session, seminar: Seminar) -> dict[str, Any]:
    scope = Scope(db, seminar, Actor("stage", 0, seminar.id))
    languages: dict[str, int] = {}
    for (language,) in db.execute(
        select(Participant.language).where(
            Participant.seminar_id == seminar.id, Participant.removed.is_(False)
        )
    ):
        languages[language] = languages.get(language, 0) + 1
    return {
        "present": scope.present(),
        "tables": len(scope.tables()),
        "languages": {k: n for k, n in sorted(languages.items()) if n >= 5},
    }


def items_of(db: Session, seminar: Seminar, steps: list[Step], kind: str) -> list[dict[str, Any]]:
    """Every item of `kind`, also merged ones, with its fate in the vote on it. Hidden ones are out.

    `ticks`, `rank` (competition rank) and `shortlisted` are of the newest published vote; a merged
    item has its root's.
    """
    items = db.scalars(
        select(Item)
        .where(Item.seminar_id == seminar.id, Item.kind == kind, Item.status == "live")
        .order_by(Item.id)
    ).all()
    rows = {row["item"]: row for s in steps for row in (s.result or {}).get("ranking", [])}
    groups = {g.id: g for g in db.scalars(select(Group).where(Group.seminar_id == seminar.id))}
    about = select(Item.id, Item.number).where(Item.id.in_({i.parent_id for i in items}))
    topics = {i: number for i, number in db.execute(about)}
    by_id = {i.id: i for i in items}
    return [_item(i, by_id, groups, rows, topics) for i in items]


def _item(item: Item, by_id: dict[int, Item], groups: dict[int, Group],
          rows: dict[int, dict[str, Any]],
          topics: dict[int, int | None]) -> dict[str, Any]:  # fmt: skip
    root = item
    while root.merged_into_id in by_id:
        root = by_id[root.merged_into_id or 0]
    row = rows.get(root.id, {})
    group = groups.get(item.group_id or 0)
    return {
        "number": item.number,
        "source": item.source,
        "title": item.title,
        "text": item.body,
        "group": group.number if group else None,
        "topic": topics.get(item.parent_id or 0),
        "merged_into": root.number if root is not item else None,
        "ticks": row.get("votes"),
        "rank": row.get("rank"),
        "shortlisted": bool(row.get("shortlisted")),
        "near_miss": bool(row.get("near_miss")),
    }


def _changes(db: Session, seminar: Seminar) -> list[dict[str, Any]]:
    """What the facilitator changed on the way, for the method chapter."""
    keys = {s.id: s.key for s in seminar.steps}
    entries = db.scalars(
        select(Entry).where(Entry.seminar_id == seminar.id).order_by(Entry.id)
    ).all()
    return [
        {"at": moment(e.at), "step": keys.get(e.step_id or 0), "what": e.verb, "data": e.data}
        for e in entries
        if e.verb in REPORTED
    ]
