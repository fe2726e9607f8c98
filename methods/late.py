"""«Dette har skjedd»: what one who comes late has to know (spec/ovre-eiker.md, late-comer)."""

from __future__ import annotations

from dataclasses import dataclass

from methods import kinds
from methods.engine import activity
from methods.scope import Scope
from models import Item, Participant, Step
from translations import ngettext, pick


@dataclass(frozen=True)
class Done:
    """A step that is done: when (epoch seconds), its title, and in a few words what came of it."""

    at: float
    title: str
    what: str


def done(scope: Scope) -> list[Done]:
    """Each step that is done, in its newest round, in the language of now.

    Cards that were given when the seminar was planned are nothing that happened.
    """
    doors = scope.seminar.opened_at
    newest = {s.key: s for s in scope.seminar.steps
              if doors and s.published_at and s.published_at >= doors}  # fmt: skip
    return [Done(step.published_at or 0, pick(step.title), _in_short(scope, step))
            for step in newest.values()]  # fmt: skip


def before(steps: list[Done], person: Participant) -> list[dict[str, str]]:
    """Those that were done when the person came: `title`, and `what`, which may be empty."""
    return [{"title": s.title, "what": s.what} for s in steps if s.at < person.joined_at]


def _in_short(scope: Scope, step: Step) -> str:
    """Nothing before the room has been shown it."""
    made = step.result or {}
    if not activity(scope, step).shown_to_all():
        return ""
    if short := made.get("shortlist"):
        return ngettext("%(n)s went on", "%(n)s went on", len(short))
    if deals := made.get("agreements"):
        return ngettext("%(n)s agreement", "%(n)s agreements", len(deals))
    if groups := made.get("groups"):
        return ngettext("%(n)s group", "%(n)s groups", len(groups))
    first = scope.db.get(Item, (made.get("items") or [0])[0])
    return kinds.count(first.kind, len(made["items"])) if first else ""
