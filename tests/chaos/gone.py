"""Many connect, some are refused and some come half-way, and all leave; nothing is held of them.

(spec/quality.md R22.) Run as a program: its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import signal  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from urllib.parse import urlsplit  # noqa: E402

import gevent  # noqa: E402
import psutil  # noqa: E402

from bench.room import Voting, until, voting  # noqa: E402
from bench.wire import Wire  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.figures import Figures, play, say  # noqa: E402
from tests.chaos.inside import INSIDE  # noqa: E402

FEW = 5  # files that may be open or not, the database's
HALF = b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\n"


def main(folder: Path, turns: int = 3, phones: int = 40, refused: int = 10,
         half: int = 5) -> Figures:  # fmt: skip
    with running(folder, program=INSIDE) as server, voting(server, phones) as room:
        process = psutil.Process(server.process.pid)
        cookies = [phone.cookie for phone in room.scanned(phones)]
        began, files, memory = held(process, folder), process.num_fds(), []
        for _ in range(turns):
            comes_and_goes(room, cookies, refused, half)
            until(lambda: held(process, folder) == began
                  and process.num_fds() <= files + FEW, 60)  # fmt: skip
            memory.append(process.memory_info().rss)
            say(f"{len(memory)} of {turns}: {memory[-1] // 1_000_000} MB")
        left = process.num_fds()
    warm = memory[1]  # the first turn fills what is kept for all
    return {"turns": turns, "pages": phones, "refused": refused, "half_open": half,
            "held": began, "files": [files, left], "mb_held": [m // 1_000_000 for m in memory],
            "goals": {"at most a tenth more memory than after the second turn":
                      memory[-1] <= 1.1 * warm}}  # fmt: skip


def held(server: psutil.Process, folder: Path) -> dict[str, int]:
    """What the server's tables of open pages hold."""
    file = folder / "held.json"
    file.unlink(missing_ok=True)
    server.send_signal(signal.SIGUSR1)
    until(file.exists, 30)
    told: dict[str, int] = json.loads(file.read_text())
    return told


def comes_and_goes(room: Voting, cookies: list[str], refused: int, half: int) -> None:
    strangers = [Wire(room.base, {**room.auth, "key": f"unknown-{n}"}) for n in range(refused)]
    people = [Wire(room.base, room.auth, cookie) for cookie in cookies]
    gevent.joinall([gevent.spawn(wire.connect) for wire in people + strangers], raise_error=True)
    place = urlsplit(room.base)
    begun = [gevent.socket.create_connection((place.hostname, place.port)) for _ in range(half)]
    for end in begun:
        end.sendall(HALF)
    late = time.monotonic() + 60
    for wire in people:
        assert wire.first.wait(max(0, late - time.monotonic())), "no board came"
    for end in [*people, *strangers, *begun]:
        end.close()


if __name__ == "__main__":
    play(main)
