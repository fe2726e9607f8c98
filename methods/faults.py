"""What is wrong with a method file, in words: where it is, which key, and what was expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from translations import LANGUAGES


class BadMethod(Exception):
    """A method file that cannot be used. The message names file, step and key."""


def fault(where: str, error: msgspec.ValidationError, kind: type[msgspec.Struct]) -> BadMethod:
    """The error of converting to `kind`, told with its key and what was expected there."""
    what, _, path = str(error).partition(" - at `$.")
    path = path.rstrip("`")
    holder, leaf = _at(kind, path)
    if found := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        keys = ", ".join(f.encode_name for f in msgspec.structs.fields(holder))
        return BadMethod(f"{where}, key {_join(path, found[1])!r}: not known; expected {keys}")
    if found := re.fullmatch(r"Object missing required field `(.+)`", what):
        return BadMethod(f"{where}, key {_join(path, found[1])!r}: it is missing")
    if what.startswith("Invalid enum value"):
        what += f"; expected {_choices(leaf)}"
    return BadMethod(f"{where}, key {path!r}: {what}")


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _at(kind: Any, path: str) -> tuple[Any, Any]:
    """The struct and the type that `sheet[0].type` leads to from `kind`."""
    holder, leaf = kind, kind
    for name in re.findall(r"[^.\[\]]+", path):
        fields = {f.encode_name: f.type for f in msgspec.structs.fields(holder)}
        leaf = fields.get(name, leaf)
        holder = next((t for t in (leaf, *get_args(leaf)) if _is_struct(t)), holder)
    return holder, leaf


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _choices(kind: Any) -> str:
    """The values and types that `kind` allows: `int, 'third'`."""
    inner = [a for a in get_args(kind) if a is not Ellipsis]
    if not inner:
        return kind.__name__ if isinstance(kind, type) else repr(kind)
    return ", ".join(_choices(a) for a in inner)


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
            yield from half_translated(one, _join(path, key))
