"""Sets of cards by name: a method file says `prompts = "benspenn"` for the cards of that set."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal, get_args

from models import Words
from translations import N_

Named = Literal["benspenn", "har_virket"]
SETS: dict[str, list[Words]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
WORDS = {"benspenn": N_("constraints that make people think anew"),
         "har_virket": N_("questions about what has worked")}  # fmt: skip
NAMES: tuple[str, ...] = get_args(Named)


def cards(told: list[Words] | str) -> list[Words]:
    """The cards: those of the set, where `told` is its name; else as they were told.

    A form has the name as the one line of its list.
    """
    if isinstance(told, str):
        return SETS[told]
    alone = set(told[0].values()) if len(told) == 1 else set()
    name = next((n for n in NAMES if alone == {n}), None)
    return SETS[name] if name else told
