"""That what is told of a seminar is the same whoever reads it, and counts again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

from reports.readings import READINGS
from reports.recount import recount
from reports.seal import KEY, sealed
from reports.writers import WRITERS
from translations import use

Told = dict[str, Any]


def written(told: Told, format: str, kind: str = "administrasjon", language: str = "nb") -> bytes:
    with use(language):
        return WRITERS[format].write(READINGS[kind](told), told)


def counts(told: Told, key: str = "huk") -> None:
    """The ticks of each number in the vote `key` are equal in JSON, XLSX and CSV."""
    vote = next(s for s in told["steps"] if s["key"] == key)["outcome"]
    wanted = {str(r["number"]): r["votes"] for r in vote["ranking"]}
    kept = {str(r["number"]): r["votes"] for s in json.loads(written(told, "json"))["steps"]
            if s["key"] == key for r in s["outcome"]["ranking"]}  # fmt: skip
    book = load_workbook(io.BytesIO(written(told, "xlsx")))
    sheet = next(s for s in book.worksheets if s._charts)  # type: ignore[attr-defined]
    counted = {str(row[1]): row[3] for row in sheet.iter_rows(min_row=2, values_only=True)}
    held = zipfile.ZipFile(io.BytesIO(written(told, "csv"))).read(f"votes-{key}-1.csv")
    rows = list(csv.reader(io.StringIO(held.decode("utf-8-sig")), delimiter=";"))[1:]
    assert kept == counted == {row[1]: int(row[3]) for row in rows} == wanted


def read_by_all(told: Told, languages: tuple[str, ...] = ("nb",)) -> None:
    """Every reading can be printed, the council's note on two pages; and the votes count again."""
    for language in languages:
        for kind in READINGS:
            pages = PdfReader(io.BytesIO(written(told, "pdf", kind, language))).pages
            assert pages, kind
            assert kind != "politikere" or len(pages) <= 2, language
    holds, lines = recount(told if KEY in told else sealed(told), "nb")
    assert holds, lines
