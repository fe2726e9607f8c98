"""The benchmark measures what it says, of Floke and of both floors."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from demo.server import RUN

FIGURES = {"joined_ms", "kb_per_phone", "fan_out_p50_ms", "fan_out_last_ms", "us_per_delivery",
           "burst_ack_p50_ms", "burst_ack_last_ms", "counted_ms", "ack_p50_ms", "ack_p99_ms",
           "votes", "votes_a_second", "cpu_s_per_1000", "phones_busy", "lost"}  # fmt: skip
NODE = shutil.which("node") and (RUN.parent / "node_modules" / "socket.io").is_dir()


@pytest.mark.server
@pytest.mark.demo
def test_every_phone_votes_every_second_and_nobody_is_lost(tmp_path: Path) -> None:
    servers = "floke,flask,node" if NODE else "floke,flask"  # npm's part is for developers alone
    file = tmp_path / "figures.json"
    subprocess.run([sys.executable, "-m", "bench", "--people", "6", "--runs", "1", "--storm", "2",
                    "--changes", "1", "--servers", servers, "--json", str(file)],
                   cwd=RUN.parent, check=True, timeout=200)  # fmt: skip
    told = json.loads(file.read_text())
    (runs,) = told["parts"].values()
    assert sorted(runs) == sorted(servers.split(","))
    for name, (run,) in runs.items():
        assert set(run) >= FIGURES, name
        assert (run["votes"], run["lost"]) == (12, 0), name
    beside = {"pdfs_beside", "beside_pdf_ack_p50_pct", "beside_pdf_ack_p99_pct"}
    assert beside <= set(told["runs"]["floke"][0])
