"""What a decision may rest on: a closed list of conditions, no code (spec/activities.md).

What an earlier step says of itself stands in its `result`: `consensus` and `stable` (true or
false), `tallies` (by item, each with a `verdict`), and how many items it hands on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from methods.asking import Misfit
from methods.faults import shown
from translations import N_

VERDICTS = {"styrket": "supported", "avkreftet": "refuted", "uavklart": "undecided",
            "for_lite": "too_few"}  # fmt: skip
EXPECTED = ("consensus(step), stable(step), round>=n, count(step)<=n or "
            "verdict(step)=styrket|avkreftet|uavklart|for_lite")  # fmt: skip
FORM = re.compile(
    r"(?P<said>consensus|stable)\((?P<a>[^()\s]+)\)"
    r"|(?P<round>round)>=(?P<least>[1-9]\d?)"
    r"|(?P<count>count)\((?P<b>[^()\s]+)\)<=(?P<most>\d{1,4})"
    rf"|(?P<verdict>verdict)\((?P<c>[^()\s]+)\)=(?P<which>{'|'.join(VERDICTS)})"
)


@dataclass(frozen=True)
class Condition:
    """`kind` is consensus, stable, round, count or verdict; `step` is whose; `wanted` how much."""

    kind: str
    step: str = ""
    wanted: int | str = ""


def parse(text: str) -> Condition:
    """The condition that `text` says. Raises `Misfit` with what was expected."""
    found = FORM.fullmatch(text.replace(" ", ""))
    if found is None:
        raise Misfit("when", N_("%(value)s is none of %(expected)s"),
                     value=shown(text), expected=EXPECTED)  # fmt: skip
    if found["said"]:
        return Condition(found["said"], found["a"])
    if found["round"]:
        return Condition("round", wanted=int(found["least"]))
    if found["count"]:
        return Condition("count", found["b"], int(found["most"]))
    return Condition("verdict", found["c"], VERDICTS[found["which"]])


def holds(condition: Condition, handed: Mapping[str, dict[str, Any]], round_: int) -> bool:
    """Whether it is true of what the steps have handed on (`handed`, by key), in this round.

    A step that has handed on nothing makes none of its conditions true. A verdict holds when every
    hypothesis that was tallied has it.
    """
    if condition.kind == "round":
        return round_ >= int(condition.wanted)
    result = handed.get(condition.step)
    if result is None:
        return False
    if condition.kind == "count":
        return len(result.get("items", [])) <= int(condition.wanted)
    if condition.kind == "verdict":
        tallies = result.get("tallies", {}).values()
        return bool(tallies) and all(t["verdict"] == condition.wanted for t in tallies)
    return result.get(condition.kind) is True
