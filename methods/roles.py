"""Roles and units: asked for when the plan needs them, never shown of one person.

Groups are balanced by them, answers compared, and a step may be for one role only.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal, get_args

from sqlalchemy import select

from methods.refusal import Refused
from methods.scope import Scope
from models import Participant, Seminar, Step
from translations import N_, _

Role = Literal["elected", "employee", "leader", "union_rep", "resident", "volunteer"]
ROLES: tuple[str, ...] = get_args(Role)
UNIT_MAX = 60
FEWEST = 5  # fewer of a role are not told apart

LABELS = {
    "elected": N_("elected representative"),
    "employee": N_("employee"),
    "leader": N_("leader"),
    "union_rep": N_("union representative"),
    "resident": N_("resident"),
    "volunteer": N_("volunteer"),
}


def asked(seminar: Seminar) -> list[str]:
    """What the plan needs to know of people: role, unit, both or nothing.

    A step for one role needs it, and a setting that says `role` or `unit`.
    """
    ahead = [s for s in seminar.steps if s.state not in ("published", "skipped")]
    wanted = {v for s in ahead for v in s.settings.values() if v in ("role", "unit")}
    if any(s.who != "all" for s in ahead):
        wanted.add("role")
    return sorted(wanted)


def own(person: Participant, wanted: list[str], step: Step | None) -> dict[str, object]:
    """For one's own page: what the plan asks (`wanted`), and whether one only reads along."""
    return {
        "asked": wanted,
        "unanswered": [key for key in wanted if not getattr(person, key)],
        "role": person.role,
        "unit": person.unit,
        "reads_along": not may(person, step),
        "step_role": step.who if step is not None and step.who != "all" else "",
    }


def may(person: Participant, step: Step | None) -> bool:
    """Whether the step is for this person too."""
    return step is None or step.who in ("all", person.role)


def check(person: Participant, step: Step) -> None:
    """Refuses the command of one whom the step is not for."""
    if not may(person, step):
        raise Refused(
            "not_your_role",
            N_("This step is for another role than yours. You can read along here, "
               "and take part in the next one."),
        )  # fmt: skip


def counts(scope: Scope) -> list[dict[str, object]]:
    """How many there are of each role with at least five, for the console: no one can be told."""
    found = Counter(scope.db.scalars(select(Participant.role).where(
        Participant.seminar_id == scope.seminar.id, Participant.removed.is_(False),
        Participant.left_at.is_(None),
    )))  # fmt: skip
    return [{"label": _(LABELS[role]), "count": found[role]} for role in ROLES
            if found[role] >= FEWEST]  # fmt: skip
