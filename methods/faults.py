"""What is wrong with a method: at which step, which key, and what was expected, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import inspect

from methods.asking import Misfit, expected, said
from translations import LANGUAGES, _


@dataclass(frozen=True)
class Fault:
    """`place` is the step's place from 0, None for the method itself; `sentence` is for people."""

    key: str
    sentence: str
    place: int | None = None
    step: str = ""

    def __str__(self) -> str:
        where = _("step %(step)s, ", step=repr(self.step)) if self.place is not None else ""
        return where + _("key %(key)s: ", key=repr(self.key)) + self.sentence


class BadMethod(Exception):
    """A method file that cannot be used. The message names file, step, key and what is right."""

    def __init__(self, file: str, *faults: Fault | str) -> None:
        super().__init__("\n".join(f"{file}: {fault}" if isinstance(fault, str)
                                   else f"{file}, {fault}" for fault in faults))  # fmt: skip
        self.faults = [f for f in faults if isinstance(f, Fault)]


def converted(kind: Any, value: Any, key: str, *, strict: bool) -> tuple[Any, Fault | None]:
    """`value` as a `kind`, or what is wrong with it, at its key within the value."""
    try:
        return msgspec.convert(value, kind, strict=strict), None
    except msgspec.ValidationError as error:
        what, _at, path = str(error).partition(" - at `$")
        path = path.rstrip("`").replace("[...]", "")
        if isinstance(error.__cause__, Misfit):
            misfit = error.__cause__
            return None, Fault(f"{key}{path}.{misfit.key}".strip("."), misfit.sentence())
        holder, leaf, found = _at_path(inspect.type_info(kind), value, path)
        return None, _told(what, key + path, holder, leaf, found)


def _told(what: str, key: str, holder: Any, leaf: Any, found: Any) -> Fault:
    if unknown := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        keys = ", ".join(f.encode_name for f in holder.fields)
        return Fault(f"{key}.{unknown[1]}", _("not known; expected one of %(keys)s", keys=keys))
    if missing := re.fullmatch(r"Object missing required field `(.+)`", what):
        kind = next(f.type for f in holder.fields if f.encode_name == missing[1])
        return lacking(f"{key}.{missing[1]}", kind)
    return wrong(key, found, expected(leaf))


def wrong(key: str, value: Any, wanted: str) -> Fault:
    """A value that cannot be used; `wanted` says what can."""
    return Fault(key, _("%(value)s cannot be used here; expected %(expected)s",
                        value=shown(value), expected=wanted))  # fmt: skip


def lacking(key: str, kind: Any) -> Fault:
    """A required key that is not there."""
    return Fault(key, _("it is missing; expected %(expected)s", expected=expected(kind)))


def shown(value: Any) -> str:
    """A value as it stands in a file, short."""
    told = repr(value) if not isinstance(value, bool) else str(value).lower()
    return told if len(told) <= 40 else f"{told[:39]}…"


def _at_path(info: Any, value: Any, path: str) -> tuple[Any, Any, Any]:
    """The struct, the type and the value that `[0].type` leads to."""
    holder, leaf = _struct(info), info
    for name in re.findall(r"[^.\[\]]+", path):
        plain = said(leaf).type
        if name == "...":
            continue
        if name.isdecimal() and isinstance(value, list | tuple):
            value = value[int(name)]
            leaf = _item(plain)
        elif (inner := _struct(leaf)) is not None:
            leaf = next((f.type for f in inner.fields if f.encode_name == name), leaf)
            value = value.get(name) if isinstance(value, dict) else value
        elif isinstance(value, dict):
            value, leaf = value.get(name, value), getattr(plain, "value_type", leaf)
        holder = _struct(leaf) or holder
    return holder, leaf, value


def _item(plain: Any) -> Any:
    for one in getattr(plain, "types", (plain,)):
        if isinstance(one, inspect.ListType | inspect.VarTupleType):
            return one.item_type
    return plain


def _struct(info: Any) -> Any:
    plain = said(info).type
    return next((t for t in getattr(plain, "types", (plain,))
                 if isinstance(t, inspect.StructType)), None)  # fmt: skip


def half_translated(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Where a text in `value` lacks a language: `(key, the languages)`."""
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from half_translated(one, f"{path}[{place}]")
    elif isinstance(value, dict) and set(value) & set(LANGUAGES):
        if missing := [language for language in LANGUAGES if not value.get(language)]:
            yield path, ", ".join(missing)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from half_translated(one, f"{path}.{key}" if path else key)
