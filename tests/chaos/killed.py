"""The server is killed again and again while phones vote; nothing acknowledged is lost or doubled.

(spec/quality.md R3; with the word `gently` it is told to stop instead: R21.) Phones come back by
themselves and go on. Run as a program: its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402
import random  # noqa: E402
import signal  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
import requests  # noqa: E402

from bench.room import voting  # noqa: E402
from demo.server import RUN, running  # noqa: E402
from tests.chaos.history import judge  # noqa: E402
from tests.chaos.phones import Voter, come, told  # noqa: E402

PHONES, KILLS, STOPS = 20, 5, 2


def main(folder: Path, gently: bool) -> None:
    chance, done = random.Random(3), gevent.event.Event()
    ends = STOPS if gently else KILLS
    with running(folder) as server, voting(server, PHONES) as room:
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
            away.append(time.monotonic() - began)
        done.set()
        gevent.joinall(voting_now, raise_error=True)
        for voter in voters:
            voter.close()
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


def again(folder: Path, base: str) -> subprocess.Popen[bytes]:
    """The server, started anew on the same data and port; it answers when this returns."""
    port = base.rpartition(":")[2]
    environment = {**os.environ, "FLOKE_DATA": str(folder), "FLOKE_URL": base}
    words = [sys.executable, str(RUN), "serve", "--host", "127.0.0.1", "--port", port]
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if requests.get(f"{base}/ready", timeout=5).status_code == 200:
                return process
        except requests.RequestException:
            gevent.sleep(0.05)
    raise AssertionError("the server did not come back")


def wait_until_all_vote(voters: list[Voter]) -> None:
    """Until each has had an answer since now."""
    before = [len(voter.history) for voter in voters]
    with gevent.Timeout(60):
        while not all(len(voter.history) > n for voter, n in zip(voters, before, strict=True)):
            gevent.sleep(0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]), gently="gently" in sys.argv)
