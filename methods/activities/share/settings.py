"""What a method may say of a plenary (spec/activities.md)."""

from __future__ import annotations

from typing import Annotated, Literal

from methods.activity import Activity
from methods.asking import asks
from translations import N_

ORDERS = {
    "rank": N_("the one with most support first"), "random": N_("by lot"),
    "countdown": N_("from the last place to the first"),
    "volunteer": N_("those who ask for the floor"),
}  # fmt: skip


class Settings(Activity.Settings, forbid_unknown_fields=True):
    order: Annotated[
        Literal["rank", "random", "countdown", "volunteer"],
        asks(N_("Whose turn it is"), words=ORDERS),
    ] = "rank"  # fmt: skip
    seconds: Annotated[int, asks(N_("Seconds for each speaker"), low=10, high=900)] = 90
    max: Annotated[
        int, asks(N_("How many are presented"), N_("0 is all."), low=0, high=400)
    ] = 6  # fmt: skip
    qa: Annotated[bool, asks(N_("Questions from the phones"))] = False
    gallery: Annotated[
        bool,
        asks(N_("All at once, as a gallery"), N_("People walk through it, read, and like.")),
    ] = False  # fmt: skip
