"""A seminar on several processes, with PostgreSQL, Redis and nginx of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from demo.server import RUN
from tests.many.site import lacking

pytestmark = [pytest.mark.server, pytest.mark.demo]  # it brings its own database: once is enough


def test_two_processes_lose_nothing_with_one_killed_and_redis_gone(tmp_path: Path) -> None:
    """R20: also bad Wi-Fi the whole time, and everybody shown the same."""
    if why := lacking():
        pytest.skip(why)
    words = [sys.executable, "-m", "tests.many.played", str(tmp_path)]
    done = subprocess.run(words, cwd=RUN.parent, capture_output=True, text=True, timeout=400,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "changes on two processes" in done.stdout
