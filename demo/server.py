"""The real server, started beside the simulated people as a process of its own."""

from __future__ import annotations

import datetime
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from demo.browser import Failed

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
def running(data: Path, port: int = 0, host: str = "127.0.0.1",
            day: datetime.date | None = None,
            program: Path = RUN) -> Iterator[Running]:  # fmt: skip
    """Start `run.py serve` on a database in `data`; stopped at the end of the block.

    `day` is the day it is to the server, from nine in the morning; `program` another run.py.
    """
    port = port or free_port()
    environment = {**os.environ, "FLOKE_DATA": str(data), "FLOKE_URL": f"http://127.0.0.1:{port}",
                   "FLOKE_DAY": day.isoformat() if day else ""}  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, str(program), "serve", "--host", host, "--port", str(port)],
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


def stop_when_told() -> None:
    """From now on who ends this process from outside ends its blocks too, and their servers."""

    def stop(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def _link(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        line = process.stdout.readline()
        if found := re.search(r"Facilitator: (\S+)", line):
            return found.group(1)
        if not line and process.poll() is not None:
            break
    raise Failed("the server did not start")
