"""The real server, started beside the simulated people as a process of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RUN = Path(__file__).parent.parent / "run.py"
PATIENCE = 60.0  # seconds until it must have printed its link


@dataclass(frozen=True)
class Running:
    """A server that listens: its base address, and the link to make an account with."""

    base: str
    link: str
    process: subprocess.Popen[str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(data: Path, port: int = 0, host: str = "127.0.0.1") -> Iterator[Running]:
    """Start `run.py serve` on a database in `data`; stopped at the end of the block."""
    port = port or free_port()
    environment = {**os.environ, "FLOKE_DATA": str(data), "FLOKE_URL": f"http://127.0.0.1:{port}"}
    process = subprocess.Popen(
        [sys.executable, str(RUN), "serve", "--host", host, "--port", str(port)],
        env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        link = _link(process)
        yield Running(f"http://127.0.0.1:{port}", link, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _link(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        line = process.stdout.readline()
        if found := re.search(r"Facilitator: (\S+)", line):
            return found.group(1)
        if not line and process.poll() is not None:
            break
    raise RuntimeError("the server did not start")
