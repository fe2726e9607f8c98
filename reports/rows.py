"""What a list is: rows of plain values under a head."""

from __future__ import annotations

from dataclasses import dataclass, field

from translations import _

Cell = str | int | float | None


@dataclass(frozen=True)
class List:
    """One list; `bars` are the columns of the label and the number that a chart shows, if any."""

    name: str  # the same in every language: a-z, 0-9 and hyphens
    title: str
    head: list[str]
    rows: list[list[Cell]] = field(default_factory=list)
    bars: tuple[int, int] | None = None


def yes(true: bool) -> str:
    """Yes, or nothing: an empty cell is read faster than a no."""
    return _("yes") if true else ""
