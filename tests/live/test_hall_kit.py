"""One laptop, a net of its own and no internet: the whole seminar, and the outcome brought home.

A network namespace of this test's own holds the server and everybody in it: one interface, no
route, no names. Whatever reached for the world would fail here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from demo.server import RUN

pytestmark = [pytest.mark.server, pytest.mark.demo]
OWN = "10.42.0.1"  # what a laptop's hotspot is usually called
NET = f"ip link set lo up; ip addr add {OWN}/24 dev lo; "


def alone(*words: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the words where there is only this machine."""
    line = NET + 'exec "$0" "$@"'
    environment = {**os.environ, **given}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(["unshare", "-rn", "sh", "-c", line, *words], capture_output=True,
                          text=True, timeout=300, check=False, env=environment)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def can_be_alone() -> None:
    if not shutil.which("unshare") or not shutil.which("ip") or alone("true").returncode:
        pytest.skip("this machine gives no network namespaces (util-linux and iproute2, or rights)")


def test_the_code_on_the_wall_is_the_laptops_own_address() -> None:
    told = alone(sys.executable, "-c", "from config import Config; print(Config().address)",
                 PYTHONPATH=str(RUN.parent))  # fmt: skip
    assert told.stdout.strip() == f"http://{OWN}:5000", told.stderr


def test_a_whole_seminar_without_internet_and_its_outcome_on_the_laptop(tmp_path: Path) -> None:
    told = alone(sys.executable, str(RUN), "demo", "--people", "8", "--fast", "--out",
                 str(tmp_path))  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    outcome = json.loads((tmp_path / "outcome.json").read_text("utf-8"))
    assert outcome["seminar"]["state"] == "ended"
    report = (tmp_path / "report.html").read_text("utf-8")
    assert not re.search(r'(src|href)="(https?:|/static)|url\((https?:|/)', report), "stands alone"
