"""The responsibility matrix: who does what. Pure rules over the marks of a row (voting.md §14).

R does it, A answers for it, C is asked, I is told. A row is right with exactly one A and at least
one R; `AR` is one who does both.
"""

from __future__ import annotations

from collections.abc import Iterable

MARKS = ("R", "A", "AR", "C", "I")


def faults(marks: Iterable[str]) -> list[str]:
    """What is wrong with a row of marks: `no_a`, `two_a`, `no_r`; nothing if it is right."""
    row = list(marks)
    answers = sum("A" in mark for mark in row)
    found = [] if answers == 1 else ["no_a" if answers == 0 else "two_a"]
    return found if any("R" in mark for mark in row) else [*found, "no_r"]


def has_another(marks: dict[int, str], column: int) -> int | None:
    """The column, other than `column`, that has the row's A already."""
    return next((c for c, mark in marks.items() if c != column and "A" in mark), None)
