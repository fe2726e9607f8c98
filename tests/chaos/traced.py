"""The kernel's own account of it: no vote is acknowledged before an fsync that began after it came.

(spec/quality.md R2.) Run as a program: its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from bench.room import Voting, voting  # noqa: E402
from bench.wire import Wire  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.disk import SYNCS  # noqa: E402
from tests.chaos.figures import Figures, play  # noqa: E402
from tests.chaos.kernel import Call, attached, calls, commands  # noqa: E402

CALLS = "fsync,fdatasync,recvfrom,sendto"


def main(folder: Path, phones: int = 5, each: int = 40) -> Figures:
    with running(folder) as server, voting(server, phones) as room:
        with attached(server.process.pid, CALLS, folder):
            wires = room.scanned(phones)
            for wire in wires:
                wire.connect()
                wire.first.wait(30)
            gevent.joinall([gevent.spawn(votes, wire, room, each) for wire in wires],
                           raise_error=True)  # fmt: skip
        for wire in wires:
            wire.close()
    traced = calls(folder)
    syncs = [call for call in traced if call.name in SYNCS]
    return {"acknowledged": judge(traced, syncs, phones * each), "fsyncs": len(syncs)}


def judge(traced: list[Call], syncs: list[Call], votes: int) -> int:
    """Fails on a vote that was answered too early; how many were answered."""
    came, answered = commands(traced)
    assert len(answered) == votes, f"the trace shows {len(answered)} of {votes} votes"
    for op_id, answer in answered.items():
        since = came[op_id].ended
        assert any(since < sync.began and sync.ended < answer.began for sync in syncs), \
            f"vote {op_id} was answered before it was on disk"  # fmt: skip
    return len(answered)


def votes(phone: Wire, room: Voting, each: int) -> None:
    for turn in range(each):
        phone.do(room.step, "tick", item=room.item, on=turn % 2 == 0).get(timeout=60)


if __name__ == "__main__":
    play(main)
