"""Fields that are kept line by line, as JSON in `Line.text`: lists, and the matrix.

A list has lines. A matrix has lines (its own tasks), columns, and cells by `row:column`, where a
row is `r3` (a line) or `i12` (an item the step works on). Numbers are never used again.
"""

from __future__ import annotations

from typing import Any

import msgspec

from methods.refusal import Refused
from methods.text import clean
from translations import N_

LINE_MAX, HEAD_MAX = 280, 40
LINES, COLUMNS = 40, 12


class Row(msgspec.Struct):
    id: int
    text: str
    revision: int = 1


class Rows(msgspec.Struct):
    """What stands in a list or a matrix."""

    next: int = 1
    lines: list[Row] = []
    columns: list[Row] = []
    cells: dict[str, str] = {}

    def add(self, text: str, *, column: bool = False) -> int:
        """One more line, or column, last; its number."""
        there, most = (self.columns, COLUMNS) if column else (self.lines, LINES)
        wanted = clean(text, HEAD_MAX if column else LINE_MAX)
        if len(there) >= most:
            raise Refused("full", N_("There is room for %(n)s. Take one away to make room for "
                                     "another."), n=most)  # fmt: skip
        there.append(Row(self.next, wanted))
        self.next += 1
        return there[-1].id

    def edit(self, number: int, text: str, revision: int) -> int:
        """Change a line's text; refused with the other text if somebody changed it meanwhile."""
        row = self.row(number)
        limit = HEAD_MAX if row in self.columns else LINE_MAX
        if row.revision != revision:
            raise conflict(row.text, row.revision)
        row.text, row.revision = clean(text, limit), row.revision + 1
        return row.revision

    def remove(self, number: int, revision: int) -> None:
        row = self.row(number)
        if row.revision != revision:
            raise conflict(row.text, row.revision)
        self.lines = [r for r in self.lines if r.id != number]
        self.columns = [r for r in self.columns if r.id != number]
        gone = (f"r{number}:", f":{number}")
        self.cells = {k: v for k, v in self.cells.items()
                      if not (k.startswith(gone[0]) or k.endswith(gone[1]))}  # fmt: skip

    def row(self, number: int) -> Row:
        found = next((r for r in [*self.lines, *self.columns] if r.id == number), None)
        if found is None:
            raise Refused("no_line", N_("That line is no longer here. The page shows what there "
                                        "is."))  # fmt: skip
        return found

    def marks(self, row: str) -> dict[int, str]:
        """The marks of a row by column."""
        found = {c.id: self.cells.get(f"{row}:{c.id}", "") for c in self.columns}
        return {column: mark for column, mark in found.items() if mark}


def read(text: str) -> Rows:
    return msgspec.json.decode(text, type=Rows) if text else Rows()


def kept(rows: Rows) -> str:
    """As it stands in `Line.text`; nothing if there is nothing."""
    empty = not (rows.lines or rows.columns or rows.cells)
    return "" if empty and rows.next == 1 else msgspec.json.encode(rows).decode()


def conflict(theirs: str, revision: int) -> Refused:
    """The refusal of a text written on an older one; it brings the other text."""
    return Refused("conflict", N_("Somebody changed this while you wrote. Your text is kept: "
                                  "compare, and save again."),
                   reply={"theirs": theirs, "revision": revision})  # fmt: skip


def matrix(rows: Rows, tasks: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
    """The matrix row by row; `tasks` are `(row, text, its own line's number or 0)` in order."""
    return [{"key": key, "text": text, "line": line, "marks": rows.marks(key)}
            for key, text, line in tasks]  # fmt: skip
