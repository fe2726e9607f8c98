"""The reading for an archive: PDF/A-3a and PDF/UA-1 at once, with the data inside.

An archive takes no letter that the file cannot show: one that no font of ours has is written as its
number (U+4E2D). The outcome that lies in the file keeps it as it was.
"""

from __future__ import annotations

import re
from typing import Any

import typst

from methods.refusal import Refused
from reports.prints import worker
from reports.readings import Reading
from reports.writers import json, pdf
from translations import N_

STANDARDS = ["ua-1", "a-3a"]
# what the fonts of the set-up and those in typst have, by and large
SHOWN = re.compile("[\x00-\u06ff\u1d00-\u2e7f\ufb1d-\ufdff\ufe70-\ufeff\U0001f300-\U0001faff]")


def write(reading: Reading, outcome: dict[str, Any]) -> bytes:
    """Refuses, in words, what cannot be made so that an archive may take it."""
    kept = json.write(reading, outcome).decode()
    data = pdf.data(reading, outcome, attached=kept)
    try:
        return worker.pages("report", data, standards=STANDARDS)[0]
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
    try:
        named = {**_named(data), "attached": kept}
        return worker.pages("report", named, standards=STANDARDS)[0]
    except typst.TypstError:
        raise Refused("no_archive", N_("Some letters in the texts cannot be shown in a PDF for "
                                       "archives. Take PDF or Word instead; they hold the "
                                       "same.")) from None  # fmt: skip


def _named(data: Any) -> Any:
    """The data, letters that no font has as their numbers."""
    if isinstance(data, str):
        return "".join(sign if SHOWN.match(sign) else f"(U+{ord(sign):04X})" for sign in data)
    if isinstance(data, dict):
        return {key: _named(value) for key, value in data.items()}
    return [_named(value) for value in data] if isinstance(data, list | tuple) else data
