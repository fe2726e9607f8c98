"""What holds of a seminar whatever has been sent: the invariants of the state machine."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
from sqlalchemy import func, select

from methods import versions
from methods.activities.follow.statuses import LABELS
from methods.engine import activity, known
from methods.items import roots
from methods.scope import Scope
from models import (
    Agreement,
    Ballot,
    Group,
    Item,
    Member,
    Participant,
    Receipt,
    Seminar,
    Step,
    Tick,
)
from tests.cast import Cast

MAY = {
    "waiting": {"open", "skipped"},
    "open": {"paused", "closed", "published"},
    "paused": {"open", "closed", "published"},
    "closed": {"open", "published"},  # open: a run-off
    "skipped": {"waiting", "open"},
    "published": set(),
}
RUNNING = ("open", "paused", "closed")
STATUSES = set(LABELS)


def steps_hold(seminar: Seminar) -> None:
    """One step is the current one, only it runs, and only a key's newest round is not done."""
    assert sum(s.id == seminar.current_id for s in seminar.steps) == 1
    for step in seminar.steps:
        assert step.state in MAY
        assert (step.result is not None) == (step.state == "published"), step.key
        assert (step.round_key is not None) <= (step.state in RUNNING), "the key is thrown away"
        if step.state in RUNNING:
            assert step.id == seminar.current_id, f"{step.key} runs and is not the current one"
        if step.state not in ("published", "skipped"):
            assert step.round == max(s.round for s in seminar.steps if s.key == step.key)
    rounds = Counter(s.key for s in seminar.steps)
    assert {(k, r) for k, n in rounds.items() for r in range(1, n + 1)} == {
        (s.key, s.round) for s in seminar.steps}  # fmt: skip


def moved_rightly(before: dict[int, str], seminar: Seminar) -> None:
    for step in seminar.steps:
        was = before.get(step.id, "waiting")
        assert step.state == was or step.state in MAY[was], f"{step.key}: {was} → {step.state}"


def items_hold(cast: Cast, seen: set[int]) -> None:
    """Nothing is gone; each is live, hidden or withdrawn; what is merged stands under one."""
    there = list(cast.db.scalars(select(Item)))
    assert seen <= {i.id for i in there}, "a text is lost"
    seen |= {i.id for i in there}
    assert {i.status for i in there} <= {"live", "hidden", "withdrawn"}
    under = roots(there)  # would not end if two stood under each other
    assert set(under.values()) <= {i.id for i in there if i.merged_into_id is None}
    for step in cast.seminar.steps:
        if step.activity == "gather" and step.state == "published":
            wrote = {i.id for i in there if i.step_id == step.id and i.status != "withdrawn"}
            assert wrote == set((step.result or {})["items"]), f"{step.key} hands on all it has"


def ballots_hold(cast: Cast) -> None:
    """Nobody has two ballots or more than their ticks, and nothing is counted twice."""
    db = cast.db
    people = db.scalar(select(func.count()).select_from(Participant)) or 0
    cast_in = db.execute(select(Ballot.step_id, Ballot.phase, func.count())
                         .group_by(Ballot.step_id, Ballot.phase)).all()  # fmt: skip
    assert all(count <= people for *_, count in cast_in)
    for step in cast.seminar.steps:
        if step.activity != "vote" or not step.data:
            continue
        rows = db.execute(
            select(Ballot.id, Ballot.phase, Tick.item_id, Tick.weight)
            .join(Tick).where(Ballot.step_id == step.id, Ballot.void == 0)
        ).all()  # fmt: skip
        mode = step.settings["mode"]
        for ballot, phase in {(b, p) for b, p, *_ in rows}:
            given = [w for b, _p, _i, w in rows if b == ballot]
            each = 1 if phase > 1 else step.data["budget"]
            used = sum(given) if mode == "dots" else len(given)
            assert mode in ("agree", "rank") or each is None or used <= each
            assert mode != "rank" or len(set(given)) == len(given), "two share a place"
        if step.state == "published" and mode in ("tick", "poll"):
            under = roots(list(db.scalars(select(Item).where(Item.id.in_(step.data["items"])))))
            together = {int(i): into for i, into in step.data.get("together", {}).items()}
            ends = {i: _end(under.get(i, i), together) for i in step.data["items"]}
            counted(step.result or {}, [(b, ends[i]) for b, p, i, _w in rows if p == 1])


def _end(item: int, together: dict[int, int]) -> int:
    while item in together:
        item = together[item]
    return item


def counted(result: dict[str, Any], ticks: list[tuple[int, int]]) -> None:
    """A published count is that of the ballots: of the merged the union, never the sum."""
    assert result["ticks"] == len(ticks)
    assert result["ballots"] == len({ballot for ballot, _item in ticks})
    for row in result["ranking"]:
        votes = len({ballot for ballot, item in ticks if item == row["item"]})
        assert row["votes"] == row["voters"] == votes
        assert votes <= result["ballots"] <= result["present"]


def results_hold(kept: dict[tuple[int, int], bytes], cast: Cast) -> None:
    """A published result never changes; a correction makes another version, and keeps the first."""
    for step in cast.seminar.steps:
        if step.state == "published":
            for gone in [k for k in kept if k[0] == step.id and k[1] > step.version]:
                del kept[gone]  # a correction that was taken back
            now = _bytes(step.result, step)
            assert kept.setdefault((step.id, step.version), now) == now, f"{step.key} changed"
            for made in versions.of(cast.db, step):
                assert _bytes(made.before, step) == kept[step.id, made.number - 1]
            ids = (step.result or {}).get("items", [])
            assert len(ids) == len(set(ids)), f"{step.key} hands something on twice"


def _bytes(result: dict[str, Any] | None, step: Step) -> bytes:
    return msgspec.json.encode([result, step.settings], order="sorted")


def agreements_hold(cast: Cast, seen: set[int]) -> None:
    """None is dropped; each has a number of its own in its step, and a status there is.

    Who looks after one, and who steps in, take part in it; none is red with a collector.
    """
    there = list(cast.db.scalars(select(Agreement)))
    assert seen <= {a.id for a in there}, "an agreement is lost"
    seen |= {a.id for a in there}
    assert len({(a.step_id, a.number) for a in there}) == len(there)
    assert {a.status for a in there} <= STATUSES
    members = {(m.agreement_id, m.participant_id) for m in cast.db.scalars(select(Member))}
    for found in there:
        for person in (found.collector_id, found.deputy_id):
            assert person is None or (found.id, person) in members, found.what
        assert found.collector_id is None or found.collector_name


def answered(cast: Cast, who: str, op_id: str) -> bool:
    """Whether this operation was done before: it is then only answered again."""
    return cast.db.get(Receipt, (who, op_id)) is not None


def after_the_end(cast: Cast) -> None:
    """Nothing runs any more, nobody rests, and nobody knows who wrote what."""
    if cast.seminar.state != "ended":
        return
    assert not [s.key for s in cast.seminar.steps if s.state in RUNNING]
    assert not cast.seminar.resting and cast.seminar.ended_at
    assert not list(cast.db.scalars(select(Item.id).where(Item.author_id.is_not(None))))


def everything_is_shown(cast: Cast, people: list[Participant]) -> None:
    """Every surface of the current step, each person's own, and what is kept of every step."""
    now = cast.activity()
    groups = list(cast.db.scalars(select(Group).where(Group.seminar_id == cast.seminar.id)))
    for surface in ("phone", "console", "screen"):
        now.view(surface)
    theirs = {}
    for person in people:
        now.own(person)
        if (group := now.group_of(person)) is not None:
            theirs[group.id] = group
    assert set(theirs) <= {g.id for g in groups}
    for group in theirs.values():
        now.view("group", group)
    now.undecided()
    done, of = now.progress() or (0, 0)
    assert 0 <= done <= of or now.step.state != "open", f"{done} of {of}"
    scope = Scope(cast.db, cast.seminar, cast.facilitator.actor)
    for step in cast.seminar.steps:
        if step.state == "published":
            told = activity(scope, step).outcome()
            msgspec.json.encode(told)
            known()[step.activity].section(told)
