"""A seminar on several processes, with PostgreSQL, Redis and nginx of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from demo.server import RUN
from tests.many.site import lacking

pytestmark = [pytest.mark.server, pytest.mark.demo]  # it brings its own database: once is enough


def plays(program: str, folder: Path) -> str:
    if why := lacking():
        pytest.skip(why)
    words = [sys.executable, "-m", f"tests.many.{program}", str(folder)]
    done = subprocess.run(words, cwd=RUN.parent, capture_output=True, text=True, timeout=400,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_two_processes_lose_nothing_with_one_killed_and_redis_gone(tmp_path: Path) -> None:
    """R20: also bad Wi-Fi the whole time, and everybody shown the same."""
    assert "changes on two processes" in plays("played", tmp_path)


def test_a_whole_seminar_goes_on_while_one_process_is_killed_and_the_other_replaced(
    tmp_path: Path,
) -> None:
    """From the plan to the outcome, which is the same at both."""
    assert "played to the end" in plays("whole", tmp_path)
