"""Phones come while things change, all are cut off at once again and again, and some have slept.

(spec/quality.md R6, R8, R14, R22.) In the end every page shows what the server shows, whoever voted
while the step was closed is counted or was told so, and nothing is held of who has gone. Run as a
program: its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import random  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from urllib.parse import urlsplit  # noqa: E402

import gevent  # noqa: E402
import psutil  # noqa: E402
import requests  # noqa: E402

from bench.room import Voting, until, voting  # noqa: E402
from bench.wire import Gone, Wire  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.history import GRACE, judge  # noqa: E402
from tests.chaos.killed import votes  # noqa: E402
from tests.chaos.phones import Voter, come, told  # noqa: E402

VOTERS, PHONES, CHANGES, STORMS = 8, 40, 25, 5
CHANCE = random.Random(6)
FEW = 8  # connections of the console's own, and the database's


class Page:
    """A phone's page: what stands on it, by the rules of web/static/js/boards.js."""

    def __init__(self, room: Voting, cookie: str) -> None:
        self.room, self.cookie = room, cookie
        self.shown: dict[str, str] = {}
        self.seqs: dict[str, int] = {}

    def open(self) -> None:
        """Fetch the page, and come in by the socket."""
        page = requests.get(f"{self.room.base}/s/{self.room.console.token}", timeout=60,
                            headers={"Cookie": self.cookie})  # fmt: skip
        assert page.status_code == 200, page.status_code
        self.wire = Wire(self.room.base, self.room.auth, self.cookie)
        self.wire.heard = self._hear
        self.wire.connect()
        assert self.wire.first.wait(60), "no board came"

    def cut(self) -> None:
        self.wire.close()

    def _hear(self, _name: str, message: bytes) -> None:
        board = json.loads(message[2:])[1]
        name = board["board"]
        if board.get("fresh") or board["seq"] >= self.seqs.get(name, -1):
            self.shown[name], self.seqs[name] = board["html"], board["seq"]


def main(folder: Path) -> None:
    with running(folder) as server, voting(server, VOTERS + PHONES + 1) as room:
        process = psutil.Process(server.process.pid)
        began = process.num_fds()
        voters = come(room, VOTERS, server.base)
        pages = [Page(room, room.scan()) for _ in range(PHONES)]
        fresh = Page(room, room.scan())
        asleep, silent = pages[:5], pages[5:10]
        gevent.joinall([gevent.spawn(p.open) for p in asleep + silent], raise_error=True)
        for page in asleep:
            page.cut()
        for page in silent:
            page.wire.reader.kill()  # it is open, and nobody reads
        closed = joins_while_it_changes(room, pages[10:], voters)
        judge(
            f"sqlite:///{folder / 'floke.sqlite'}", told(voters), room.step, voters[0].item, closed
        )
        wake(asleep, silent, room, voters[0].item)
        fresh.open()
        until(lambda: all(same(page, fresh) for page in pages), 30)
        held = storms(pages, process)
        until(lambda: all(same(page, fresh) for page in pages), 30)
        for end in [*pages, fresh]:
            end.cut()
        strangers(room)
        until(lambda: process.num_fds() <= began + FEW, 60)
    print(f"{PHONES} pages are current after {CHANGES} changes and {STORMS} storms;",
          f"{len(told(voters))} votes; MB held after each storm: {held}")  # fmt: skip


def joins_while_it_changes(room: Voting, pages: list[Page],
                           voters: list[Voter]) -> tuple[float, float]:  # fmt: skip
    """All come within the time of the changes; the last of these closes the vote.

    When that was asked for, and when nothing more may come.
    """
    coming = [gevent.spawn_later(CHANCE.random() * 3, page.open) for page in pages]
    done = gevent.event.Event()
    voting_now = [gevent.spawn(votes, voter, n, done) for n, voter in enumerate(voters)]
    for turn in range(CHANGES):
        room.console.must("message", room.step, text=f"Beskjed {turn}")
        gevent.sleep(0.05)
    asked = time.monotonic()
    room.console.must("close", room.step)
    closed = asked, time.monotonic() + GRACE
    room.console.must("message", room.step, text="Takk for i dag")
    gevent.joinall(coming, raise_error=True)
    done.set()
    gevent.joinall(voting_now, raise_error=True)
    for voter in voters:
        voter.close()
    return closed


def wake(asleep: list[Page], silent: list[Page], room: Voting, item: int) -> None:
    """Who has slept votes as the page had it: in words, that was too late."""
    for page in asleep:
        page.open()
    for page in silent:
        page.wire.reader = gevent.spawn(page.wire._read)
    for page in asleep + silent:
        said = page.wire.do(room.step, "tick", item=item, on=True).get(timeout=60)
        (answer,) = json.loads(b"[" + said)
        assert answer["code"] == "closed" and answer["sentence"], answer


def same(page: Page, fresh: Page) -> bool:
    return all(page.shown.get(name) == fresh.shown.get(name, "") for name in ("phone", "corner"))


def storms(pages: list[Page], server: psutil.Process) -> list[int]:
    """All are cut off within a moment, and come back by themselves; how many MB were held then."""
    held = []
    for _storm in range(STORMS):
        for page in pages:
            page.cut()
            page.shown, page.seqs = {}, {}
        gevent.joinall([gevent.spawn_later(CHANCE.random(), back, p) for p in pages],
                       raise_error=True)  # fmt: skip
        held.append(server.memory_info().rss // 1_000_000)
    assert held[-1] < held[0] + 30, held
    return held


def strangers(room: Voting) -> None:
    """Some are refused, and some begin to come in and say nothing more; then they are gone."""
    for number in range(20):
        refused = Wire(room.base, {**room.auth, "key": f"unknown-{number}"})
        refused.connect()
        place = urlsplit(room.base)
        half = gevent.socket.create_connection((place.hostname, place.port))
        half.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\n"
        )
        gevent.sleep(0)
        refused.close()
        half.close()


def back(page: Page) -> None:
    try:
        page.open()
    except (Gone, OSError) as error:
        raise AssertionError("refused when it came back") from error


if __name__ == "__main__":
    main(Path(sys.argv[1]))
