"""What LibreOffice makes of the files: the lists' cells are inert, and a report keeps its shape."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from reports.writers import safe
from reports.writers.csv import as_written
from tests.reports import hostile
from tests.reports.read_back import plain
from tests.reports.test_writers import made

pytestmark = pytest.mark.demo  # nothing here depends on the database
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"
Opens = Callable[..., bytes]


@pytest.fixture
def opens(tmp_path: Path) -> Opens:
    """Opens a file in LibreOffice without a screen, and has it saved as something else."""
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), ".ci/run installs LibreOffice"
        pytest.skip("no LibreOffice on this machine (apt install libreoffice-{writer,calc}-nogui)")

    def opened(name: str, file: bytes, to: str, *told: str) -> bytes:
        (tmp_path / name).write_bytes(file)
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        subprocess.run([office, home, "--headless", *told, "--convert-to", to, "--outdir",
                        str(tmp_path), str(tmp_path / name)],
                       check=True, capture_output=True, timeout=120)  # fmt: skip
        return (tmp_path / name).with_suffix(f".{to}").read_bytes()

    return opened


def cells(sheet: Any) -> list[list[str]]:
    """What stands in a sheet, row by row."""
    return [["\n".join("".join(p.itertext()) for p in cell.iter(TEXT + "p")) for cell in row]
            for row in sheet.iter(TABLE + "table-row")]  # fmt: skip


def inert(book: Any) -> None:
    """Nothing in it counts, fetches or leads out."""
    assert not [e for e in book.iter() if any("formula" in str(name) for name in e.attrib)]
    assert not [e for e in book.iter() if "://" in e.get(LINK, "")]
    assert not list(book.iter(TABLE + "dde-link"))


def test_a_workbook_opens_with_its_sheets_its_numbers_and_no_formula(opens: Opens) -> None:
    book = etree.fromstring(opens("lists.xlsx", made("xlsx"), "fods"))
    inert(book)
    sheets = {sheet.get(TABLE + "name"): sheet for sheet in book.iter(TABLE + "table")}
    problems = cells(sheets["Problemstillinger"])
    wanted = {plain(safe.text(text)) for text in hostile.TEXTS}
    assert wanted <= {plain(cell) for row in problems for cell in row}
    votes = [cell for cell in sheets["Huk av"].iter(TABLE + "table-cell")
             if cell.get(OFFICE + "value-type") == "float"]  # fmt: skip
    assert {"39", "0.4925"} <= {cell.get(OFFICE + "value") for cell in votes}


def test_the_lists_in_csv_open_with_no_formula(opens: Opens) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made("csv")))
    as_excel = "--infilter=CSV:59,34,76"  # semicolons, quotes, UTF-8
    book = etree.fromstring(opens("p.csv", archive.read("problems.csv"), "fods", as_excel))
    inert(book)
    (sheet,) = book.iter(TABLE + "table")
    told = {plain(as_written(cell)) for row in cells(sheet) for cell in row}
    assert {plain(safe.text(text)) for text in hostile.TEXTS} <= told


def test_a_word_document_keeps_its_headings_tables_and_pictures(opens: Opens) -> None:
    paper = etree.fromstring(opens("report.docx", made("docx"), "fodt"))
    inert(paper)
    reading = hostile.reading()
    heads = {plain("".join(h.itertext())): int(h.get(TEXT + "outline-level"))
             for h in paper.iter(TEXT + "h")}  # fmt: skip
    for section in reading.sections:
        assert heads[plain(section.title)] == section.level - 1
    _facts, *tables = paper.iter(TABLE + "table")
    assert len(tables) == 4
    assert all(len(list(table.iter(TABLE + "table-header-rows"))) == 1 for table in tables)
    rows = [[plain(cell) for cell in row] for row in cells(tables[1])]
    assert [row[2] for row in rows[1:13]] == [str(40 - n) for n in range(1, 13)]


def test_a_word_document_can_be_printed(opens: Opens) -> None:
    pages = PdfReader(io.BytesIO(opens("report.docx", made("docx"), "pdf"))).pages
    told = plain(" ".join(page.extract_text() for page in pages))
    assert plain(hostile.FORMULA) in told and hostile.WORD[:300] in told
    assert not [page for page in pages if "/Annots" in page]
