"""What a method may say of work on a sheet (spec/activities.md)."""

from __future__ import annotations

from typing import Annotated, Literal

from methods import prompts
from methods.activities.work.fields import Field, check_sheet
from methods.activity import Activity
from methods.asking import asks
from models import Words
from translations import N_


class Settings(Activity.Settings, forbid_unknown_fields=True):
    sheet: Annotated[list[Field], asks(N_("Fields of the sheet"), N_("From the top."))]
    per: Annotated[
        Literal["group", "item"],
        asks(N_("One sheet for"), words={"group": N_("each group"), "item": N_("each item")}),
    ] = "group"  # fmt: skip
    prompts: Annotated[
        list[Words] | prompts.Named,
        asks(N_("Constraint cards"),
             N_("Each group draws one. Or the name of a set: benspenn, har_virket."),
             words=prompts.WORDS),
    ] = []  # fmt: skip
    editors: Annotated[
        Literal["all", "host"],
        asks(N_("Who writes"), words={"all": N_("all in the group"),
                                      "host": N_("the table host, for all")}),
    ] = "all"  # fmt: skip
    draw_at: Annotated[
        float,
        asks(N_("When the cards come"), N_("A share of the time: 0.5 is halfway."), low=0, high=1),
    ] = 0.5  # fmt: skip
    forward: Annotated[int, asks(N_("Ideas a group brings along"), low=1, high=50)] = 2

    def __post_init__(self) -> None:
        self.prompts = prompts.cards(self.prompts)
        check_sheet(self.sheet)
