"""A vote on two processes: bad Wi-Fi, one of them killed, and Redis gone; nothing is lost.

(spec/quality.md R20.) Run as a program: its phones need gevent before anything else. A second
word is the number of seconds without Redis.
"""

from gevent import monkey

monkey.patch_all()

import re  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402
from functools import partial  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402
from urllib.parse import urlsplit  # noqa: E402

import gevent  # noqa: E402

from bench.room import voting  # noqa: E402
from demo.browser import Console, Phone  # noqa: E402
from tests.chaos.history import GRACE, judge  # noqa: E402
from tests.chaos.killed import votes, wait_until_all_vote  # noqa: E402
from tests.chaos.phones import Voter, come, told  # noqa: E402
from tests.chaos.proxy import Proxy, Unkind  # noqa: E402
from tests.many.site import Site, Worker, site  # noqa: E402

VOTERS, WATCHERS = 12, 2  # so many watch at each process
UNKIND = Unkind(lost_acks=0.1, doubled=0.2, lost_down=0.01, cuts=60)
AWAY = 8.0  # seconds without Redis


def main(folder: Path, away: float) -> None:
    with site(folder) as here, voting(here.server(), VOTERS) as room:
        day = Day(here, room.console, room.step)
        day.watch()
        with Proxy(urlsplit(here.base).port or 0, UNKIND) as proxy:
            voters, done = come(room, VOTERS, proxy.base), gevent.event.Event()
            voting_now = [gevent.spawn(votes, voter, n, done) for n, voter in enumerate(voters)]
            wait_until_all_vote(voters)
            day.everybody_is_here(voters)
            day.everybody_hears("Ta den tida dere trenger")
            day.loses_a_process(voters)
            day.loses_redis(voters, away)
            done.set()
            gevent.joinall(voting_now, raise_error=True)
            judge(here.url, told(voters), room.step, voters[0].item)
            closed = day.closes(voters)
            judge(here.url, told(voters), room.step, voters[0].item, closed)
            for voter in voters:
                voter.close()
        day.everybody_is_here([])
    for what in ("lost_acks", "doubled", "cuts"):
        assert UNKIND.did[what] > 5, f"there was too little to survive: {UNKIND.did}"
    changes = sum(len(voter.history) for voter in voters)
    print(f"{changes} changes on two processes;", dict(UNKIND.did))


class Day:
    """What happens to the site, and what everybody must see of it."""

    def __init__(self, here: Site, console: Console, step: int) -> None:
        self.here, self.console, self.step = here, console, step
        self.watchers: list[Phone] = []

    def watch(self) -> None:
        """Phones that only look, `WATCHERS` of them or more at each process."""
        for _ in range(40):
            if all(worker.pages() >= WATCHERS for worker in self.here.workers):
                return
            self.watchers.append(Phone(self.here.base, self.console.token).join())
        raise AssertionError("nginx sends everybody to the same process")

    def everybody_is_here(self, voters: list[Voter]) -> None:
        """Both processes count all phones, whichever of them serves the phone."""
        phones = len(self.watchers) + len(voters)
        for worker in self.here.workers:
            eventually(partial(self.tells, worker, phones), f"{phones} at {worker.base}")

    def tells(self, worker: Worker, phones: int) -> bool:
        return self.told(worker) == phones

    def told(self, worker: Worker) -> int:
        """How many are connected, as the console's page has it at this process."""
        page = self.console.http.get(f"{worker.base}/facilitator/{self.console.number}", timeout=30)
        found = re.search(r'id="online">(\d+)', page.text)
        return int(found.group(1)) if found else -1

    def everybody_hears(self, text: str) -> None:
        """What is told by way of one process is on all phones."""
        began = time.monotonic()
        self.console.must("message", self.step, text=text)
        eventually(lambda: all(text in " ".join(p.boards.values()) for p in self.watchers), text)
        print(f"{text}: with everybody after {time.monotonic() - began:.1f} s")

    def loses_a_process(self, voters: list[Voter]) -> None:
        first, second = self.here.workers
        second.stop(at_once=True)
        wait_until_all_vote(voters)
        phones = len(voters) + len(self.watchers)
        eventually(lambda: first.pages() == phones, "all have come to the other")
        second.start()
        second.ready()
        self.everybody_hears("Alt er på plass igjen")

    def loses_redis(self, voters: list[Voter], away: float) -> None:
        self.watch()  # at the process that has come back, too
        self.here.redis.stop()
        wait_until_all_vote(voters)
        self.everybody_hears("Ordet går uten Redis også")
        gevent.sleep(away)
        wait_until_all_vote(voters)
        self.here.redis.start()
        self.everybody_is_here(voters)
        self.everybody_hears("Og med")

    def closes(self, voters: list[Voter]) -> tuple[float, float]:
        """While all change once more: then it is over at both, and all phones show the same.

        When it was asked for, and when nothing more may come.
        """
        racing = [gevent.spawn_later(n / 200, voter.change, not voter.history[-1].value)
                  for n, voter in enumerate(voters)]  # fmt: skip
        gevent.sleep(len(voters) / 400)
        asked = time.monotonic()
        self.console.must("close", self.step)
        closed = asked, time.monotonic() + GRACE
        gevent.joinall(racing, raise_error=True)
        over = f"{self.step} closed"
        eventually(lambda: all(phone.at().endswith(over) for phone in self.watchers), over)
        assert len({phone.boards["phone"] for phone in self.watchers}) == 1
        for worker in self.here.workers:
            page = self.watchers[0].http.get(f"{worker.base}/s/{self.console.token}", timeout=30)
            assert f'{over}"' in page.text
        return closed


def eventually(holds: Callable[[], Any], what: str, patience: float = 60.0) -> None:
    """Wait until it holds: what is late is late, and what never comes fails."""
    with gevent.Timeout(patience, AssertionError(f"never: {what}")):
        while not holds():
            gevent.sleep(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else AWAY)
