"""The kernel's own account of it: no vote is acknowledged before an fsync that began after it came.

(spec/quality.md R2.) The phones' frames have a mask of zeros (bench/wire.py), so that the trace
shows them as they were sent. Run as a program: its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import re  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from bench.room import Voting, voting  # noqa: E402
from bench.wire import Wire  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.figures import Figures, play  # noqa: E402
from tests.chaos.kernel import attached  # noqa: E402

CALLS = "fsync,fdatasync,recvfrom,sendto,read,write,sendmsg"
LINE = re.compile(r"^\d+ +(\d+\.\d+) (\w+)\((\d+)(.*)<(\d+\.\d+)>$")


@dataclass
class Trace:
    """Moments in seconds: when votes came and were answered, by socket and number; the fsyncs."""

    came: dict[tuple[str, str], float] = field(default_factory=dict)
    answered: dict[tuple[str, str], float] = field(default_factory=dict)
    syncs: list[tuple[float, float]] = field(default_factory=list)

    def read(self, line: str) -> None:
        found = LINE.match(line)
        if found is None:
            return
        began, call, end, told, lasted = found.groups()
        start = float(began)
        if call in ("fsync", "fdatasync"):
            self.syncs.append((start, start + float(lasted)))
        for number in re.findall(r'42(\d+)\[\\"do\\"', told) if "recv" in call else []:
            self.came[end, number] = start + float(lasted)
        if call in ("sendto", "write", "sendmsg") and (acked := re.search(r"43(\d+)\[", told)):
            self.answered[end, acked.group(1)] = start

    def judge(self, votes: int) -> int:
        both = self.came.keys() & self.answered.keys()
        assert len(both) >= votes, f"the trace shows {len(both)} of {votes} votes"
        for one in both:
            came, answered = self.came[one], self.answered[one]
            assert any(came < begun and over < answered for begun, over in self.syncs), \
                f"vote {one} was answered before it was on disk"  # fmt: skip
        return len(both)


def main(folder: Path, phones: int = 5, each: int = 40) -> Figures:
    file = folder / "trace"
    with running(folder) as server, voting(server, phones) as room:
        words = ("-f", "-s", "400", "-e", f"trace={CALLS}", "-o", str(file))
        with attached(server.process.pid, *words):
            wires = room.scanned(phones)
            for wire in wires:
                wire.connect()
                wire.first.wait(30)
            gevent.joinall([gevent.spawn(votes, wire, room, each) for wire in wires],
                           raise_error=True)  # fmt: skip
        for wire in wires:
            wire.close()
    trace = Trace()
    for line in file.read_text(errors="replace").splitlines():
        trace.read(line)
    return {"answered": trace.judge(phones * each), "fsyncs": len(trace.syncs)}


def votes(phone: Wire, room: Voting, each: int) -> None:
    for turn in range(each):
        phone.do(room.step, "tick", item=room.item, on=turn % 2 == 0).get(timeout=60)


if __name__ == "__main__":
    play(main)
