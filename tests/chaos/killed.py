"""The server is killed again and again while phones vote; nothing acknowledged is lost or doubled.

(spec/quality.md R3; with the word `gently` it is told to stop instead: R21.) Phones come back by
themselves, show what the server shows, and go on. Run as a program: its phones need gevent before
anything else.
"""

from gevent import monkey

monkey.patch_all()

import random  # noqa: E402
import signal  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402

from bench.page import Page  # noqa: E402
from bench.restart import again  # noqa: E402
from bench.room import Voting, until, voting  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.history import judge  # noqa: E402
from tests.chaos.phones import Voter, come, told  # noqa: E402

PHONES, KILLS, STOPS = 20, 5, 2
READERS = 5  # pages that only look


def main(folder: Path, gently: bool) -> None:
    chance, done = random.Random(3), gevent.event.Event()
    ends = STOPS if gently else KILLS
    with running(folder) as server, voting(server, PHONES + READERS + 1) as room:
        readers = [opened(room) for _ in range(READERS)]
        voters = come(room, PHONES, server.base)
        voting_now = [gevent.spawn(votes, voter, n, done) for n, voter in enumerate(voters)]
        process: subprocess.Popen[Any] = server.process
        away: list[float] = []
        heard: list[Any] = []
        room.console.wire.on("again", heard.append)
        for _ in range(ends):
            gevent.sleep(0.5 + chance.random())
            began = time.monotonic()
            (process.terminate if gently else process.kill)()
            assert process.wait(60) == (0 if gently else -signal.SIGKILL)
            process = again(folder, server.base)
            wait_until_all_vote(voters)
            all_current(room, readers)
            away.append(time.monotonic() - began)
        done.set()
        gevent.joinall(voting_now, raise_error=True)
        for voter in voters:
            voter.close()
        for page in readers:
            page.close()
        judge(f"sqlite:///{folder / 'floke.sqlite'}", told(voters), room.step, voters[0].item)
        assert bool(heard) == gently, "pages are asked to come back, when there is time for it"
        process.terminate()
        process.wait(20)
    changes = sum(len(voter.history) for voter in voters)
    print(f"{changes} changes, {ends} ends; all voted again after {max(away):.1f} s at most")


def votes(voter: Voter, seed: int, done: gevent.event.Event) -> None:
    chance = random.Random(seed)
    while not done.is_set():
        voter.change(on=chance.random() < 0.5)
        gevent.sleep(chance.random() * 0.1)


def opened(room: Voting, cookie: str = "") -> Page:
    page = Page(room.base, room.auth, cookie or room.scan())
    page.connect()
    assert page.first.wait(60), "no board came"
    return page


def all_current(room: Voting, readers: list[Page]) -> None:
    """Each page has come back by itself, and shows what one shows that is opened now."""
    room.console.must("message", room.step, text=f"Vi er her igjen {time.monotonic()}")
    fresh = opened(room, readers[0].cookie)
    until(lambda: all(page.shown == fresh.shown for page in readers), 60)
    assert "Vi er her igjen" in fresh.shown["phone"]
    fresh.close()


def wait_until_all_vote(voters: list[Voter]) -> None:
    """Until each has had an answer since now."""
    before = [len(voter.history) for voter in voters]
    with gevent.Timeout(60):
        while not all(len(voter.history) > n for voter, n in zip(voters, before, strict=True)):
            gevent.sleep(0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]), gently="gently" in sys.argv)
