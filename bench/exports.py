"""What the files of a report cost: seconds and peak memory, each in a process of its own.

Plays a seminar of so many people first (`--outcome FILE` takes one that is played), then makes the
full report as PDF, the workbook and the data three times each, as the pages do
(reports/writers/worker.py), and gives the medians.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from reports.readings import READINGS
from reports.writers.press import WORKER
from translations import use

ROOT = Path(__file__).parent.parent
FORMATS = ("pdf", "xlsx", "json")
TURNS = 3


def played(people: int) -> dict[str, Any]:
    """The outcome of a seminar played by simulated people over the real interface."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "run.py", "demo", "--people", str(people), "--fast",
                        "--out", folder], cwd=ROOT, check=True)  # fmt: skip
        kept: dict[str, Any] = json.loads(Path(folder, "outcome.json").read_text("utf-8"))
        return kept


def cost(format: str, outcome: dict[str, Any]) -> tuple[float, float, int]:
    """Seconds, megabytes at most, and bytes of the file."""
    with use("nb"):
        reading = READINGS["administrasjon"](outcome)
    job = {"format": format, "language": "nb", "reading": msgspec.to_builtins(reading),
           "outcome": outcome}  # fmt: skip
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as got:
        given.write(json.dumps(job).encode())
        given.seek(0)
        began = time.perf_counter()
        child = subprocess.Popen([sys.executable, "-P", str(WORKER)], stdin=given, stdout=got)
        _pid, status, used = os.wait4(child.pid, 0)
        took = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"{format} could not be made")
        got.seek(0, os.SEEK_END)
        scale = 1_000_000 if sys.platform == "darwin" else 1_000
        return took, used.ru_maxrss / scale, got.tell()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.exports", description=__doc__)
    parser.add_argument("--people", type=int, default=300, help="how many play it (300)")
    parser.add_argument("--outcome", type=Path, help="the outcome.json of one that is played")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    given = parser.parse_args()
    kept = given.outcome
    outcome = json.loads(kept.read_text("utf-8")) if kept else played(given.people)
    figures = {}
    for format in FORMATS:
        turns = [cost(format, outcome) for _turn in range(TURNS)]
        seconds, megabytes, size = (
            statistics.median(column) for column in zip(*turns, strict=True)
        )
        figures[format] = {"seconds": round(seconds, 2), "megabytes": round(megabytes, 1),
                           "bytes": int(size)}  # fmt: skip
        print(f"{format:5} {seconds:6.2f} s {megabytes:6.1f} MB {size:10,.0f} bytes")
    told = {"people": outcome["participation"]["present"],
            "problems": len(outcome["problems"]), "formats": figures}  # fmt: skip
    if given.json:
        given.json.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
