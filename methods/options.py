"""One of the answers of a choice, as a method file gives it: what is kept, and what is shown."""

from __future__ import annotations

from typing import Annotated

import msgspec

from methods.asking import asks
from methods.method import Key
from models import Words
from translations import N_


class Option(msgspec.Struct, forbid_unknown_fields=True):
    key: Annotated[Key, asks(N_("Short name"), N_("Small letters, numbers and _."))]
    label: Annotated[Words, asks(N_("What it is called"))]
