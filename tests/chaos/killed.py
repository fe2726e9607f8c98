"""The server is killed again and again while phones vote; nothing acknowledged is lost or doubled.

(spec/quality.md R3; with `gently=1` it is told to stop instead: R21.) Phones come back by
themselves, show what the server shows, and go on. Run as a program: its phones need gevent before
anything else.
"""

from gevent import monkey

monkey.patch_all()

import random  # noqa: E402
import signal  # noqa: E402
import subprocess  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402

from bench.page import Page  # noqa: E402
from bench.restart import again  # noqa: E402
from bench.room import Voting, until, voting  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.figures import Figures, late, play, rounded, say  # noqa: E402
from tests.chaos.history import judge  # noqa: E402
from tests.chaos.phones import Voter, come, told  # noqa: E402

READERS = 5  # pages that only look
LISTENS, BACK, MOST_BACK = 3.0, 5.0, 3.0  # seconds: to listen again, for all, and for most


def main(folder: Path, phones: int = 20, ends: int = 5, gently: int = 0,
         rest: int = 100) -> Figures:  # fmt: skip
    """`rest`: milliseconds at most between two votes of one phone."""
    chance, done = random.Random(3), gevent.event.Event()
    with running(folder) as server, voting(server, phones + READERS + 1) as room:
        readers = [opened(room) for _ in range(READERS)]
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
            all_current(room, readers)
            say(
                f"{len(back)} of {ends}: listened after {listens[-1]:.1f} s, "
                f"all back after {max(back[-1]):.1f} s"
            )
        done.set()
        gevent.joinall(voting_now, raise_error=True)
        for voter in voters:
            voter.close()
        for page in readers:
            page.close()
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
    with gevent.Timeout(180):
        while not all(len(voter.history) > n for voter, n in zip(voters, before, strict=True)):
            gevent.sleep(0.02)


if __name__ == "__main__":
    play(main)
