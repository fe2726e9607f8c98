"""People's texts made fit for every file: what XML, PDF and spreadsheets may not hold is taken out.

Nothing that can be seen goes: only control signs, halves of a surrogate pair and non-characters.
The JSON archive keeps those too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import msgspec

from reports.readings import Reading

UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def text(told: str) -> str:
    """`told` without what no file may hold; line breaks are `\\n`."""
    return UNFIT.sub("", told.replace("\r\n", "\n").replace("\r", "\n"))


def deep(data: Any) -> Any:
    """Plain data with each text in it, and each key, made fit."""
    if isinstance(data, str):
        return text(data)
    if isinstance(data, dict):
        return {deep(key): deep(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [deep(value) for value in data]
    return data


def reading(made: Reading) -> Reading:
    """The reading, fit for every file."""
    return msgspec.convert(deep(msgspec.to_builtins(made)), Reading)


def rightward(told: str) -> bool:
    """Whether the text is written from right to left: its first letter says so."""
    ways = (unicodedata.bidirectional(sign) for sign in told)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"
