"""The room to measure: Floke with a vote open, or a floor; each with its phones' ways in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle, product
from pathlib import Path
from typing import Any

import gevent
import psutil
import requests
from gevent.pool import Pool

from bench.wire import Wire
from demo.browser import Console
from demo.server import Running, free_port, running
from reports.readings import READINGS
from translations import LANGUAGES

HERE = Path(__file__).parent
SERVER_CORE, CLIENT_CORE = 0, 1
OWN, BOARD, CORNER = 430, 6800, 3100  # bytes of what a phone is sent when it comes in
JOINING = 20  # people who scan at the same moment
PROBLEMS = "\n".join(f"Det er for langt til butikken i bygd nummer {n}" for n in range(1, 13))


@dataclass
class Room:
    """`change()` changes every phone's page; `console` hears how many have voted; `paper()` has one
    report made as a PDF, by a server that can."""

    name: str
    process: psutil.Process
    phones: list[Wire]
    console: Wire
    change: Callable[[], Any]
    vote: Callable[[Wire, bool], Any]
    figures: dict[str, float] = field(default_factory=dict)
    paper: Callable[[], Any] | None = None

    def cpu(self) -> float:
        """Seconds of processor that the server has used so far."""
        used = self.process.cpu_times()
        return used.user + used.system

    def memory(self) -> int:
        """Bytes that the server holds in memory."""
        return int(self.process.memory_info().rss)


def on_its_core(pid: int) -> psutil.Process:
    """The server gets a core of its own, and so do we."""
    process = psutil.Process(pid)
    if len(os.sched_getaffinity(0)) > 1 or psutil.cpu_count() != 1:
        process.cpu_affinity([SERVER_CORE])
        psutil.Process().cpu_affinity([CLIENT_CORE])
    return process


@contextmanager
def floke(people: int, seminars: int = 1) -> Iterator[Room]:
    """Seminars with `people` each, who have scanned, and an open vote on twelve problems.

    The room's console, and its changes, are the first one's.
    """
    folder = tempfile.mkdtemp(prefix="floke-bench-")
    try:
        with running(Path(folder)) as server, ExitStack() as opened:
            process = on_its_core(server.process.pid)
            halls = [opened.enter_context(voting(server, people))]
            while len(halls) < seminars:
                halls.append(opened.enter_context(voting(server, people, halls[0].console)))
            began = time.perf_counter()
            ballots = {phone: hall for hall in halls for phone in hall.scanned(people)}
            scanned = time.perf_counter() - began
            hall, told = halls[0], iter(range(10**6))
            auth, lead = {**hall.auth, "surface": "console"}, _cookies(hall.console.http)
            wire = Wire(server.base, auth, lead)
            wire.connect()
            wire.first.wait(60)
            yield Room(
                "floke", process, list(ballots), wire,
                lambda: wire.do(hall.step, "message", text=f"Beskjed {next(told)}").get(60),
                lambda phone, on: phone.do(ballots[phone].step, "tick", brief=True,
                                           item=ballots[phone].item, on=on),
                {"scanned_ms": scanned * 1000}, hall.paper,
            )  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def until(ready: Callable[[], Any], patience: float = 120.0) -> None:
    """Wait until `ready` says yes."""
    with gevent.Timeout(patience):
        while not ready():
            gevent.sleep(0.01)


@dataclass
class Voting:
    """A seminar with an open vote, and the ways into it; `step` is the vote's.

    `item` is the number of the first problem on the ballot, known when somebody has scanned.
    """

    base: str
    console: Console
    step: int
    auth: dict[str, Any]
    item: int = 0
    reports: Iterator[tuple[str, str, str]] = field(
        default_factory=lambda: cycle(product(READINGS, ("pdf", "pdfa"), LANGUAGES))
    )

    def scanned(self, people: int) -> list[Wire]:
        """The phones of so many who have scanned, twenty at the same moment."""
        cookies = Pool(JOINING).map(lambda _n: self.scan(), range(people))
        self.item = self.first_choice(cookies[0])
        return [Wire(self.base, self.auth, cookie) for cookie in cookies]

    def scan(self) -> str:
        """What a phone does before its page is there: the form, then the page. Its cookies."""
        browser = requests.Session()
        browser.headers["Origin"] = self.base
        browser.post(f"{self.base}/s/{self.console.token}/join",
                     data={"name": "", "language": "nb"}, timeout=120)  # fmt: skip
        return _cookies(browser)

    def first_choice(self, cookie: str) -> int:
        """The number of the first problem on the ballot, as the phone's page has it."""
        return self._on_page(cookie, r'id="choice-(\d+)"')

    def who(self, cookie: str) -> int:
        """The participant's number, as the phone's page has it."""
        return self._on_page(cookie, r"&#34;me&#34;: ?(\d+)")

    def _on_page(self, cookie: str, what: str) -> int:
        page = requests.get(f"{self.base}/s/{self.console.token}", headers={"Cookie": cookie},
                            timeout=60).text  # fmt: skip
        found = re.search(what, page)
        if found is None:
            raise SystemExit(f"the phone's page has no {what}")
        return int(found.group(1))

    def paper(self) -> int:
        """The bytes of the next report; there are more of them than are kept, so each is made."""
        kind, format, language = next(self.reports)
        made = requests.get(
            f"{self.base}/facilitator/{self.console.number}/report/files/{kind}.{format}",
            headers={"Cookie": _cookies(self.console.http), "Accept-Language": language},
            timeout=120)  # fmt: skip
        made.raise_for_status()
        return len(made.content)


@contextmanager
def voting(server: Running, people: int, lead: Console | None = None) -> Iterator[Voting]:
    """A seminar for `people`, led to an open vote on twelve problems; `lead` has an account."""
    plan = {
        "method": "alone_vote", "title": "Bygda i 2040", "size": people, "language": "nb",
        "question": "Hva skal til for at flere blir boende på bygda?", "lines": PROBLEMS,
        "sponsor": "Granvik kommune",
    }  # fmt: skip
    console = lead.another().plan(**plan) if lead else \
        Console(server.base).start(server.link, **plan)  # fmt: skip
    console.must("open_doors")
    until(lambda: console.at().endswith(" open"))
    auth = {"surface": "phone", "key": console.token, "language": "nb"}
    yield Voting(server.base, console, int(console.at().split()[1]), auth)
    console.close()


def _cookies(browser: requests.Session) -> str:
    return "; ".join(f"{c.name}={c.value}" for c in browser.cookies)


@contextmanager
def floor(name: str, people: int) -> Iterator[Room]:
    """A floor that sends as many messages as Floke, and as large ones."""
    port = free_port()
    words = [sys.executable, str(HERE / "floors" / "flask_floor.py")] if name == "flask" else \
        ["node", str(HERE / "floors" / "node_floor.mjs")]  # fmt: skip
    process = subprocess.Popen([*words, *map(str, (port, OWN, BOARD, CORNER))],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        base = f"http://127.0.0.1:{port}"
        _wait_for(port)
        wire = Wire(base, {})
        wire.connect()
        wire.first.wait(60)
        wire.emit("lead").get(timeout=60)
        phones = [Wire(base, {}) for _ in range(people)]
        yield Room(name, on_its_core(process.pid), phones, wire,
                   lambda: wire.do(1, "change").get(timeout=60),
                   lambda phone, on: phone.do(1, "tick", item=1, on=on))  # fmt: skip
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    import socket

    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"nothing listens on {port}")
