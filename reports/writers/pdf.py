"""The reading as a PDF that everybody can read: PDF/UA-1, tagged, in its language.

Laid out by reports/prints/sheets/report.typ. Every chart has its words, every table its head on
each page.
"""

from __future__ import annotations

from typing import Any

import msgspec

from reports.prints import worker
from reports.readings import Reading
from reports.writers import drawing, words
from translations import _

CONTENTS_FROM = 10  # a reading of more sections has a table of contents


def write(reading: Reading, outcome: dict[str, Any]) -> bytes:
    return worker.pages("report", data(reading, outcome))[0]


def data(reading: Reading, outcome: dict[str, Any], attached: str = "") -> dict[str, Any]:
    """What the sheet reads; `attached` is a file to put in the PDF, as text."""
    told: dict[str, Any] = msgspec.to_builtins(reading)
    for section in told["sections"]:
        section["blocks"] = [_drawn(block) for block in section["blocks"]]
    return {
        **told,
        "paper": "a4",
        "sponsor": outcome.get("seminar", {}).get("sponsor", ""),
        "brief": len(reading.sections) <= CONTENTS_FROM,
        "contents_from": CONTENTS_FROM,
        "attached": attached,
        "words": {"page": _("Page"), "contents": _("Contents"),
                  "attached": _("The data that this report is made from")},
    }  # fmt: skip


def _drawn(block: dict[str, Any]) -> dict[str, Any]:
    """A chart with its drawings; its head and rows are what it shows, as a table."""
    kind = block["kind"]
    if kind == "bars":
        return {**block, "head": words.figure_rows(block)[0]}
    if kind not in ("grid", "radar", "spread"):
        return block
    head, rows, numeric = words.figure_rows(block)
    return {"kind": kind, "caption": block["caption"], "charts": drawing.charts(block),
            "head": head, "rows": rows, "numeric": numeric}  # fmt: skip
