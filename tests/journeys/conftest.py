"""Real Chromium against the real server. In CI a missing browser is an error, not a skip."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.server import Running, running
from tests.conftest import fresh
from tests.journeys.shortcut import Lead

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
SHOTS = Path(__file__).parent.parent.parent / "screenshots"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, once for all journeys."""
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("CI"):
            raise RuntimeError("Chromium is missing: .ci/run installs it from Debian's packages")
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)  # a machine that plays a full hall beside this is slow
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def server(migrated: Path | str, tmp_path: Path) -> Iterator[Running]:
    """The real server, on a fresh database."""
    data = tmp_path / "data"
    data.mkdir()
    with fresh(migrated, data), running(data) as started:
        yield started


@pytest.fixture
def lead(server: Running) -> Iterator[Lead]:
    """A seminar with its doors open, led quickly to the step a test is about."""
    made = Lead(server)
    yield made
    made.close()
