"""The server's day, and a demo's end: what is told from outside."""

from __future__ import annotations

import datetime
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from demo.browser import Console
from demo.server import RUN, free_port, running
from demo.words import ABOUT

pytestmark = pytest.mark.server


@pytest.fixture(autouse=True)
def on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each server here has a database of its own."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_a_demo_that_is_ended_from_outside_takes_its_server_along() -> None:
    port = free_port()
    words = [sys.executable, str(RUN), "demo", "--people", "2", "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        assert any("have joined" in line for line in demo.stdout)
        socket.create_connection(("127.0.0.1", port), 5).close()
        demo.terminate()
        assert demo.wait(20) == 128 + signal.SIGTERM
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), 5)


def test_the_server_begins_on_the_day_it_is_told(tmp_path: Path) -> None:
    with running(tmp_path, day=datetime.date(2025, 8, 31)) as server:
        console = Console(server.base).start(server.link, method="n3", size=8, **ABOUT)
        console.must("open_doors")
        told = console.http.get(f"{server.base}/outcome/{console.token}.json", timeout=10)
        console.close()
    assert told.json()["seminar"]["opened_at"].startswith("2025-08-31T")


def test_a_day_that_is_none_is_said_in_words(tmp_path: Path) -> None:
    environment = {**os.environ, "FLOKE_DATA": str(tmp_path), "FLOKE_DAY": "til våren"}
    done = subprocess.run([sys.executable, str(RUN), "serve"], env=environment,
                          capture_output=True, text=True, timeout=120, check=False)  # fmt: skip
    assert done.returncode == 1
    assert "FLOKE_DAY must be a date" in done.stderr
    assert "Traceback" not in done.stderr
