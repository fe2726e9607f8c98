"""One person's own part, laid over a shared board: the server's half of web/static/js/own.js.

A board is rendered once for everybody. Where a person's own state shows, the template asks `own`,
which writes an attribute that says what to look up, and, when the person is known (first paint),
the looked-up state itself. The two halves give the same page; `tests/journeys` compares them.
"""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup, escape


def scattered(text: str) -> int:
    """A number of 32 bits from `text`, the same on phone and server (`order.js`).

    FNV-1a over UTF-8, then the last mixing of MurmurHash3: without it, of numbers that follow
    each other some would stand first twenty times as often as others.
    """
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        value = ((value ^ value >> shift) * factor) & 0xFFFFFFFF
    return value


class Own:
    """`data` is what the activity's `own(person)` gave; empty on a shared board."""

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        self.data = data or {}

    def _has(self, key: str, value: Any) -> bool:
        mine = self.data.get(key)
        mine = mine if isinstance(mine, list) else [mine]
        return str(value) in [str(m) for m in mine if m is not None]

    def checked(self, key: str, value: Any) -> Markup:
        """For a checkbox or radio: checked if mine holds `value`."""
        mark = Markup(' data-own-checked="{}"').format(key)
        return mark + (Markup(" checked") if self._has(key, value) else "")

    def text(self, key: str) -> Markup:
        """A span with my text."""
        mine = self.data.get(key)
        return Markup('<span data-own-text="{}">{}</span>').format(
            key, "" if mine is None else mine
        )

    def value(self, key: str) -> Markup:
        """For an input: my value."""
        return Markup(' data-own-value="{}" value="{}"').format(key, self.data.get(key) or "")

    def words(self, key: str) -> str:
        """For inside a textarea that has `data-own-value`: my text."""
        return str(self.data.get(key) or "")

    def when(self, rule: str) -> Markup:
        """Hidden unless true of me: `key`, `key=value`, `key~value` (list holds); `!` is not.

        Several, with a space between, must all be true.
        """
        mark = Markup(' data-own-if="{}"').format(rule)
        return mark + (Markup("") if self._true(rule) else Markup(" hidden"))

    def _true(self, rule: str) -> bool:
        return all(self._holds(part) for part in rule.split())

    def _holds(self, part: str) -> bool:
        wanted, name = not part.startswith("!"), part.removeprefix("!")
        for sign in "=~":
            if sign in name:
                key, value = name.split(sign, 1)
                return self._has(key, value) == wanted
        return bool(self.data.get(name)) == wanted

    def order(self, salt: object, things: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """`things` (each has an `id`) in my own order; as they are if I am unknown.

        One's `shuffle` never changes, so a phone knows the order of a list before it comes, and
        nothing moves under a finger. `salt` makes it another order in another step.
        """
        seed = self.data.get("shuffle")
        if seed is None:
            return things
        return sorted(things, key=lambda thing: scattered(f"{seed}:{salt}:{thing['id']}"))


def attribute(data: dict[str, Any]) -> Markup:
    """`data` as the JSON of an attribute."""
    return escape(msgspec.json.encode(data).decode())
