"""All phones are cut off within a moment, again and again, while some vote; all are soon back.

(spec/quality.md R8.) Nobody is refused, every page shows what the server shows, and each storm is
weathered like the first. Run as a program: its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import random  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402
import psutil  # noqa: E402

from bench.room import until, voting  # noqa: E402
from bench.wire import Gone  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.figures import Figures, late, play, rounded, say  # noqa: E402
from tests.chaos.history import judge  # noqa: E402
from tests.chaos.killed import votes  # noqa: E402
from tests.chaos.page import Page, all_same, pages  # noqa: E402
from tests.chaos.phones import Voter, come, told  # noqa: E402

CHANCE = random.Random(8)
CALM = 3.0  # seconds of votes that the others are measured by
BACK, AS_BEFORE = 5.0, 10.0  # seconds


def main(folder: Path, phones: int = 40, storms: int = 5, voters: int = 8) -> Figures:
    with running(folder) as server, voting(server, phones + voters + 1) as room:
        process = psutil.Process(server.process.pid)
        people, done = come(room, voters, server.base), gevent.event.Event()
        fresh, *every = pages(room, phones + 1)
        gevent.joinall([gevent.spawn(page.open) for page in [fresh, *every]], raise_error=True)
        voting_now = [gevent.spawn(votes, voter, n, done) for n, voter in enumerate(people)]
        gevent.sleep(CALM)
        calm, held = answered(people, CALM), [process.memory_info().rss]
        back, as_before = [], []
        for number in range(storms):
            began = time.monotonic()
            back.append(storm(every))
            room.console.must("message", room.step, text=f"Storm {number}.")
            until(lambda n=number: all_same(every, fresh)  # type: ignore[misc]
                  and f"Storm {n}." in fresh.shown["phone"], 120)  # fmt: skip
            as_before.append(calm_again(people, calm, began))
            held.append(process.memory_info().rss)
            say(f"{number + 1} of {storms}: all back after {back[-1]:.1f} s")
        done.set()
        gevent.joinall(voting_now, raise_error=True)
        for page in [*every, fresh]:
            page.cut()
        for voter in people:
            voter.close()
        found = judge(f"sqlite:///{folder / 'floke.sqlite'}", told(people), room.step,
                      people[0].item)  # fmt: skip
    assert held[-1] < held[1] + 30_000_000, f"memory grows with every storm: {held}"
    return {
        "pages": phones, "storms": storms, **found, "all_back_after_s": rounded(back),
        "calm_p95_ms": round(calm * 1000), "answers_as_before_after_s": rounded(as_before),
        "mb_held": [each // 1_000_000 for each in held],
        "goals": {f"all back within {BACK:.0f} s": max(back) <= BACK,
                  f"answers as before within {AS_BEFORE:.0f} s": max(as_before) <= AS_BEFORE,
                  "at most half as much memory again": max(held) <= 1.5 * held[0],
                  "the last storm as soon over as the first": back[-1] <= 1.2 * back[0]},
    }  # fmt: skip


def storm(every: list[Page]) -> float:
    """All are cut off, and come back within a second of their own; seconds until all are there."""
    began = time.monotonic()
    for page in every:
        page.cut()
    gevent.joinall([gevent.spawn_later(CHANCE.random(), back, page) for page in every],
                   raise_error=True)  # fmt: skip
    return time.monotonic() - began


def back(page: Page) -> None:
    try:
        page.connect()
    except (Gone, OSError) as error:
        raise AssertionError("refused when it came back") from error


def answered(people: list[Voter], lately: float) -> float:
    """Seconds that 95 of 100 answers of the last seconds took at most."""
    since = time.monotonic() - lately
    return late(write.ended - write.began for write in told(people) if write.ended >= since)


def calm_again(people: list[Voter], calm: float, began: float) -> float:
    """Seconds since `began` when answers take no more than twice as long as in the calm."""
    while (gone := time.monotonic() - began) < 3 * AS_BEFORE:
        gevent.sleep(1)
        if answered(people, 1) <= 2 * calm:
            return gone
    return gone


if __name__ == "__main__":
    play(main)
