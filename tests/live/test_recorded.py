"""A recorded consultation played by the command, and counted again from the files."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.live.test_lasting import start
from tests.reports.equal import counts, read_by_all

pytestmark = [pytest.mark.server, pytest.mark.demo]

PROBLEMS = 12
LONG = "Det er så lenge siden sist at ingen husker hvordan det var, og derfor " * 6


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve problems by four authors, and thirty people who tick in a fixed pattern."""
    folder = tmp_path_factory.mktemp("recorded")
    with (folder / "p.csv").open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["problem", "author", "text"])
        for n in range(PROBLEMS):
            text = LONG if n == 5 else f"Problem nummer {n}: blåbærsyltetøy på Østlandet"
            rows.writerow([100 + n, f"a{n % 4}", text])
    with (folder / "v.csv").open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["participant", "problem"])
        for voter in range(30):
            for n in range(PROBLEMS):
                if (voter * 7 + n * 5) % 13 < 6 or n == voter % PROBLEMS:
                    rows.writerow([voter, 100 + n])
    return folder


def test_a_recording_is_played_to_the_end_and_counts_as_the_file_does(recorded: Path) -> None:
    done = start(recorded / "data", "demo", "--fast", "--problems", str(recorded / "p.csv"),
                 "--votes", str(recorded / "v.csv"), "--out", str(recorded / "out"))  # fmt: skip
    assert done.returncode == 0, done.stderr
    outcome = json.loads((recorded / "out" / "outcome.json").read_text("utf-8"))
    with (recorded / "v.csv").open(encoding="utf-8") as opened:
        ticks = Counter(row["problem"] for row in csv.DictReader(opened))
    told = {p["source"]: p for p in outcome["problems"]}
    assert set(told) == {str(100 + n) for n in range(PROBLEMS)}
    assert {source: p["ticks"] for source, p in told.items()} == dict(ticks)
    for p in told.values():
        assert p["rank"] == 1 + sum(n > p["ticks"] for n in ticks.values())
    assert told["105"]["text"] == " ".join(LONG.split()), "a long text is kept whole"
    assert sum(p["shortlisted"] for p in told.values()) in range(8, 13)
    counts(outcome)
    read_by_all(outcome)
    page = (recorded / "out" / "report.html").read_text("utf-8")
    assert "blåbærsyltetøy" in page and "<style>" in page
