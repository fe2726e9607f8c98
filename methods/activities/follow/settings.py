"""When people hear from whom, and how (spec/activities.md)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from methods.activity import Activity
from methods.asking import asks
from translations import N_

Days = Annotated[int, msgspec.Meta(ge=1, le=366)]
Channel = Literal["page", "email", "sms", "print"]
CHANNELS = {
    "page": N_("the page of news"), "email": N_("e-mail"), "sms": N_("text message"),
    "print": N_("on paper"),
}  # fmt: skip


class Settings(Activity.Settings, forbid_unknown_fields=True):
    first_days: Annotated[Days, asks(N_("Working days until the collector's first note"))] = 3
    check_days: Annotated[Days, asks(N_("Days until people are asked how it goes"))] = 14
    then_days: Annotated[Days, asks(N_("Days between the times after that"))] = 30
    evaluate_months: Annotated[
        int, asks(N_("Months until it is evaluated"), low=1, high=6)
    ] = 6  # fmt: skip
    channels: Annotated[
        tuple[Channel, ...], asks(N_("How people are reached"), words=CHANNELS)
    ] = ("page", "email", "sms", "print")  # fmt: skip
