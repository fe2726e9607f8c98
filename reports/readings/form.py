"""What a reading is made of, and the few blocks that all readings are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from methods.activity import Block
from translations import ngettext


@dataclass(frozen=True)
class Section:
    """A chapter: blocks of plain data, `level` 2 or 3 under the title."""

    id: str
    title: str
    blocks: list[Block]
    level: int = 2


@dataclass(frozen=True)
class Reading:
    """One reading of an outcome, ready for any writer."""

    kind: str  # its key in READINGS
    language: str  # nb, nn, en
    eyebrow: str  # what sort of document it is
    title: str
    lead: str  # the question
    facts: list[tuple[str, str]]  # label and value, on the cover
    sections: list[Section]
    foreword: str = ""
    notes: list[str] = field(default_factory=list)  # at the end: version, date, fingerprint


def text(said: str) -> Block:
    return {"kind": "text", "text": said}


def heading(said: str) -> Block:
    return {"kind": "heading", "text": said}


def lines(said: Sequence[str], most: int = 0) -> list[Block]:
    """A list; of more than `most` lines the first ones, and how many there are beside."""
    shown = list(said)
    if most and len(shown) > most:
        shown = [*shown[:most], more(len(said) - most)]
    return [{"kind": "list", "items": shown}] if shown else []


def more(n: int) -> str:
    return ngettext("and %(n)s more", "and %(n)s more", n)


def table(caption: str, head: list[str], rows: list[list[Any]], *numeric: int) -> list[Block]:
    """A table, or nothing if it has no rows; `numeric` are the columns of numbers.

    A column in which nothing stands is left out.
    """
    if not rows:
        return []
    held = [n for n in range(len(head)) if any(row[n] not in ("", None) for row in rows)]
    return [{"kind": "table", "caption": caption, "head": [head[n] for n in held],
             "rows": [[row[n] for n in held] for row in rows],
             "numeric": [place for place, n in enumerate(held) if n in numeric]}]  # fmt: skip


def or_why(blocks: list[Block], why: str) -> list[Block]:
    """The blocks; where there are none, the sentence that says why."""
    return blocks or [text(why)]


def short(said: str, most: int = 60) -> str:
    """The beginning of a long text, in whole words, for a page that has little room."""
    if len(said) <= most:
        return said
    cut = said[: most - 1]
    whole = cut.rsplit(" ", 1)[0] if said[most - 1] != " " else cut
    return (whole if len(whole) > most // 2 else cut).rstrip("… ") + "…"
