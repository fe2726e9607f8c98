"""The server is killed again and again while phones vote; nothing acknowledged is lost or doubled.

(spec/quality.md R3; with `gently=1` it is told to stop instead: R21.) Phones come back by
themselves and go on. Run as a program: its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import atexit  # noqa: E402
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
from tests.chaos.figures import Figures, late, play, rounded, say  # noqa: E402
from tests.chaos.history import judge  # noqa: E402
from tests.chaos.phones import Voter, come, told  # noqa: E402

LISTENS, BACK, MOST_BACK = 3.0, 5.0, 3.0  # seconds: to listen again, for all, and for most


def main(folder: Path, phones: int = 20, ends: int = 5, gently: int = 0,
         rest: int = 100) -> Figures:  # fmt: skip
    """`rest`: milliseconds at most between two votes of one phone."""
    chance, done = random.Random(3), gevent.event.Event()
    with running(folder) as server, voting(server, phones) as room:
        voters = come(room, phones, server.base)
        voting_now = [gevent.spawn(votes, v, n, done, rest / 1000) for n, v in enumerate(voters)]
        process: subprocess.Popen[Any] = server.process
        listens: list[float] = []
        back: list[list[float]] = []
        heard: list[Any] = []
        room.console.wire.on("again", heard.append)
        for _ in range(ends):
            gevent.sleep(0.5 + chance.random())
            (process.terminate if gently else process.kill)()
            assert process.wait(60) == (0 if gently else -signal.SIGKILL)
            began = time.monotonic()
            process = again(folder, server.base)
            listens.append(time.monotonic() - began)
            back.append(all_back(voters))
            wait_until_all_vote(voters)
            say(
                f"{len(back)} of {ends}: listened after {listens[-1]:.1f} s, "
                f"all back after {max(back[-1]):.1f} s"
            )
        done.set()
        gevent.joinall(voting_now, raise_error=True)
        for voter in voters:
            voter.close()
        found = judge(f"sqlite:///{folder / 'floke.sqlite'}", told(voters), room.step,
                      voters[0].item)  # fmt: skip
        assert bool(heard) == bool(gently), (
            "pages are asked to come back, when there is time for it"
        )
        process.terminate()
        process.wait(20)
    most, everybody = late(sum(back, [])), [max(each) for each in back]
    return {"ends": ends, **found, "listened_after_s": rounded(listens),
            "all_back_after_s": rounded(everybody), "p95_back_after_s": round(most, 2),
            "goals": {f"listens within {LISTENS:.0f} s": max(listens) <= LISTENS,
                      f"all back within {BACK:.0f} s": max(everybody) <= BACK,
                      f"95 of 100 back within {MOST_BACK:.0f} s": most <= MOST_BACK}}  # fmt: skip


def all_back(voters: list[Voter]) -> list[float]:
    """Seconds from now until each has its board again; they come by themselves, all at once."""
    began = time.monotonic()

    def comes(voter: Voter) -> float:
        voter.comes_back()
        return time.monotonic() - began

    coming = [gevent.spawn(comes, voter) for voter in voters]
    gevent.joinall(coming, raise_error=True)
    return [each.value for each in coming]


def votes(voter: Voter, seed: int, done: gevent.event.Event, rest: float = 0.1) -> None:
    chance = random.Random(seed)
    while not done.is_set():
        voter.change(on=chance.random() < 0.5)
        gevent.sleep(chance.random() * rest)


def again(folder: Path, base: str) -> subprocess.Popen[bytes]:
    """The server, started anew on the same data and port; it answers when this returns."""
    port = base.rpartition(":")[2]
    environment = {**os.environ, "FLOKE_DATA": str(folder), "FLOKE_URL": base}
    words = [sys.executable, str(RUN), "serve", "--host", "127.0.0.1", "--port", port]
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
    atexit.register(process.kill)  # none is left over when something fails
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
    with gevent.Timeout(180):
        while not all(len(voter.history) > n for voter, n in zip(voters, before, strict=True)):
            gevent.sleep(0.02)


if __name__ == "__main__":
    play(main)
