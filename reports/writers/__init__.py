"""Writers: a file of a format from a reading, or from the outcome's lists. To add one is to add a
module here with `write(reading, outcome) -> bytes`, and a line in `WRITERS`.

A writer knows nothing of what a reading says. Its library is imported when it writes, so that the
room's process never has to hold one: press.py has the file made in another.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from reports.readings import Reading
from reports.writers import safe
from translations import N_

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Writer:
    """How a format is made: its module here, what the browser is told, the file's ending."""

    module: str
    mimetype: str
    ending: str

    def write(self, reading: Reading, outcome: dict[str, Any]) -> bytes:
        """The whole file. Signs that no file may hold are taken out of people's texts first."""
        written: bytes = importlib.import_module(f"reports.writers.{self.module}").write(
            safe.reading(reading), outcome
        )
        return written


WRITERS: dict[str, Writer] = {
    "html": Writer("html", "text/html", "html"),
    "pdf": Writer("pdf", "application/pdf", "pdf"),
    "pdfa": Writer("pdfa", "application/pdf", "pdf"),
    "docx": Writer("docx", WORD, "docx"),
    "xlsx": Writer("xlsx", EXCEL, "xlsx"),
    "csv": Writer("csv", "application/zip", "zip"),
    "md": Writer("md", "text/markdown", "md"),
    "json": Writer("json", "application/json", "json"),
}
NAMES = {
    "pdf": N_("PDF, for reading and printing"),
    "docx": N_("Word, to edit on"),
    "xlsx": N_("Excel, all the lists"),
    "csv": N_("CSV, a file for each list"),
    "json": N_("JSON, the whole data set"),
    "pdfa": N_("PDF for the archive, with the data inside"),
    "html": N_("One web page, to send on"),
    "md": N_("Markdown, plain text"),
}
PUBLIC = ("pdf", "docx", "xlsx", "csv", "json")  # what everyone may fetch; those who lead all
