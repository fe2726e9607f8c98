"""What a bad day does to the room, with the real server; each is a program with phones of its own.

Phones judge by what they were told: every acknowledged change is in the database, once, in order.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from demo.server import RUN

pytestmark = [pytest.mark.server, pytest.mark.demo]


def survives(program: str, folder: Path, **sizes: int) -> dict[str, Any]:
    """Its figures; it fails by itself if anything is lost."""
    words = [sys.executable, "-m", f"tests.chaos.{program}", str(folder)]
    words += [f"{name}={size}" for name, size in sizes.items()]
    environment = {**os.environ, "DATABASE_URL": ""}
    done = subprocess.run(words, cwd=RUN.parent, capture_output=True, text=True, timeout=400,
                          env=environment, check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def test_bad_wifi_does_everything_once_and_in_order(tmp_path: Path) -> None:
    """R1, R7: acknowledgements lost, commands doubled, frames late, connections cut."""
    assert survives("storm", tmp_path)["acknowledged"] == 300


def test_what_each_said_last_stands_however_fast_they_say_it(tmp_path: Path) -> None:
    """R9: twenty changes of one vote by each, with no wait for answers, and a late server."""
    assert survives("hasty", tmp_path)["acknowledged"] == 400


def test_a_hall_that_comes_while_it_changes_and_wakes_is_current(tmp_path: Path) -> None:
    """R6, R14: joining while things change, and phones asleep."""
    assert survives("gathering", tmp_path)["acknowledged"] > 100


def test_a_hall_that_is_cut_off_again_and_again_is_back(tmp_path: Path) -> None:
    """R8: five storms of reconnecting."""
    assert survives("cutoff", tmp_path)["storms"] == 5


def test_nothing_is_held_of_who_has_gone(tmp_path: Path) -> None:
    """R22: connected, refused and half-way; the tables and the open files are as they were."""
    assert survives("gone", tmp_path)["turns"] == 3


def test_a_killed_server_has_lost_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    """R3: SIGKILL five times in the middle of the vote."""
    assert survives("killed", tmp_path)["ends"] == 5


def test_a_server_that_is_told_to_stop_loses_nothing_and_ends_well(tmp_path: Path) -> None:
    """R21: SIGTERM twice in the middle of the vote; each time the exit code is 0."""
    assert survives("killed", tmp_path, ends=2, gently=1)["ends"] == 2


def test_phones_that_do_not_read_are_let_go_and_the_others_vote_on(tmp_path: Path) -> None:
    """R17: what waits for one has a bound in bytes, and one that is gone a bound in time."""
    assert survives("slow", tmp_path)["let_go"] == 5


@pytest.fixture
def strace() -> None:
    if not shutil.which("strace"):
        pytest.skip("there is no strace on this machine (.ci/run installs it)")


@pytest.mark.usefixtures("strace")
def test_no_vote_is_acknowledged_before_it_is_on_disk(tmp_path: Path) -> None:
    """R2, by the kernel's own account."""
    assert survives("traced", tmp_path)["acknowledged"] == 200


@pytest.mark.usefixtures("strace")
def test_a_power_cut_takes_no_vote_that_was_acknowledged(tmp_path: Path) -> None:
    """R4: at fifty moments, with all that was not synced lost, and with it torn."""
    assert survives("unplugged", tmp_path)["cuts"] == 50
