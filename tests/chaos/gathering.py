"""Phones come while things change, again and again, and some have slept.

(spec/quality.md R6, R14.) In the end every page shows what the server shows, and whoever voted
while the step was closed is counted or was told so. Run as a program: its phones need gevent
before anything else.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import random  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from bench.room import Voting, until, voting  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.figures import Figures, play, rounded, say  # noqa: E402
from tests.chaos.history import GRACE, judge  # noqa: E402
from tests.chaos.killed import votes  # noqa: E402
from tests.chaos.page import Page, all_same, pages  # noqa: E402
from tests.chaos.phones import Voter, come, told  # noqa: E402

CHANCE = random.Random(6)
WITHIN = 3.0  # seconds in which all come
CURRENT = 2.0  # seconds after the last change
RATE = 200  # changes a second that the promise asks for
SLEEPING = 5


def main(folder: Path, phones: int = 40, times: int = 1, messages: int = 25,
         voters: int = 8) -> Figures:  # fmt: skip
    with running(folder) as server, voting(server, phones + voters + 1) as room:
        people = come(room, voters, server.base)
        fresh, *every = pages(room, phones + 1)
        asleep, silent = every[:SLEEPING], every[SLEEPING : 2 * SLEEPING]
        gevent.joinall([gevent.spawn(p.open) for p in [fresh, *asleep, *silent]], raise_error=True)
        for page in asleep:
            page.cut()
        for page in silent:
            page.wire.stall()
        done = gevent.event.Event()
        voting_now = [gevent.spawn(votes, voter, n, done) for n, voter in enumerate(people)]
        coming = every[2 * SLEEPING :]
        turns = []
        for number in range(times):
            turns.append(join_while_it_changes(room, coming, fresh, people, messages))
            say(f"{number + 1} of {times}: all current after {turns[-1][0]:.1f} s")
        closed = closes(room)
        gevent.sleep(1)  # some vote still
        done.set()
        gevent.joinall(voting_now, raise_error=True)
        for voter in people:
            voter.close()
        found = judge(f"sqlite:///{folder / 'floke.sqlite'}", told(people), room.step,
                      people[0].item, closed)  # fmt: skip
        wake(asleep, silent, room, people[0].item)
        fresh.cut()
        fresh.open()
        until(lambda: all_same(every, fresh), 120)
        for page in [*every, fresh]:
            page.cut()
    current, rates = zip(*turns, strict=True)
    return {"pages": phones, "times": times, **found, "current_after_s": rounded(current),
            "changes_a_second": rounded(rates),
            "goals": {f"all current within {CURRENT:.0f} s of the last change":
                      max(current) <= CURRENT,
                      f"{RATE} changes a second while they come": min(rates) >= RATE}}  # fmt: skip


def join_while_it_changes(room: Voting, coming: list[Page], fresh: Page, people: list[Voter],
                          messages: int) -> tuple[float, float]:  # fmt: skip
    """All come, as for the first time, while people vote and what all see changes.

    Seconds from the last change until all show what is, and changes a second until then.
    """
    for page in coming:
        page.cut()
    counted, began = len(told(people)), time.monotonic()
    joining = [gevent.spawn_later(CHANCE.random() * WITHIN, page.open) for page in coming]
    turn, last = 0, began
    while turn < messages or not all(joined.ready() for joined in joining):
        turn, last = turn + 1, time.monotonic()
        room.console.must("message", room.step, text=f"Beskjed {turn}.")
        gevent.sleep(0.05)
    gevent.joinall(joining, raise_error=True)
    changes, now = len(told(people)) - counted + turn, time.monotonic()
    until(lambda: all_same(coming, fresh)
          and f"Beskjed {turn}." in fresh.shown["phone"], 120)  # fmt: skip
    return time.monotonic() - last, changes / (now - began)


def closes(room: Voting) -> tuple[float, float]:
    """When the closing was asked for, and when nothing more may come."""
    asked = time.monotonic()
    room.console.must("close", room.step)
    closed = asked, time.monotonic() + GRACE
    room.console.must("message", room.step, text="Takk for i dag")
    return closed


def wake(asleep: list[Page], silent: list[Page], room: Voting, item: int) -> None:
    """Who has slept votes as the page had it: in words, that was too late."""
    for page in asleep:
        page.open()
    for page in silent:
        page.wire.reader = gevent.spawn(page.wire._read)
    gevent.sleep(0.5)  # who was silent too long hears that it was let go
    for page in asleep + silent:
        if page.wire.gone:
            page.connect()
        said = page.wire.do(room.step, "tick", item=item, on=True).get(timeout=60)
        (answer,) = json.loads(b"[" + said)
        assert answer["code"] == "closed" and answer["sentence"], answer


if __name__ == "__main__":
    play(main)
