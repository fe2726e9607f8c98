"""A blank form: what stands on paper in a step where people can answer without a phone."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Blank:
    """Numbered items with a box for each of `marks`, and how they are filled in, in the language

    of now. A mark stands in its box, and may be nothing; `labels` tells what the marks mean.
    """

    items: list[tuple[int, str]]
    rule: str
    how: str
    marks: list[str] = field(default_factory=lambda: [""])
    labels: list[str] = field(default_factory=list)
