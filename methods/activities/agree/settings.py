"""What a method may say of its agreements (spec/activities.md)."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from methods.activity import Activity
from methods.asking import asks
from translations import N_

Required = Literal["what", "first_step", "next_date", "plan_link", "evaluate_by"]
Field = Literal["collector", "deputy", "contact", "members", "owner_now", "owner_later", "handover",
                "plan_link", "evaluate_by"]  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)

REQUIRED_WORDS = {
    "what": N_("what is agreed"), "first_step": N_("the first step"),
    "next_date": N_("the next meeting"), "plan_link": N_("where it stands in the plan"),
    "evaluate_by": N_("when it is evaluated"),
}  # fmt: skip
FIELD_WORDS = {
    "collector": N_("a collector"), "deputy": N_("a deputy"),
    "contact": N_("how to reach the collector"), "members": N_("those who join in"),
    "owner_now": N_("who is responsible now"), "owner_later": N_("who is responsible later"),
    "handover": N_("the change of responsibility"),
    "plan_link": REQUIRED_WORDS["plan_link"], "evaluate_by": REQUIRED_WORDS["evaluate_by"],
}  # fmt: skip


class Settings(Activity.Settings, forbid_unknown_fields=True):
    required: Annotated[
        tuple[Required, ...],
        asks(N_("What every agreement must have"),
             N_("One without it is kept, and marked with what it lacks."), words=REQUIRED_WORDS),
    ] = ("what", "first_step", "next_date")  # fmt: skip
    fields: Annotated[
        tuple[Field, ...],
        asks(N_("What is asked about each agreement"), words=FIELD_WORDS),
    ] = FIELDS  # fmt: skip
    per_collector: Annotated[
        int,
        asks(N_("Agreements one collector may have"),
             N_("Whoever wants more asks the facilitator."), low=1, high=20),
    ] = 2  # fmt: skip
    first_step_from: Annotated[
        str,
        asks(N_("Sheet field with the first step"),
             N_("The first step of an agreement begins as what stands there.")),
    ] = "forste_steg"  # fmt: skip
