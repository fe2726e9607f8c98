"""Rules that may be set aside: refused, or warned of, until somebody who leads says why.

It is then done, logged, and printed with its reason in the report's chapter on the method
(spec/ovre-eiker.md, the rules for decisions). One way for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from methods.refusal import Refused
from methods.scope import Scope
from methods.text import clean
from models import Step
from translations import N_, _, use

REASON_MAX = 280


@dataclass(frozen=True)
class Rule:
    """What is said to one who would set it aside, and how the log tells that it was."""

    said: str
    done: str


RULES = {
    "minutes": Rule(
        N_("This step is meant to take at most %(most)s minutes, and would get %(minutes)s."),
        N_("the step was given %(minutes)s minutes, and is meant to take at most %(most)s"),
    ),
    "slides": Rule(
        N_("No slides: people shall not have to respond to finished proposals."),
        N_("slides were shown in the opening"),
    ),
    "seeds": Rule(
        N_("People shall find the problems themselves, and not have to answer finished proposals."),
        N_("a problem that nobody in the room wrote was put in"),
    ),
    "collector": Rule(
        N_("One person collects at most %(most)s agreements, and this one has as many."),
        N_("one person became the collector of more than %(most)s agreements"),
    ),
    "elected": Rule(
        N_("The collector is an elected representative. Who decides later should not carry it "
           "out."),
        N_("an elected representative collects an agreement"),
    ),
}  # fmt: skip


def set_aside(scope: Scope, rule: str, step: Step, reason: str, **numbers: int) -> None:
    """Do what the rule is against, because of `reason`. Refused, with the rule, without one.

    Call it before anything is changed. `numbers` are those of the rule's sentences.
    """
    why = clean(reason, REASON_MAX, required=False)
    if not why:
        with use(scope.actor.language):
            told = _(RULES[rule].said, **numbers)
        raise Refused("needs_reason", N_("%(rule)s If you do it all the same, write why: the "
                                         "reason stands in the report."), rule=told)  # fmt: skip
    scope.log("override", step, rule=rule, reason=why, **numbers)
