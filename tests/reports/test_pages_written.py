"""The written PDF and web page: tagged, whole, in the language, and nothing fetched."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from reports.readings import READINGS
from reports.seal import sealed
from reports.writers import WRITERS, safe
from tests.reports import hostile
from tests.reports.read_back import tags
from translations import use

STARS = re.compile(r"/H(\d)")


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    with use("nb"):
        made = WRITERS["pdf"].write(hostile.reading(), hostile.outcome())
    return PdfReader(io.BytesIO(made))


def structure(pdf: PdfReader) -> list[Any]:
    return list(tags(pdf.trailer["/Root"]["/StructTreeRoot"]))  # type: ignore[index]


@cache
def pages(pdf: PdfReader) -> list[str]:
    return [page.extract_text() for page in pdf.pages]


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(pages(pdf)).split())


def test_a_pdf_is_tagged_and_its_language_and_title_are_set(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "nb-NO"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata
    assert pdf.metadata.title == hostile.reading().title


def test_headings_skip_no_level_and_tables_have_heads(pdf: PdfReader) -> None:
    kinds = [element["/S"] for element in structure(pdf)]
    levels = [int(found[1]) for kind in kinds if (found := STARS.fullmatch(kind))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    for element in structure(pdf):
        if element["/S"] == "/Table":
            assert "/TH" in [part["/S"] for part in tags(element["/K"])]
    assert kinds.count("/Table") == 4


def test_every_figure_has_its_words(pdf: PdfReader) -> None:
    figures = [element for element in structure(pdf) if element["/S"] == "/Figure"]
    assert len(figures) == 3
    assert all(figure.get("/Alt") for figure in figures)
    assert "Ære 2" in str(figures[1]["/Alt"])


def test_a_head_stands_on_every_page_its_table_reaches(pdf: PdfReader) -> None:
    assert sum("Stemmer" in page for page in pages(pdf)) > 2


def test_hard_texts_come_through_and_are_never_markup(pdf: PdfReader) -> None:
    told = words(pdf).replace(" ", "")
    for text in (hostile.FORMULA, hostile.IMAGE, "#ikke*uthevet*|#letx=1$y$<b>", "føretter"):
        assert text.replace(" ", "") in told
    assert hostile.WORD[:3000] in told
    assert not pdf.attachments


def test_an_archive_holds_the_data_and_names_a_letter_it_cannot_show() -> None:
    outcome = hostile.outcome()
    outcome["seminar"]["title"] = "Bygda 中"
    with use("nn"):
        reading = READINGS["deltakere"](outcome)
        made = PdfReader(io.BytesIO(WRITERS["pdfa"].write(reading, outcome)))
    (kept,) = made.attachments["outcome.json"]
    assert json.loads(kept) == sealed(outcome)
    assert "Bygda (U+4E2D)" in words(made)
    root: Any = made.trailer["/Root"]
    told = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>3<", told)
    assert re.search(r"pdfaid:conformance>A<", told)
    assert re.search(r"pdfuaid:part>1<", told)


def test_a_page_in_a_file_fetches_nothing_and_runs_nothing() -> None:
    with use("nb"):
        page = WRITERS["html"].write(hostile.reading(), hostile.outcome()).decode()
    assert '<html lang="nb"' in page
    assert "<script" not in page
    assert not re.search(r"<(img|link|iframe|object|embed|video|source)\b", page)
    for address in re.findall(r"(?:href|src|action)=\"([^\"]*)\"", page):
        assert address.startswith("#")
    for address in re.findall(r"url\(\"?([^\")]*)", page):
        assert address.startswith("data:")
    assert "@import" not in page
    assert "&lt;img src=http://elsewhere.test/y.png&gt;" in page
    assert safe.text(hostile.CONTROL) in page
    assert page.count('class="chart') >= 3
