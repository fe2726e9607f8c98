"""The yearly report: three seminars over two years, counted, and maturity measured twice."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from config import Config
from methods import floker
from methods.catalogue import library
from methods.seminars import Journey
from methods.shelf import alone
from models import Agreement, News
from reports import yearly
from reports.readings import YEARLY
from reports.writers import WRITERS
from storage import Storage
from tests.cast import Cast, kari
from translations import use

STARTS = {"pdf": b"%PDF", "pdfa": b"%PDF", "docx": b"PK", "xlsx": b"PK", "csv": b"PK",
          "html": b"<!doctype html>", "md": b"# ", "json": b"{"}  # fmt: skip
DEALS = ("done", "handed_over", "closed_with_lesson", "new", "under_way")


def agreed(storage: Storage, year: int, statuses: tuple[str, ...], learnt: int = 0) -> None:
    """A seminar held that year, with agreements that have come so far."""
    cast = Cast(storage, size=12, method=alone()["alone_agree"], lines="Kino")
    anna = cast.join("Anna")
    for n, status in enumerate(statuses):
        deal = cast.db.get(Agreement, anna.does("propose", what=f"Avtale {year}-{n}")["agreement"])
        assert deal is not None
        deal.status = status
        if n < learnt:
            cast.db.add(News(agreement_id=deal.id, kind="lesson", text="Spør først", at=0))
    cast.facilitator.does("close")
    cast.facilitator.does("end")
    cast.seminar.opened_at = datetime(year, 10, 1, 12).timestamp()
    cast.db.commit()
    cast.close()


def measured(storage: Storage, score: int, journey: Journey) -> None:
    """The zero point measured in a seminar on the floke: everyone answers the same."""
    cast = Cast(storage, size=12, method=library()["nullpunkt"], journey=journey)
    people = cast.people(6)
    step = next(s.key for s in cast.seminar.steps if s.activity == "rate")
    cast.lead_to(step)
    for person in people:
        for criterion in cast.activity().settings.asked:
            person.does("score", criterion=criterion.key, value=score)
    cast.facilitator.does("close")
    if cast.step().state == "closed":
        cast.facilitator.does("publish")
    cast.seminar.opened_at = datetime(2025 + score % 2, 3, 1, 12).timestamp()
    cast.db.commit()
    cast.close()


@pytest.fixture
def told(storage: Storage) -> dict[str, Any]:
    agreed(storage, 2025, DEALS, learnt=1)
    agreed(storage, 2026, ("done", "new"))
    agreed(storage, 2026, ())
    return read(storage)


def read(storage: Storage, year: int | None = None) -> dict[str, Any]:
    with storage.reading() as db:
        return yearly.yearly(db, kari(db).id, year)


def test_the_years_are_counted(told: dict[str, Any]) -> None:
    keys = ("year", "seminars", "agreements", "kept", "evaluated")
    assert [[y[k] for k in keys] for y in told["years"]] == [[2025, 1, 5, 2, 2], [2026, 2, 2, 1, 0]]
    assert told["year"] == 2026 and len(told["seminars"]) == 2


@pytest.mark.parametrize("tongue", ["nb", "nn", "en"])
def test_the_reading_says_the_same_numbers(told: dict[str, Any], tongue: str) -> None:
    with use(tongue):
        made = YEARLY["aarsrapport"](told)
    assert all(s.blocks for s in made.sections)
    [table] = next(s.blocks for s in made.sections if s.id == "over-time")
    assert [row[:7] for row in table["rows"]] == [
        ["2025", 1, 0, 0, 5, 2, "40 %"], ["2026", 2, 0, 0, 2, 1, "50 %"]]  # fmt: skip
    if tongue == "nb":
        assert made.title == "Årsrapport innovasjon til kommunestyret"


def test_a_writer_writes_it_as_any_reading(told: dict[str, Any]) -> None:
    with use("nb"):
        text = WRITERS["md"].write(YEARLY["aarsrapport"](told), told).decode()
    assert "Årsrapport innovasjon" in text and "40 %" in text
    assert WRITERS["xlsx"].write(YEARLY["aarsrapport"](told), told)[:2] == b"PK"


def test_maturity_is_measured_again_and_compared(storage: Storage) -> None:
    with storage.writing() as db:
        floke = floker.create(db, kari(db), title="Unge utenfor")
        db.commit()
        journey = Journey(floke, None, [])
    for score in (2, 4):
        measured(storage, score, journey)
    first, second = read(storage)["maturity"]
    assert first["since"] is None and second["since"]
    assert {v["now"] for v in first["values"]} == {2}
    assert {(v["before"], v["now"]) for v in second["values"]} == {(2, 4)}


def signed_in(storage: Storage, folder: Path) -> FlaskClient:
    browser = create_app(Config(data=folder, secret="x" * 32), storage).test_client()
    with storage.reading() as db, browser.session_transaction() as session:
        session["facilitator"], session["language"] = kari(db).id, "nb"
    return browser


@pytest.mark.server
def test_it_is_fetched_in_every_format_from_the_page(
    storage: Storage, told: dict[str, Any], tmp_path: Path
) -> None:
    browser, starts = signed_in(storage, tmp_path), dict(STARTS)
    for address in re.findall(r'href="(/facilitator/year/files/[^"]+)"',
                              browser.get("/facilitator/year?year=2025").text):  # fmt: skip
        format = address.rpartition(".")[2]
        answer = browser.get(address)
        assert answer.status_code == 200 and answer.data.startswith(starts.pop(format)), format
        assert "floke-aarsrapport-2025." in answer.headers["Content-Disposition"]
    assert not starts
    assert browser.get("/facilitator/year/files/aarsrapport-1999.pdf").status_code == 404
    assert browser.get("/facilitator/year/files/aarsrapport-2025.exe").status_code == 404


def test_the_page_has_the_years_and_the_numbers_as_a_file(
    storage: Storage, told: dict[str, Any], tmp_path: Path
) -> None:
    browser = signed_in(storage, tmp_path)
    page = browser.get("/facilitator/year?year=2025").text
    assert "Avtale 2025-0" in page and "Avtale 2026-0" not in page and "?year=2026" in page
    sent = browser.get("/facilitator/year/numbers").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sent), delimiter=";"))
    assert rows[1][:2] == ["2025", "1"] and rows[1][6] == "0,4"
