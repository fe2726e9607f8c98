"""The plan's limits: a step may be given more minutes than its activity allows, but not unseen.

It takes a reason (methods/overriding.py), unless the method itself has it so
(spec/ovre-eiker.md, step 2 and the rule «No professional presentations»).
"""

from __future__ import annotations

from methods.overriding import set_aside
from methods.scope import Scope
from methods.told import standing
from models import Entry, Step


def minutes_given(scope: Scope, step: Step) -> int:
    """The minutes a step has been given in all: by the plan, and by the clock being moved."""
    moved = _entries(scope, step, "extend")
    return step.lasts + sum(int(entry.data["minutes"]) for entry in moved)


def note_override(scope: Scope, step: Step, at_most: int | None) -> None:
    """Log that the step has been given more than `at_most` minutes, if nobody has noted it yet:

    then the method has it so.
    """
    given = minutes_given(scope, step)
    if at_most is None or given <= at_most:
        return
    noted = _entries(scope, step, "override")
    if not noted or noted[-1].data["minutes"] != given:
        scope.log("override", step, rule="minutes", minutes=given, most=at_most, reason="")


def check(scope: Scope, step: Step, at_most: int | None, given: int, reason: str) -> None:
    """Refuses to give the step more minutes than its activity allows, unless somebody says why."""
    if at_most is not None and given > at_most:
        set_aside(scope, "minutes", step, reason, minutes=given, most=at_most)


def _entries(scope: Scope, step: Step, verb: str) -> list[Entry]:
    found = standing().where(Entry.step_id == step.id, Entry.verb == verb).order_by(Entry.id)
    return list(scope.db.scalars(found))
