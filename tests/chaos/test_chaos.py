"""What a bad day does to the room, with the real server; each is a program with phones of its own.

Phones judge by what they were told: every acknowledged change is in the database, once, in order.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from demo.server import RUN

pytestmark = [pytest.mark.server, pytest.mark.demo]


def survives(program: str, folder: Path, *more: str) -> str:
    words = [sys.executable, "-m", f"tests.chaos.{program}", str(folder), *more]
    environment = {**os.environ, "DATABASE_URL": ""}
    done = subprocess.run(words, cwd=RUN.parent, capture_output=True, text=True, timeout=400,
                          env=environment, check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_bad_wifi_does_everything_once_and_in_order(tmp_path: Path) -> None:
    """R1, R7, R9: acknowledgements lost, commands doubled, frames late, connections cut."""
    assert "300 changes" in survives("storm", tmp_path)


def test_a_hall_that_comes_is_cut_off_and_wakes_is_current(tmp_path: Path) -> None:
    """R6, R8, R14: joining while it changes, five storms of reconnecting, and phones asleep."""
    assert "5 storms" in survives("gathering", tmp_path)


def test_a_killed_server_has_lost_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    """R3: SIGKILL five times in the middle of the vote."""
    assert "5 ends" in survives("killed", tmp_path)


def test_a_server_that_is_told_to_stop_loses_nothing_and_ends_well(tmp_path: Path) -> None:
    """R21: SIGTERM twice in the middle of the vote; each time the exit code is 0."""
    assert "2 ends" in survives("killed", tmp_path, "gently")


@pytest.fixture
def strace() -> None:
    if not shutil.which("strace"):
        pytest.skip("there is no strace on this machine (.ci/run installs it)")


@pytest.mark.usefixtures("strace")
def test_no_vote_is_acknowledged_before_it_is_on_disk(tmp_path: Path) -> None:
    """R2, by the kernel's own account."""
    assert "votes answered" in survives("traced", tmp_path)


@pytest.mark.usefixtures("strace")
def test_a_power_cut_takes_no_vote_that_was_acknowledged(tmp_path: Path) -> None:
    """R4: at fifty moments, with all that was not synced lost, and with it torn."""
    assert "50 power cuts" in survives("unplugged", tmp_path)
