"""What a setting is called and allows: said once, where the setting is declared.

The check of a method file, its refusals and the form of the workshop are all made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import inspect

from translations import LANGUAGES, N_, _


def asks(
    title: str, help: str = "", /, *, low: int | None = None, high: int | None = None,
    longest: int | None = None, words: dict[str, str] | None = None,
) -> msgspec.Meta:  # fmt: skip
    """The name and help of a setting (message ids), its limits, and its choices in words."""
    told: dict[str, Any] = {"title": title, "description": help or None, "ge": low, "le": high,
            "max_length": longest, "extra": {"words": words} if words else None}  # fmt: skip
    return msgspec.Meta(**{k: v for k, v in told.items() if v is not None})


class Misfit(ValueError):
    """A settings struct's values do not fit together. Raised in its `__post_init__`."""

    def __init__(self, key: str, message: str, /, **values: Any) -> None:
        super().__init__(message)
        self.key, self.message, self.values = key, message, values

    def sentence(self) -> str:
        return _(self.message, **self.values)


@dataclass(frozen=True)
class Said:
    """A type without what was said of it, and that: title and help as message ids."""

    type: Any
    title: str = ""
    help: str = ""
    words: dict[str, str] | None = None


def said(info: Any) -> Said:
    """What `asks` said of a type, on it or on one of the types it may be."""
    if isinstance(info, inspect.Metadata):
        told, extra = info.extra_json_schema or {}, info.extra or {}
        return Said(info.type, told.get("title", ""), told.get("description", ""),
                    extra.get("words"))  # fmt: skip
    if isinstance(info, inspect.UnionType):
        parts = [said(t) for t in info.types]
        named = next((p for p in parts if p.title), None)
        plain = inspect.UnionType(tuple(p.type for p in parts))
        words = {k: v for p in parts for k, v in (p.words or {}).items()}
        return Said(plain, named.title if named else "", named.help if named else "", words or None)
    return Said(info)


def expected(info: Any) -> str:
    """What a value of the type looks like, in the language of now."""
    plain = said(info).type
    if isinstance(plain, inspect.UnionType):
        return _(" or ").join(dict.fromkeys(expected(t) for t in plain.types))
    if isinstance(plain, inspect.LiteralType):
        return ", ".join(repr(v) for v in plain.values)
    if isinstance(plain, inspect.IntType | inspect.FloatType):
        return _number(plain)
    if isinstance(plain, inspect.StrType):
        longest = plain.max_length
        if plain.pattern:
            return _("a text like %(pattern)s", pattern=plain.pattern.strip("^$"))
        return _("a text of at most %(n)s signs", n=longest) if longest else _("a text")
    if is_words(plain):
        return _("a text in %(languages)s", languages=", ".join(LANGUAGES))
    if isinstance(plain, inspect.StructType):
        return _("a table with %(keys)s", keys=", ".join(f.encode_name for f in plain.fields))
    return _(PLAIN.get(type(plain), N_("something else")))


PLAIN: dict[type, str] = {
    inspect.BoolType: N_("true or false"),
    inspect.ListType: N_("a list"),
    inspect.VarTupleType: N_("a list"),
    inspect.TupleType: N_("two numbers"),
    inspect.DictType: N_("a table"),
    inspect.NoneType: N_("nothing"),
}


def _number(plain: Any) -> str:
    whole = isinstance(plain, inspect.IntType)
    if plain.ge is not None and plain.le is not None:
        if not whole:
            return _("a number from %(low)s to %(high)s", low=plain.ge, high=plain.le)
        return _("a whole number from %(low)s to %(high)s", low=plain.ge, high=plain.le)
    if plain.ge is not None:
        return _("a whole number, at least %(low)s", low=plain.ge)
    return _("a whole number") if whole else _("a number")


def is_words(info: Any) -> bool:
    """Whether the type is a text in every language."""
    return (isinstance(info, inspect.DictType)
            and isinstance(said(info.key_type).type, inspect.StrType | inspect.LiteralType)
            and isinstance(said(info.value_type).type, inspect.StrType))  # fmt: skip
