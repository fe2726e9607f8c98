"""What an item is called: «Ny idé», «3 påstander». One place for every kind a method may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translations import N_, _, ngettext


@dataclass(frozen=True)
class Kind:
    one: str  # message ids
    new: str
    count: Callable[[int], str]


OTHER = Kind(N_("Contribution"), N_("A new contribution"),
             lambda n: ngettext("%(n)s contribution", "%(n)s contributions", n))  # fmt: skip
KINDS = {
    "problem": Kind(N_("Problem"), N_("A new problem"),
                    lambda n: ngettext("%(n)s problem", "%(n)s problems", n)),
    "idea": Kind(N_("Idea"), N_("A new idea"),
                 lambda n: ngettext("%(n)s idea", "%(n)s ideas", n)),
    "hypothesis": Kind(N_("Hypothesis"), N_("A new hypothesis"),
                       lambda n: ngettext("%(n)s hypothesis", "%(n)s hypotheses", n)),
    "statement": Kind(N_("Statement"), N_("A new statement"),
                      lambda n: ngettext("%(n)s statement", "%(n)s statements", n)),
    "stakeholder": Kind(N_("Stakeholder"), N_("A new stakeholder"),
                        lambda n: ngettext("%(n)s stakeholder", "%(n)s stakeholders", n)),
    "need": Kind(N_("Need"), N_("A new need"),
                 lambda n: ngettext("%(n)s need", "%(n)s needs", n)),
    "topic": Kind(N_("Topic"), N_("A new topic"),
                  lambda n: ngettext("%(n)s topic", "%(n)s topics", n)),
    "evidence": Kind(N_("Finding"), N_("A new finding"),
                     lambda n: ngettext("%(n)s finding", "%(n)s findings", n)),
    "number": Kind(N_("Figure"), N_("A new figure"),
                   lambda n: ngettext("%(n)s figure", "%(n)s figures", n)),
    "example": Kind(N_("Example"), N_("A new example"),
                    lambda n: ngettext("%(n)s example", "%(n)s examples", n)),
    "failure": Kind(N_("Failure"), N_("A new failure"),
                    lambda n: ngettext("%(n)s failure", "%(n)s failures", n)),
    "goal": Kind(N_("Goal"), N_("A new goal"),
                 lambda n: ngettext("%(n)s goal", "%(n)s goals", n)),
    "action": Kind(N_("Action"), N_("A new action"),
                   lambda n: ngettext("%(n)s action", "%(n)s actions", n)),
    "task": Kind(N_("Task"), N_("A new task"),
                 lambda n: ngettext("%(n)s task", "%(n)s tasks", n)),
    "floke": Kind(N_("Wicked problem"), N_("A new wicked problem"),
                  lambda n: ngettext("%(n)s wicked problem", "%(n)s wicked problems", n)),
    "story": Kind(N_("Story"), N_("A new story"),
                  lambda n: ngettext("%(n)s story", "%(n)s stories", n)),
    "question": Kind(N_("Question"), N_("A new question"),
                     lambda n: ngettext("%(n)s question", "%(n)s questions", n)),
}  # fmt: skip


def one(kind: str) -> str:
    """«Idé»; a kind that is not in the list is a contribution."""
    return _(KINDS.get(kind, OTHER).one)


def new(kind: str) -> str:
    """«Ny idé», as the heading of what one writes."""
    return _(KINDS.get(kind, OTHER).new)


def count(kind: str, n: int) -> str:
    """«3 idéer»."""
    return KINDS.get(kind, OTHER).count(n)
