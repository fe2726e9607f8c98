"""A large seminar on 119 problems in every reading, format and language: the numbers are equal."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from pypdf import PdfReader

from demo.recorded import Recording
from reports.lists import lists
from reports.readings import READINGS
from reports.seal import sealed
from reports.writers.words import figure_rows
from tests.conftest import fresh
from tests.reports import housing
from tests.reports.equal import counts, read_by_all, written
from tests.reports.read_back import READERS, plain, row
from tests.reports.test_whole_day import SCHEMA
from translations import use

pytestmark = pytest.mark.demo  # what is written of it does not depend on the database
Told = dict[str, Any]
ALL_IN_NB = [(format, kind, "nb") for format in ("html", "docx", "md", "pdf") for kind in READINGS]
THE_OTHERS = [("pdfa", "politikere", "nb"),
              *((format, "administrasjon", language) for format in ("html", "docx", "md", "pdf")
                for language in ("nn", "en"))]  # fmt: skip


@pytest.fixture(scope="module")
def recorded() -> Recording:
    return housing.recording()


@pytest.fixture(scope="module")
def told(migrated: Path | str, tmp_path_factory: pytest.TempPathFactory,
         recorded: Recording) -> Told:  # fmt: skip
    with fresh(migrated, tmp_path_factory.mktemp("housing")) as storage:
        return housing.Housing(storage, recorded).told()


def test_it_counts_as_the_recording_does(told: Told, recorded: Recording) -> None:
    ticked = Counter(n for mine in recorded.votes.values() for n in mine)
    order = [p.number for p in recorded.problems]
    by_text = {p.text: ticked[p.number] for p in recorded.problems}
    assert len(told["problems"]) == len(order) == housing.PROBLEMS
    assert {p["text"] or p["title"]: p["ticks"] for p in told["problems"]} == by_text
    assert told["participation"]["present"] == len(recorded.people())
    counts(told)
    read_by_all(told)


@pytest.mark.parametrize(("format", "kind", "language"), ALL_IN_NB + THE_OTHERS)
def test_a_report_says_every_heading_and_number_of_its_reading(
    told: Told, format: str, kind: str, language: str
) -> None:
    said = READERS[format](written(told, format, kind, language))
    with use(language):
        reading = READINGS[kind](told)
        blocks = [block for section in reading.sections for block in section.blocks]
        wanted = [row(line) for block in blocks if block["kind"] in ("table", "bars")
                  for line in figure_rows(block)[1]]  # fmt: skip
    titles = [plain(reading.title), *(plain(section.title) for section in reading.sections)]
    assert [head for head in said.headings if head in titles] == titles
    assert not Counter(wanted) - Counter(said.rows)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_workbook_and_the_lists_hold_the_same_cells(told: Told, language: str) -> None:
    book = load_workbook(io.BytesIO(written(told, "xlsx", language=language)))
    archive = zipfile.ZipFile(io.BytesIO(written(told, "csv", language=language)))
    with use(language):
        found = lists(told)
    assert len(book.worksheets) == 1 + len(found) and len(archive.namelist()) == len(found)
    for sheet, one in zip(book.worksheets[1:], found, strict=True):
        text = archive.read(f"{one.name}.csv").decode("utf-8-sig")
        sign, point = (",", ".") if language == "en" else (";", ",")
        kept = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
        cells = [["" if v is None else str(v).replace(".", point) if isinstance(v, float) else v
                  for v in line] for line in sheet.iter_rows(values_only=True)]  # fmt: skip
        assert [[str(v).lstrip("'") for v in line] for line in cells] == [
            [v.lstrip("'") for v in line] for line in kept
        ]


def test_the_data_set_holds_its_schema_and_stands_in_the_archive(told: Told) -> None:
    kept = json.loads(written(told, "json"))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(kept)
    paper = PdfReader(io.BytesIO(written(told, "pdfa")))
    assert json.loads(paper.attachments["outcome.json"][0]) == kept == sealed(told)
