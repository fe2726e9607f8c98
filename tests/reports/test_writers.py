"""What the writers write, read back by others: hard texts whole, numbers as numbers."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from reports.lists import lists
from reports.readings import READINGS, Reading
from reports.seal import sealed
from reports.writers import WRITERS, safe
from reports.writers.csv import as_written
from tests.reports import hostile
from translations import use


def made(format: str, language: str = "nb") -> bytes:
    with use(language):
        return WRITERS[format].write(hostile.reading(), hostile.outcome())


def tables(language: str) -> dict[str, list[list[str]]]:
    """The CSV files by name, each as a plain reader gets it."""
    with use(language):
        reading: Reading = READINGS["administrasjon"](hostile.outcome())
        archive = zipfile.ZipFile(io.BytesIO(WRITERS["csv"].write(reading, hostile.outcome())))
    found = {}
    for name in archive.namelist():
        held = archive.read(name)
        assert held.startswith(b"\xef\xbb\xbf")
        sign = "," if language == "en" else ";"
        text = io.StringIO(held.decode("utf-8-sig"), newline="")
        found[name] = list(csv.reader(text, delimiter=sign))
    return found


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_csv_opens_right_and_no_cell_is_a_formula(language: str) -> None:
    found = tables(language)
    for head, *rows in found.values():
        assert rows
        assert all(len(row) == len(head) for row in rows)
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    written = [as_written(row[2]) for row in found["problems.csv"][1:]]
    assert written == [safe.text(text) for text in hostile.TEXTS]
    first = found["votes-huk-1.csv"][1]
    assert first[3] == "39"
    assert first[9] == ("0.4925" if language == "en" else "0,4925")


def test_a_workbook_has_a_sheet_a_list_numbers_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(made("xlsx")))
    with use("nb"):
        found = lists(hostile.outcome())
    assert len(book.worksheets) == 1 + len(found)
    for sheet, one in zip(book.worksheets[1:], found, strict=True):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        kept = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        wanted = [[None if v == "" else safe.deep(v) for v in row] for row in one.rows]
        assert kept == wanted
        types = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert types <= {"n", "s"}
    (votes,) = [s for s in book.worksheets if s._charts]  # type: ignore[attr-defined]
    assert votes["D2"].value == 39


def test_a_word_document_has_words_own_styles_and_heads_that_repeat() -> None:
    paper = Document(io.BytesIO(made("docx")))
    styles = [p.style.name for p in paper.paragraphs if p.style]
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "Caption"} <= set(styles)
    assert paper.core_properties.language == "nb-NO"
    langs = [e.get(qn("w:val")) for e in paper.styles.element.iter(qn("w:lang"))]
    assert langs == ["nb-NO"]
    _facts, *rest = paper.tables
    for table in rest:
        assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    pictures = [e.get("descr") for e in paper.element.iter(qn("wp:docPr"))]
    assert len(pictures) == 3
    assert all(pictures)
    bars = rest[0]
    assert [row.cells[2].text for row in list(bars.rows)[1:4]] == ["40", "39", "38"]
    told = [paragraph.text for paragraph in paper.paragraphs]
    assert set(told) >= {safe.text(text) for text in hostile.SHORT[5:9]}
    right = next(p for p in paper.paragraphs if p.text == hostile.RIGHT)
    assert right._p.pPr is not None
    assert right._p.pPr.find(qn("w:bidi")) is not None


def test_markdown_makes_no_mark_of_what_people_wrote() -> None:
    told = made("md").decode()
    assert "![" not in told
    assert not re.search(r"(?<!\\)<", told)
    assert r"\!\[bilde\]" in told
    assert "| 1 | =HYPERLINK" in told
    assert "- -5 grader" in told


def test_the_archive_is_the_outcome_and_always_the_same_file() -> None:
    kept = hostile.outcome()
    turned: dict[str, Any] = dict(reversed(kept.items()))
    reading = hostile.reading()
    assert json.loads(WRITERS["json"].write(reading, kept)) == sealed(kept)
    assert WRITERS["json"].write(reading, kept) == WRITERS["json"].write(reading, turned)
