"""What a method may say of a sorting (spec/activities.md)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from methods.activity import Activity
from methods.asking import asks
from translations import N_

MOST = 12  # more columns are not read on a wall
LABEL_MAX = 40
Label = Annotated[str, msgspec.Meta(min_length=1, max_length=LABEL_MAX)]
MODES = {
    "merge": N_("those that say the same become one"),
    "categories": N_("the facilitator also sorts into columns"),
    "columns": N_("in columns, as the writers chose"),
}  # fmt: skip


class Category(msgspec.Struct, forbid_unknown_fields=True):
    """A column: what it is called in data, and for people."""

    key: Annotated[str, msgspec.Meta(pattern="^[a-zæøå0-9_-]{1,40}$"),
                   asks(N_("Short name"), N_("Small letters, numbers, - and _."))]  # fmt: skip
    label: Annotated[
        dict[Literal["nb", "nn", "en"], Label] | Label,
        asks(N_("What it is called"), N_("At most 40 signs.")),
    ]  # fmt: skip


class Settings(Activity.Settings, forbid_unknown_fields=True):
    mode: Annotated[
        Literal["merge", "categories", "columns"], asks(N_("How it is sorted"), words=MODES)
    ] = "merge"  # fmt: skip
    categories: Annotated[
        list[Category],
        msgspec.Meta(max_length=MOST),
        asks(N_("Columns from the start"),
             N_("At most 12. The facilitator can add some on the way.")),
    ] = []  # fmt: skip
    suggest: Annotated[
        bool, asks(N_("Suggest pairs that may say the same"), N_("Only the facilitator sees them."))
    ] = True  # fmt: skip
    object_min: Annotated[
        int, asks(N_("Minutes to object to a merge"), low=0, high=600)
    ] = 3  # fmt: skip
