"""Granvik's day in every format: equal numbers, the schema held, the council's two pages."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from commands import run
from reports.outcome import FORMAT
from reports.seal import sealed
from tests.reports import hostile
from tests.reports.equal import counts, read_by_all, written

Told = dict[str, Any]
SCHEMA = Path(__file__).parents[2] / "reports" / "outcome.schema.json"


def test_every_outcome_holds_the_schema_of_its_version(told: Told) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["format"]["const"] == FORMAT
    held = Draft202012Validator(schema)
    for one in (told, sealed(told), hostile.outcome(), json.loads(written(told, "json"))):
        assert not [f"{list(e.path)}: {e.message[:120]}" for e in held.iter_errors(one)]
    assert list(held.iter_errors({**told, "names": ["Anna"]}))


def test_the_numbers_are_equal_in_every_format(told: Told) -> None:
    counts(told)
    vote = next(s for s in told["steps"] if s["key"] == "huk")["outcome"]
    words = {"md": written(told, "md").decode(), "html": written(told, "html").decode()}
    paper = Document(io.BytesIO(written(told, "docx")))
    words["docx"] = "\n".join(" ".join(cell.text for cell in row.cells)
                              for table in paper.tables[:12] for row in table.rows)  # fmt: skip
    pages = PdfReader(io.BytesIO(written(told, "pdf"))).pages
    words["pdf"] = " ".join(" ".join(page.extract_text().split()) for page in pages)
    sums = f"{vote['ballots']} av {vote['present']}"
    for format, text in words.items():
        assert sums in text or format == "docx", format
    assert any(sums in p.text for p in paper.paragraphs)
    for topic in told["topics"]:
        number, title, ticks = topic["number"], topic["title"], topic["ticks"]
        assert f"{number} {title}" in words["pdf"]
        assert f"| {number} {title} " in words["md"] or f"| {title} | {ticks} |" in words["md"]
        assert any(line.endswith(f" {ticks}") and title in line
                   for line in words["docx"].split("\n"))  # fmt: skip


def test_each_can_print_it_and_count_it_again(told: Told) -> None:
    read_by_all(told, ("nb", "nn", "en"))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_pdf_says_its_language(told: Told, language: str) -> None:
    tongue: Any = PdfReader(io.BytesIO(written(told, "pdf", "politikere", language))).trailer[
        "/Root"
    ]
    assert tongue["/Lang"] == {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[language]


def test_the_command_makes_a_report_of_a_file(told: Told, tmp_path: Path) -> None:
    kept, out = tmp_path / "outcome.json", tmp_path / "report.docx"
    kept.write_text(json.dumps(told), "utf-8")
    asked = ["report", str(kept), "--format", "docx", "--language", "nn", "--out", str(out)]
    assert run(asked) == 0
    assert Document(str(out)).core_properties.language == "nn-NO"


@pytest.mark.parametrize(("content", "said"), [
    ("{", "not JSON, or is not whole"),
    ('{"hello": 1}', "not the outcome of a seminar"),
    ('{"format": 99, "steps": []}', "use a newer Floke"),
    ('{"format": 1, "steps": []}', "an older Floke"),
    (f'{{"format": {FORMAT}, "steps": []}}', "missing or broken"),
])  # fmt: skip
def test_the_command_says_what_is_wrong_with_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    kept, out = tmp_path / "outcome.json", tmp_path / "report.pdf"
    kept.write_text(content, "utf-8")
    out.write_text("what stood there")
    assert run(["report", str(kept), "--out", str(out)]) == 1
    assert said in capsys.readouterr().err
    assert out.read_text() == "what stood there"


def test_the_command_says_where_it_cannot_write(
    told: Told, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "outcome.json"
    kept.write_text(json.dumps(told), "utf-8")
    asked = ["report", str(kept), "--format", "md", "--out", str(tmp_path / "nowhere" / "x.md")]
    assert run(asked) == 1
    assert "cannot be written" in capsys.readouterr().err
    broken = {**told, "seminar": {"title": "Bygda"}}
    kept.write_text(json.dumps(broken), "utf-8")
    assert run([*asked[:-1], str(tmp_path / "x.md")]) == 1
    assert "something in it is missing" in capsys.readouterr().err
