"""Where the parts of a chart stand: pure geometry, in the units of its own picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import cos, pi, sin
from typing import Any

from methods.activities.rate import quadrant

COLUMN, TALL, TOP = 100, 70, 26  # a spread: one column a value
MIDDLE, RADIUS = (350, 235), 165  # a radar, 700 × 470
LEFT, RIGHT, UP, DOWN = 70, 700, 24, 444  # the plot of a grid, 730 × 520
APART = 34  # dots that would hide each other stand side by side

Chart = dict[str, Any]


def spread(counts: Sequence[int], quartiles: Sequence[float], low: int) -> Chart:
    """Columns with how many gave each value, and under them the middle half and the median."""
    most = max(counts, default=0) or 1

    def across(value: float) -> float:
        return round((value - low + 0.5) * COLUMN, 1)

    columns = [
        {"value": low + place, "count": count,
         "x": place * COLUMN + 14, "middle": across(low + place),
         "y": round(TOP + TALL * (1 - count / most), 1),
         "height": round(TALL * count / most, 1)}
        for place, count in enumerate(counts)
    ]  # fmt: skip
    first, median, third = (across(q) for q in quartiles)
    return {"width": COLUMN * len(counts), "columns": columns,
            "first": first, "median": median, "third": third}  # fmt: skip


def radar(labels: Sequence[str], values: Sequence[float | None], before: Sequence[float | None],
          low: int, high: int) -> Chart | None:  # fmt: skip
    """A star of at least three axes with the values joined; None with fewer."""
    if len(labels) < 3:
        return None
    corners = [_corner(place, len(labels)) for place in range(len(labels))]

    def joined(row: Sequence[float | None]) -> str:
        shares = [0 if v is None else (v - low) / (high - low) for v in row]
        return " ".join(f"{x},{y}" for x, y in map(_out, corners, shares))

    rings = [joined([value] * len(labels)) for value in range(low + 1, high + 1)]
    return {
        "rings": rings, "area": joined(values), "before": joined(before) if any(before) else "",
        "axes": [{"x": x, "y": y, "label": label, "value": value, **_beside(corner)}
                 for label, value, corner, (x, y) in
                 zip(labels, values, corners, (_out(c, 1) for c in corners), strict=True)],
    }  # fmt: skip


def _corner(place: int, count: int) -> tuple[float, float]:
    turn = 2 * pi * place / count - pi / 2
    return cos(turn), sin(turn)


def _out(corner: tuple[float, float], share: float) -> tuple[float, float]:
    return tuple(round(m + RADIUS * share * c, 1) for m, c in zip(MIDDLE, corner, strict=True))  # type: ignore[return-value]


def _beside(corner: tuple[float, float]) -> dict[str, Any]:
    """Where an axis' words stand, and from which side they are written."""
    x, y = _out(corner, 1.12)
    side = "middle" if abs(corner[0]) < 0.2 else "start" if corner[0] > 0 else "end"
    return {"tx": x, "ty": y - (16 if corner[1] < -0.9 else 0), "anchor": side}


def grid(points: Sequence[tuple[int, float, float]], low: int, high: int) -> Chart:
    """Numbered dots (number, x, y) in a plot, its four quarters parted where values turn high."""

    def across(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (value - low) / (high - low), 1)

    def up(value: float) -> float:
        return round(DOWN - (DOWN - UP) * (value - low) / (high - low), 1)

    line = quadrant.limit(low, high)
    dots = []
    placed = sorted((across(x), up(y), number) for number, x, y in points)
    for (x, y), same in groupby(placed, key=lambda p: p[:2]):
        row = list(same)
        first = min(max(x - APART * (len(row) - 1) / 2, LEFT), RIGHT - APART * (len(row) - 1))
        dots += [{"x": round(first + APART * n, 1), "y": y, "number": dot[2]}
                 for n, dot in enumerate(row)]  # fmt: skip
    ticks = [{"value": v, "x": across(v), "y": up(v)} for v in range(low, high + 1)]
    return {"dots": dots, "ticks": ticks, "x": across(line), "y": up(line)}
