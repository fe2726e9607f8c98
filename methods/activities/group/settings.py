"""How people may be put into groups (spec/activities.md)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from methods.activity import Activity
from methods.asking import asks
from translations import N_

People = Annotated[int, msgspec.Meta(ge=1, le=100)]
WAYS = {
    "table": N_("people sit down where they like"), "random": N_("by lot"),
    "mix": N_("mixed, so that those who are alike are spread"), "pair": N_("two and two"),
    "join2": N_("two groups become one"), "choice": N_("each chooses a topic"),
    "rotate": N_("people move on to other tables"), "keep": N_("the groups there were"),
}  # fmt: skip
SPREAD = {
    "none": N_("nothing in particular"), "role": N_("roles"), "unit": N_("workplaces"),
    "home_table": N_("people from the same table"),
}  # fmt: skip
STAYS = {"none": N_("nobody: all move on"), "host": N_("the table host")}


class Settings(Activity.Settings, forbid_unknown_fields=True):
    by: Annotated[
        Literal["table", "random", "mix", "pair", "join2", "choice", "rotate", "keep"],
        asks(N_("How the groups are made"), words=WAYS),
    ] = "table"  # fmt: skip
    balance: Annotated[
        Literal["none", "role", "unit", "home_table"],
        asks(N_("Spread over the groups"), words=SPREAD),
    ] = "none"  # fmt: skip
    size: Annotated[People, asks(N_("People in each group"))] = 8
    min: Annotated[
        People,
        asks(N_("People in a small group"),
             N_("So few or fewer are told that they may go on, or join a neighbour.")),
    ] = 2  # fmt: skip
    max: Annotated[
        int, asks(N_("Most people in a group"), N_("0 is no limit."), low=0, high=1000)
    ] = 12  # fmt: skip
    split: Annotated[
        People,
        asks(N_("People in each part of a divided group"),
             N_("A group with more than the most is divided into groups of about this size.")),
    ] = 8  # fmt: skip
    stay: Annotated[
        Literal["none", "host"], asks(N_("Who stays when the others move on"), words=STAYS)
    ] = "none"  # fmt: skip
    slots: Annotated[
        int,
        asks(N_("Times of day"), N_("With more than one, the topics are shared among them."),
             low=1, high=12),
    ] = 1  # fmt: skip
    movable: Annotated[bool, asks(N_("People may move by themselves"))] = True
