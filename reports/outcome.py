"""The outcome: everything a seminar decided and how it came about, as plain data.

No language, no names without consent, nothing that leads from a ballot to a person. Every reading
is made from this and from nothing else. The format is described in docs/outcome.md.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import asked, channels, hands, paperless, plans, roles, versions
from methods.clock import moment
from methods.command import Actor
from methods.engine import activity
from methods.scope import Scope
from methods.told import standing
from models import Entry, Floke, Group, Item, Participant, Seminar, Step
from reports import deals, findings, topics

FORMAT = 2
REPORTED = ("extend", "override", "skip", "shorten", "give_back",
            "take_in", "reopen", "plan", "corner", "hide", "merge", "unmerge",
            "object", "exclude", "cut", "tie", "represent", "most_ticks", "seed", "correct",
            "uncorrect", "end")  # fmt: skip


def outcome(db: Session, seminar: Seminar) -> dict[str, Any]:
    """The whole data set of `seminar` as it stands: what is published, and has been shown."""
    scope = Scope(db, seminar, Actor("stage", 0, seminar.id))
    steps = [s for s in seminar.steps if s.state == "published"
             and (seminar.state == "ended" or activity(scope, s).shown_to_all())]  # fmt: skip
    made = {
        "format": FORMAT,
        "seminar": _seminar(db, seminar),
        "participation": _participation(db, seminar),
        "problems": items_of(db, seminar, steps, "problem"),
        "ideas": items_of(db, seminar, steps, "idea"),
        "steps": [step_outcome(db, seminar, s) for s in steps],
        "agreements": deals.agreements(db, seminar, steps),
        "plans": plans.told(db, seminar, steps),
        "corner": asked.outcome(db, seminar),
        "changes": _changes(db, seminar),
    }
    return _across(made)


def _across(made: dict[str, Any]) -> dict[str, Any]:
    """The lists that follow from the parts: over all the steps, for every reading."""
    made["topics"] = topics.topics(made)
    made["problems"] = topics.fates(made)
    made["common_ground"] = findings.common_ground(made)
    made["hypotheses"] = findings.hypotheses(made)
    made["lessons"] = findings.lessons(made)
    made["time"] = findings.time(made["steps"])
    return made


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
        "spent_minutes": findings.spent(moment(step.opened_at), moment(step.closed_at)),
        "settings": step.settings,
        "took_from": versions.told(scope, step),
        "outcome": activity(scope, step).outcome(),
        "hands": [{k: v for k, v in held.items() if k != "id"} for held in hands.of(scope, step)],
    }


def _seminar(db: Session, seminar: Seminar) -> dict[str, Any]:
    return {
        "journey": _journey(db, seminar),
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


def _journey(db: Session, seminar: Seminar) -> dict[str, Any] | None:
    """The floke the seminar is about and the one it goes on from; None if it stands alone."""
    floke, earlier = db.get(Floke, seminar.floke_id or 0), db.get(Seminar, seminar.from_id or 0)
    if floke is None and earlier is None:
        return None
    return {
        "floke": floke and floke.title,
        "stage": floke and floke.stage,
        "origin": (floke and floke.origin) or None,
        "from": earlier
        and {
            "title": earlier.title,
            "method": earlier.method_id,
            "ended_at": moment(earlier.ended_at),
        },
    }


def _participation(db: Session, seminar: Seminar) -> dict[str, Any]:
    scope = Scope(db, seminar, Actor("stage", 0, seminar.id))
    rows = select(Participant.language, Participant.role)
    here = (Participant.seminar_id == seminar.id, Participant.removed.is_(False))
    people = db.execute(rows.where(*here)).all()
    languages = Counter(language for language, _role in people)
    as_what = Counter(role for _language, role in people if role)
    return {
        "present": scope.present(),
        "without_phone": paperless.count(scope),
        "tables": len(scope.tables()),
        "channels": {
            c.name: c.arrivals for c in channels.of(db, seminar) if c.arrivals >= channels.SHOWN
        },
        "languages": {k: n for k, n in sorted(languages.items()) if n >= roles.FEWEST},
        "roles": {k: as_what[k] for k in roles.ROLES if as_what[k] >= roles.FEWEST},
        "few": [k for k in roles.ROLES if as_what and as_what[k] < roles.FEWEST],
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
    rows = {row["item"]: {**row, "vote": s.key}
            for s in steps for row in (s.result or {}).get("ranking", [])}  # fmt: skip
    under = {
        int(i): into for s in steps for i, into in (s.result or {}).get("together", {}).items()
    }
    groups = {g.id: g for g in db.scalars(select(Group).where(Group.seminar_id == seminar.id))}
    about = select(Item.id, Item.number).where(Item.id.in_({i.parent_id for i in items}))
    numbers = {i: number for i, number in db.execute(about)}
    by_id = {i.id: i for i in items}
    return [_item(i, by_id, groups, rows, numbers, under) for i in items]


def _item(item: Item, by_id: dict[int, Item], groups: dict[int, Group],
          rows: dict[int, dict[str, Any]],
          numbers: dict[int, int | None],
          under: dict[int, int]) -> dict[str, Any]:  # fmt: skip
    root = item
    while (into := root.merged_into_id or under.get(root.id)) in by_id:
        root = by_id[into]
    row = rows.get(root.id, {})
    group = groups.get(item.group_id or 0)
    return {
        "number": item.number,
        "source": item.source,
        "title": item.title,
        "text": item.body,
        "group": group.number if group else None,
        "topic": numbers.get(item.parent_id or 0),
        "merged_into": root.number if root is not item else None,
        "ticks": row.get("votes"),
        "rank": row.get("rank"),
        "shortlisted": bool(row.get("shortlisted")),
        "near_miss": bool(row.get("near_miss")),
        "vote": row.get("vote"),
    }


def _changes(db: Session, seminar: Seminar) -> list[dict[str, Any]]:
    """What the facilitator changed on the way, for the method chapter."""
    keys = {s.id: s.key for s in seminar.steps}
    entries = db.scalars(standing().where(Entry.seminar_id == seminar.id).order_by(Entry.id)).all()
    return [
        {"at": moment(e.at), "step": keys.get(e.step_id or 0), "what": e.verb, "data": e.data}
        for e in entries
        if e.verb in REPORTED
    ]
