"""The files for Decidim have the columns and the values its importers read (docs/decidim.md)."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from commands import run
from reports import decidim, seal
from reports.writers import safe
from tests.reports import hostile

LINK = "https://floke.example/outcome/abc"


def read(data: bytes) -> list[dict[str, str]]:
    """As Ruby's CSV reads it: semicolons, and the header as it stands, a mark too."""
    return list(csv.DictReader(io.StringIO(data.decode()), delimiter=";"))


def test_proposals_have_what_the_import_asks_for() -> None:
    told = hostile.outcome()
    made = decidim.files(told, "nb", LINK)
    rows = read(made["proposals.csv"])
    assert list(rows[0]) == ["id", "title/no", "body/no"]
    assert all(row["title/no"] and row["body/no"] for row in rows)  # neither may be empty
    assert {row["id"] for row in rows} >= {f"P{n}" for n in range(1, 12)}
    assert "P12" not in {row["id"] for row in rows}  # it is merged into the first
    first = next(row for row in rows if row["id"] == "P1")
    assert safe.text(told["problems"][11]["title"]).strip()[:20] in first["body/no"]
    assert all(LINK in row["body/no"] and row["id"] in row["body/no"] for row in rows)
    kept = json.loads(made["proposals.json"])
    assert [list(row) for row in kept] == [list(row) for row in rows]
    assert not any(row["id"].isdecimal() for row in rows)


def test_results_have_dates_numbers_and_no_number_of_decidims_own() -> None:
    told = hostile.outcome()
    rows = read(decidim.files(told, "nn", LINK)["results.csv"])
    assert len(rows) == len(told["agreements"]) >= 1
    for row in rows:
        assert list(row) == ["id", "title/no", "description/no", "start_date", "end_date",
                             "status/id", "progress", "parent/id", "proposal_urls"]  # fmt: skip
        assert row["title/no"] and row["description/no"]
        assert re.match(r"\D", row["id"]) and row["status/id"] == row["parent/id"] == ""
        assert row["progress"] in ("", "0", "100")
        for key in ("start_date", "end_date"):
            assert row[key] == "" or date.fromisoformat(row[key])


def test_in_english_the_columns_are_english() -> None:
    made = decidim.files(hostile.outcome(), "en")
    assert made["proposals.csv"].startswith(b"id;title/en;body/en\r\n")


def test_no_name_or_contact_goes_along_and_no_cell_is_a_formula() -> None:
    told: dict[str, Any] = hostile.outcome()
    for deal in told["agreements"]:
        deal.update(collector="Anna Ås", contact="900 00 000", meanwhile="Kari Nes")
    for name, data in decidim.files(told, "nb", LINK).items():
        assert not re.search("Anna Ås|900 00 000|Kari Nes", data.decode())
        if name.endswith(".csv"):
            cells = [cell for row in read(data) for cell in row.values()]
            assert not [cell for cell in cells if re.match(r"[=+\-@]", cell)]


def test_the_command_writes_the_four_files(tmp_path: Path) -> None:
    file = tmp_path / "outcome.json"
    file.write_text(seal.canonical(hostile.outcome()), "utf-8", "surrogatepass")
    assert run(["decidim", str(file), "--out", str(tmp_path / "ut"), "--link", LINK]) == 0
    assert sorted(f.name for f in (tmp_path / "ut").iterdir()) == [
        "proposals.csv", "proposals.json", "results.csv", "results.json",
    ]  # fmt: skip
    packed = decidim.zipped(decidim.files(hostile.outcome()))
    assert packed == decidim.zipped(decidim.files(hostile.outcome()))
    assert len(zipfile.ZipFile(io.BytesIO(packed)).namelist()) == 4
    file.write_text("{}")
    assert run(["decidim", str(file), "--out", str(tmp_path)]) == 1
