"""The kernel's own account of it: no vote is acknowledged before an fsync that began after it came.

(spec/quality.md R2.) The phones' frames have a mask of zeros (bench/wire.py), so that the trace
shows them as they were sent. Run as a program: its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import re  # noqa: E402
import sys  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from bench.room import voting  # noqa: E402
from bench.wire import Wire  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.kernel import attached  # noqa: E402

PHONES, EACH = 5, 40
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

    def judge(self, votes: int) -> None:
        both = self.came.keys() & self.answered.keys()
        assert len(both) >= votes, f"the trace shows {len(both)} of {votes} votes"
        for one in both:
            came, answered = self.came[one], self.answered[one]
            assert any(came < begun and over < answered for begun, over in self.syncs), \
                f"vote {one} was answered before it was on disk"  # fmt: skip


def main(folder: Path) -> None:
    file = folder / "trace"
    with running(folder) as server, voting(server, PHONES) as room:
        words = ("-f", "-s", "400", "-e", f"trace={CALLS}", "-o", str(file))
        with attached(server.process.pid, *words):
            cookies = [room.scan() for _ in range(PHONES)]
            item = room.first_choice(cookies[0])
            phones = [Wire(server.base, room.auth, cookie) for cookie in cookies]
            for phone in phones:
                phone.connect()
                phone.first.wait(30)
            gevent.joinall([gevent.spawn(votes, phone, room.step, item) for phone in phones],
                           raise_error=True)  # fmt: skip
        for phone in phones:
            phone.close()
    trace = Trace()
    for line in file.read_text(errors="replace").splitlines():
        trace.read(line)
    trace.judge(PHONES * EACH)
    print(f"{len(trace.answered)} votes answered, each after one of {len(trace.syncs)} fsyncs")


def votes(phone: Wire, step: int, item: int) -> None:
    for turn in range(EACH):
        phone.do(step, "tick", item=item, on=turn % 2 == 0).get(timeout=60)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
