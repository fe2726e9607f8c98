"""Versions of a published result: a correction makes the next one, and the one before is kept.

`step.result` is the newest. A step that had opened before the correction works on with the version
it took from, and is told; one that opens later takes the newest (spec/voting.md §9).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import clock
from methods.refusal import Refused
from methods.scope import Scope
from models import Correction, Step
from translations import N_

ABOUT = ("about", "compare_to")  # settings that name a step whose result is used, beside `from`


def put(scope: Scope, step: Step, result: dict[str, Any], data: dict[str, Any], reason: str,
        changes: list[dict[str, Any]]) -> None:  # fmt: skip
    """Let `result` be the next version of what the published `step` hands on.

    `data` is what the step kept when the version before was made. `changes` says what was done,
    each as `{"kind": …}`; `reason` why, in words that are read in the report.
    """
    takers = [s.id for s in _takers(scope, step) if version(scope.db, step, s) == step.version]
    scope.db.add(
        Correction(step_id=step.id, number=step.version + 1, at=clock.now(), reason=reason,
                   changes=changes, before=step.result or {}, data=data, taken_by=takers)
    )  # fmt: skip
    step.version += 1
    step.result = result
    scope.db.flush()


def take_back(scope: Scope, step: Step) -> Correction:
    """Make the last correction undone; refused if a step has taken from it meanwhile."""
    last = next(reversed(of(scope.db, step)), None)
    if last is None:
        raise Refused("no_correction", N_("The result has not been corrected."))
    if any(version(scope.db, step, s) == step.version for s in _takers(scope, step)):
        raise Refused("depends", N_("A later step has already taken from this version. Correct the "
                                    "result once more instead."))  # fmt: skip
    step.version, step.result, step.data = last.number - 1, last.before, last.data
    scope.db.delete(last)
    scope.db.flush()
    return last


def of(db: Session, step: Step) -> list[Correction]:
    """The step's corrections, in order."""
    if step.version == 1:
        return []
    query = select(Correction).where(Correction.step_id == step.id,
                                     Correction.number <= step.version)  # fmt: skip
    return list(db.scalars(query.order_by(Correction.number)))


def as_of(db: Session, step: Step, number: int) -> Step:
    """The step with the result it had in an earlier version; to be read, never to be kept."""
    corrected = next((c for c in of(db, step) if c.number == number + 1), None)
    if corrected is None:
        return step
    kept = {name: getattr(step, name) for name in Step.__table__.columns.keys()}  # noqa: SIM118
    return Step(**kept | {"result": corrected.before, "data": corrected.data, "version": number})


def version(db: Session, source: Step, taker: Step) -> int:
    """The version of `source` that `taker` took from, or will take from."""
    took = (c.number - 1 for c in of(db, source) if taker.id in c.taken_by)
    return next(took, source.version)


def seen(db: Session, source: Step, taker: Step) -> Step:
    """`source` with the result that `taker` took from: a correction changes nothing under way."""
    if source.version == 1:
        return source
    return as_of(db, source, version(db, source, taker))


def outdated(scope: Scope, taker: Step) -> list[tuple[Step, int]]:
    """The steps corrected since `taker` took from them, each with the version it took."""
    found = ((s, version(scope.db, s, taker)) for s in _behind(scope, taker) if s.version > 1)
    return [(step, took) for step, took in found if took < step.version]


def told(scope: Scope, taker: Step) -> list[dict[str, Any]]:
    """The same as data: `[{title, step, round, version, newest}]`."""
    return [{"step": step.key, "round": step.round, "title": step.title, "version": took,
             "newest": step.version} for step, took in outdated(scope, taker)]  # fmt: skip


def _takers(scope: Scope, step: Step) -> list[Step]:
    """Those that have opened and take from `step`, in order."""
    return [s for s in scope.seminar.steps
            if s.id != step.id and s.state not in ("waiting", "skipped")
            and step in _behind(scope, s)]  # fmt: skip


def _behind(scope: Scope, taker: Step) -> list[Step]:
    named = [*taker.source.split(), *(str(taker.settings.get(key)) for key in ABOUT)]
    found = [step for key in named for step in scope.behind(key)]
    return list({step.id: step for step in found}.values())
