"""What a method may say of an opening (spec/activities.md)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from methods.activity import Activity
from methods.asking import asks
from translations import N_

Ask = Literal["who_asks", "where", "after"]
Text = Annotated[str, msgspec.Meta(max_length=600)]
# One address on the web or nothing. It is shown, and opened only by those who want to.
Media = Annotated[str, msgspec.Meta(pattern=r"^(none|https://[^\s/]+\S*)$", max_length=500)]
ASKS = {
    "who_asks": N_("who asks"), "where": N_("where we are in the process"),
    "after": N_("what happens afterwards"),
}  # fmt: skip


class Settings(Activity.Settings, forbid_unknown_fields=True):
    text: Annotated[
        dict[Literal["nb", "nn", "en"], Text] | Text,
        asks(N_("Where in the process we are"), N_("At most 600 signs.")),
    ] = ""  # fmt: skip
    media: Annotated[
        Media,
        asks(N_("Address of a picture or film"), N_("It begins with https://. Or: none.")),
    ] = "none"  # fmt: skip
    video_max_s: Annotated[
        int, asks(N_("Length of the film in seconds"), low=1, high=120)
    ] = 120  # fmt: skip
    ask: Annotated[
        tuple[Ask, ...], asks(N_("What the opening answers"), words=ASKS)
    ] = ("who_asks", "where", "after")  # fmt: skip
    agenda: Annotated[bool, asks(N_("Phones show the steps ahead"))] = True
    ack: Annotated[bool, asks(N_("People say that they have read it"))] = False
