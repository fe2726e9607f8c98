"""Votes against closings, and two who press next, so many rounds: tests/live/test_races.py.

(spec/quality.md R10, R11.) On SQLite, and on PostgreSQL where there is one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from demo.server import RUN
from tests.chaos.figures import Figures, play
from tests.many.site import database, lacking_postgres


def main(_folder: Path, rounds: int = 20) -> Figures:
    why = lacking_postgres()
    race(rounds, "")
    if not why:
        with database() as url:
            race(rounds, url)
    return {"rounds": rounds, "sqlite": "held", "postgresql": why or "held"}


def race(rounds: int, url: str) -> None:
    words = [sys.executable, "-m", "pytest", "-q", "-n0", "tests/live/test_races.py"]
    subprocess.run(words, cwd=RUN.parent, check=True, stdout=sys.stderr,
                   env={**os.environ, "DATABASE_URL": url, "RACES": str(rounds)})  # fmt: skip


if __name__ == "__main__":
    play(main)
