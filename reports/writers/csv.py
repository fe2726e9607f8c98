"""The lists as CSV that Excel opens right, one file a list, in a ZIP.

UTF-8 with its mark. In Norwegian semicolons between cells and a comma in numbers, in English
commas and a point: Excel reads a file as the language of its machine does, and would make 4.08 a
day in August. A text that a spreadsheet would take for a formula gets an apostrophe before it;
`as_written` takes it away again, so that what people wrote reads back as they wrote it.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

from reports.lists import lists
from reports.readings import Reading
from reports.rows import Cell, List
from reports.writers import safe

FORMULA = re.compile("'*[=+\\-@\t\n＝＋－＠]")
DEFUSED = re.compile("'+[=+\\-@\t\n＝＋－＠]")
WHEN = (1980, 1, 1, 0, 0, 0)  # as early as a ZIP can: equal outcomes give equal files


def write(reading: Reading, outcome: dict[str, Any]) -> bytes:
    """A ZIP of `problems.csv`, `ideas.csv` and so on: each list under its name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in lists(outcome):
            entry = zipfile.ZipInfo(f"{one.name}.csv", WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, of(one, reading.language))
    return held.getvalue()


def of(one: List, language: str) -> bytes:
    """One list as a file."""
    english, held = language == "en", io.StringIO(newline="")
    out = csv.writer(held, delimiter="," if english else ";", lineterminator="\r\n")
    rows: list[list[Cell]] = [[*one.head], *one.rows]
    out.writerows([[cell(value, english) for value in row] for row in rows])
    return b"\xef\xbb\xbf" + held.getvalue().encode()


def cell(value: Cell, english: bool) -> str:
    """One cell: a number as the language writes it, a text defused."""
    if isinstance(value, float):
        told = f"{value:g}" if abs(value) < 1e6 else f"{value:f}"
        return told if english else told.replace(".", ",")
    if isinstance(value, str):
        fit = safe.text(value)
        return "'" + fit if FORMULA.match(fit) else fit
    return "" if value is None else str(value)


def as_written(told: str) -> str:
    """A cell of ours as it was before it was defused."""
    return told[1:] if DEFUSED.match(told) else told
