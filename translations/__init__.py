"""The three languages, complete and equal: bokmål, nynorsk, English.

`_("…")` gives a text in the language of now, which `use("nn")` sets. Message ids are English;
`nb.po` and `nn.po` beside this file hold the rest, compiled to `.mo` by the build.
"""

from __future__ import annotations

import gettext as catalogues
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

HERE = Path(__file__).parent
LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
DEFAULT = "nb"

_now: ContextVar[str] = ContextVar("language", default=DEFAULT)


def language() -> str:
    """The language of now: nb, nn or en."""
    return _now.get()


@contextmanager
def use(wanted: str) -> Iterator[None]:
    """Within this block, texts are in `wanted`; an unknown language is bokmål."""
    token = _now.set(wanted if wanted in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _now.reset(token)


@cache
def _catalogue(wanted: str) -> catalogues.NullTranslations:
    file = HERE / f"{wanted}.mo"
    if not file.exists():
        return catalogues.NullTranslations()
    with file.open("rb") as opened:
        return catalogues.GNUTranslations(opened)


def _(message: str, /, **values: Any) -> str:
    """`message` in the language of now, with `%(name)s` filled in."""
    found = _catalogue(language()).gettext(message) if message else ""
    return found % values if values else found


def ngettext(singular: str, plural: str, /, n: int, **values: Any) -> str:
    """One of two forms by `n`, which the text may use as `%(n)s`."""
    return _catalogue(language()).ngettext(singular, plural, n) % {"n": n, **values}


def N_(message: str) -> str:
    """Mark `message` for translation later."""
    return message


def pick(words: dict[str, str]) -> str:
    """A text that comes in several languages, in the language of now."""
    return words.get(language()) or words.get(DEFAULT) or next(iter(words.values()), "")


def day(iso: str) -> str:
    """A date (`2026-12-24`) or moment (`…T19:00:00Z`) as people write it: 24. desember 2026.

    A moment has the date it had where the server stands. Nothing of nothing.
    """
    if not iso:
        return ""
    moment = datetime.fromisoformat(iso)
    there = moment.astimezone() if moment.tzinfo else moment
    return format_date(there, "long", locale="en_GB" if language() == "en" else language())


def decimal(value: float | str, places: int) -> str:
    """A number with so many decimals, its mark as people write it: 4,08, in English 4.08."""
    return format_decimal(value, format="0." + "0" * places, locale=language())


def best(accept: str) -> str:
    """The language a browser asks for (an Accept-Language header); plain Norwegian is bokmål."""
    wishes = [part.partition(";") for part in accept.lower().split(",")]
    weights: dict[str, float] = {}
    for tag, _semicolon, quality in wishes:
        code = tag.strip().partition("-")[0]
        code = "nb" if code == "no" else code
        weights[code] = max(_weight(quality), weights.get(code, 0))
    ours = [code for code in weights if code in LANGUAGES and weights[code]]
    return max(ours, key=lambda code: weights[code], default=DEFAULT)


def _weight(quality: str) -> float:
    """0 to 1 of `q=0.8`; 1 where nothing is said, 0 for what cannot be read."""
    name, _equals, value = quality.replace(" ", "").partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0
