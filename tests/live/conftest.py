"""The real server as a process, and people who use it over HTTP and Socket.IO."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.browser import Console, Phone
from demo.server import Running, running
from tests.conftest import fresh


@pytest.fixture(scope="module")
def server(migrated: Path | str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server on an empty database, for all the tests of a file."""
    data = tmp_path_factory.mktemp("served")
    with fresh(migrated, data), running(data) as started:
        yield started


@pytest.fixture(scope="module")
def kari(server: Running) -> Iterator[Console]:
    """A facilitator with open doors."""
    console = Console(server.base).start(
        server.link, title="Bygda i 2040", size=16, language="nb", sponsor="Granvik kommune",
        question="Hva skal til for at flere blir boende på bygda?", promise="Svar i mars.",
    )  # fmt: skip
    console.must("open_doors")
    yield console
    console.close()


@pytest.fixture
def joins(server: Running, kari: Console) -> Iterator[Callable[..., Phone]]:
    """`joins("Anna")` gives a phone that has joined."""
    phones: list[Phone] = []

    def join(name: str = "", language: str = "nb") -> Phone:
        phones.append(Phone(server.base, kari.token, name, language).join())
        return phones[-1]

    yield join
    for phone in phones:
        phone.close()


def wait_for(ready: Callable[[], Any], patience: float = 20.0) -> Any:
    """What `ready` says as soon as it says something."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if found := ready():
            return found
        time.sleep(0.02)
    raise AssertionError("waited in vain")
