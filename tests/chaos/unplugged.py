"""The power goes at fifty moments of a vote; what a disk then holds has every acknowledged vote.

(spec/quality.md R4.) The kernel tells what was written and synced, and when votes came and were
answered; each moment is played on files of its own. That the same account without its fsyncs, or
with answers before them, is found out shows that a loss would be. Run as a program: its phones
need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import random  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Iterable, Iterator  # noqa: E402
from dataclasses import dataclass, replace  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from bench.room import until, voting  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.disk import Disk, recorded  # noqa: E402
from tests.chaos.figures import Figures, play  # noqa: E402
from tests.chaos.history import NEVER, Write, judge  # noqa: E402
from tests.chaos.kernel import Call, attached, calls, commands  # noqa: E402
from tests.chaos.killed import votes  # noqa: E402
from tests.chaos.phones import come, told  # noqa: E402

PHONES, LEAST = 6, 5.0  # seconds of votes, and on until the log is written back once
CUTS, BACK = 50, 10
DATABASE = "floke.sqlite"
CALLS = "pwrite64,pwritev,pwritev2,write,writev,ftruncate,fallocate,fsync,fdatasync,recvfrom,sendto"


@dataclass(frozen=True)
class Day:
    """What the disk was given, and every vote with the moments when it came and was answered."""

    disk: Disk
    votes: list[Write]
    step: int
    item: int

    def cuts(self, chance: random.Random) -> list[float]:
        """When the power goes: just after a write, an fsync or an answer.

        Some of them while the log is written back, which is soon done.
        """
        first = min(vote.began for vote in self.votes)
        every = [put.at for put in self.disk.puts] + [sync.ended for sync in self.disk.syncs] \
            + [vote.ended for vote in self.votes]  # fmt: skip
        back = [put.at for put in self.disk.puts if put.file == DATABASE]
        late = [moment for moment in every if moment >= first]
        return chance.sample(late, CUTS - BACK) + chance.sample(back, BACK)

    def judge(self, moment: float, chance: random.Random | None) -> None:
        """Start from what a disk holds after a cut then; fails if a vote is lost, or the file."""
        so_far = [vote if vote.ended <= moment else replace(vote, ended=NEVER, answers=())
                  for vote in self.votes if vote.began <= moment]  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            for name, data in self.disk.at(moment, chance).items():
                Path(folder, name).write_bytes(data)
            judge(f"sqlite:///{folder}/{DATABASE}", so_far, self.step, self.item)

    def finds_a_loss(self, moments: Iterable[float]) -> bool:
        for moment in moments:
            try:
                self.judge(moment, None)
            except AssertionError:
                return True
        return False


def main(folder: Path) -> Figures:
    day = recorded_day(folder)
    moments = day.cuts(random.Random(4))
    for number, moment in enumerate(moments):
        day.judge(moment, None)
        day.judge(moment, random.Random(number))
    never_synced = replace(day, disk=replace(day.disk, syncs=[]))
    assert never_synced.finds_a_loss(moments), "nobody would see that nothing is synced"
    too_early = replace(day, votes=[replace(vote, ended=vote.began) for vote in day.votes])
    assert too_early.finds_a_loss(moments), "nobody would see an answer before its fsync"
    return {"cuts": CUTS, "acknowledged": len(day.votes), "lost": 0, "writes": len(day.disk.puts),
            "fsyncs": len(day.disk.syncs)}  # fmt: skip


def recorded_day(folder: Path) -> Day:
    with running(folder) as server, voting(server, PHONES) as room:
        voters = come(room, PHONES, server.base)
        with attached(server.process.pid, CALLS, folder):
            before, since = files(folder), time.time()
            done = gevent.event.Event()
            voting_now = [gevent.spawn(votes, v, n, done, 0.05) for n, v in enumerate(voters)]
            gevent.sleep(LEAST)
            written = before[folder.resolve() / DATABASE]
            until(lambda: (folder / DATABASE).read_bytes() != written)
            gevent.sleep(1)
            done.set()
            gevent.joinall(voting_now, raise_error=True)
            for voter in voters:
                voter.close()
            gevent.sleep(1)  # nothing is written any more
        after = files(folder)
    traced = calls(folder)
    disk = recorded(before, since, traced)
    assert disk.whole() == {path.name: data for path, data in after.items()}, \
        "the account is not all that was written"  # fmt: skip
    return Day(disk, list(timed(told(voters), traced)), room.step, voters[0].item)


def files(folder: Path) -> dict[Path, bytes]:
    """The database and its log."""
    found = [folder / DATABASE, folder / f"{DATABASE}-wal"]
    return {path.resolve(): path.read_bytes() for path in found}


def timed(votes: list[Write], traced: list[Call]) -> Iterator[Write]:
    """The votes with the moments of the server's kernel: when each came, and was answered first."""
    came, answered = commands(traced)
    for vote in votes:
        yield replace(vote, began=came[vote.op_id].began, ended=answered[vote.op_id].began)


if __name__ == "__main__":
    play(main)
