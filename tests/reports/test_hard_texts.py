"""Each hard text in each format: it stands there as written, and leads nowhere."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from reports.writers import WRITERS, safe
from reports.writers.csv import as_written
from tests.reports import hostile
from tests.reports.read_back import plain
from tests.reports.test_writers import made

KINDS = {"formula": hostile.FORMULA, "plus": "+47 22 22 22 22", "minus": "-5 grader",
         "at": "@alle", "tab": "\t=1+1", "quote": "'=var et sitat", "long word": hostile.WORD,
         "picture": hostile.IMAGE, "right to left": hostile.RIGHT, "emoji": hostile.EMOJI,
         "control": hostile.CONTROL, "markup": hostile.TEXTS[-1]}  # fmt: skip


def of_pdf(file: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)


def of_docx(file: bytes) -> str:
    return "".join(e.text or "" for e in Document(io.BytesIO(file)).element.iter(qn("w:t")))


def of_xlsx(file: bytes) -> str:
    sheets = load_workbook(io.BytesIO(file)).worksheets
    return " ".join(str(v) for s in sheets for row in s.iter_rows(values_only=True) for v in row)


def of_csv(file: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(file))
    texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    return " ".join(as_written(cell) for text in texts
                    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")
                    for cell in row)  # fmt: skip


def of_md(file: bytes) -> str:
    return re.sub(r"\\(.)", r"\1", file.decode())


def of_html(file: bytes) -> str:
    return html.unescape(file.decode())


def of_json(file: bytes) -> str:
    return " ".join(p["text"] for p in json.loads(file)["problems"])


READ: dict[str, Callable[[bytes], str]] = {
    "pdf": of_pdf, "pdfa": of_pdf, "docx": of_docx, "xlsx": of_xlsx, "csv": of_csv, "md": of_md,
    "html": of_html, "json": of_json,
}  # fmt: skip


@cache
def said(format: str) -> str:
    return plain(READ[format](made(format)))


def test_every_format_and_every_hard_text_is_tried() -> None:
    assert set(READ) == set(WRITERS)
    assert set(KINDS.values()) == set(hostile.TEXTS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", READ)
def test_a_hard_text_stands_in_the_file_as_it_was_written(format: str, kind: str) -> None:
    text = KINDS[kind] if format == "json" else safe.text(KINDS[kind])
    parts = [text]
    if format in ("pdf", "pdfa"):  # a page's foot may come between, and words from right to left
        parts = text[:3000].split()
    assert all(plain(part) in said(format) for part in parts)


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_an_office_file_refers_to_nothing_outside_itself(format: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made(format)))
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            parts = list(etree.fromstring(archive.read(name)).iter(etree.Element))
            assert not [e for e in parts if e.get("TargetMode") == "External"], name
            assert {e.get(qn("w:instr")) for e in parts} <= {None, "PAGE", "NUMPAGES"}, name
            known = {etree.QName(e).localname for e in parts}
            assert not known & {"instrText", "altChunk", "ddeLink", "externalReference"}, name


def test_a_pdf_leads_nowhere_but_to_its_own_pages() -> None:
    for page in PdfReader(io.BytesIO(made("pdf"))).pages:
        for mark in page.get("/Annots", []):
            action = mark.get_object().get("/A", {})
            assert action.get("/S") in (None, "/GoTo")
