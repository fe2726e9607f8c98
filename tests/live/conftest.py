"""The writer alone with many commands at once; and the real server, with people who use it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gevent
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from demo.browser import Console, Phone
from demo.server import Running, running
from live.writer import Writer
from methods.command import Command
from storage import Storage
from tests.conftest import fresh

Answer = dict[str, Any]
Submits = Callable[..., list[Answer]]


class Heard:
    """What the boards were told, and how often something was committed."""

    def __init__(self) -> None:
        self.touched: list[set[str]] = []
        self.removed: list[int] = []
        self.commits = 0
        self.fails = False  # as a full disk does

    def touch(self, _seminar: int, boards: set[str]) -> None:
        self.touched.append(boards)

    def commit(self, connection: Any) -> None:
        if self.fails:
            if connection.dialect.name != "sqlite":
                connection.connection.rollback()  # a failed COMMIT ends it there, not in SQLite
            raise OperationalError("COMMIT", {}, Exception("database or disk is full"))
        self.commits += 1


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def writer(storage: Storage, heard: Heard) -> Iterator[Writer]:
    event.listen(storage.write, "commit", heard.commit)
    started = Writer(storage, heard.touch, heard.removed.append)
    yield started
    started.greenlet.kill()
    event.remove(storage.write, "commit", heard.commit)


@pytest.fixture
def submits(writer: Writer) -> Submits:
    """Send commands at the same moment; their answers, in the same order."""

    def together(*commands: Command) -> list[Answer]:
        sending = [gevent.spawn(writer.submit, one) for one in commands]
        gevent.joinall(sending, raise_error=True)  # its timeout would count from the last sleep
        return [greenlet.get(block=False) for greenlet in sending]

    return together


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
