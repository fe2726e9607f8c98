"""What a method may say of a decision point (spec/activities.md)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from methods.activity import Activity
from methods.asking import asks
from models import Words
from translations import N_

RULES = {
    "facilitator": N_("the facilitator"), "majority": N_("the majority in the room"),
    "sponsor": N_("the sponsor"), "auto": N_("the conditions, by themselves"),
}  # fmt: skip


class Option(msgspec.Struct, forbid_unknown_fields=True):
    """One way to go: `to` is the step it leads to; nothing is simply the next one."""

    key: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]*$"),
                   asks(N_("Short name"), N_("Small letters, numbers and _."))]  # fmt: skip
    label: Annotated[Words, asks(N_("What it is called"))]
    to: Annotated[str, asks(N_("Leads to the step"), N_("Empty: the next one."))] = ""


class Settings(Activity.Settings, forbid_unknown_fields=True):
    options: Annotated[
        list[Option], asks(N_("Ways to go"), N_("Without any, one of the items is chosen."))
    ] = []  # fmt: skip
    rule: Annotated[
        Literal["facilitator", "majority", "sponsor", "auto"], asks(N_("Who chooses"), words=RULES)
    ] = "facilitator"  # fmt: skip
    when: Annotated[
        list[str],
        asks(N_("Conditions for going on"),
             N_("Such as consensus(step), stable(step), round>=3 or count(step)<=5.")),
    ] = []  # fmt: skip
    max_rounds: Annotated[int, asks(N_("Most rounds"), low=1, high=20)] = 3
    reason: Annotated[bool, asks(N_("Whoever chooses says why"))] = True
