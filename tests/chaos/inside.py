"""The server as it is, with a way to see into it: what `running(…, program=INSIDE)` starts.

Told by SIGUSR1 it writes what it holds of open pages to `held.json` beside its data. With
CHAOS_LATE one command in three waits by chance, so many milliseconds at most, before it is taken.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import os  # noqa: E402
import random  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402

INSIDE = Path(__file__)
LATE = int(os.environ.get("CHAOS_LATE", "0")) / 1000
CHANCE = random.Random(9)


def main() -> int:
    sys.path.insert(0, str(INSIDE.parent.parent.parent))
    from commands import run
    from live import house
    from live.writer import Writer

    build, submit = house.build, Writer.submit

    def watched(app: Any, config: Any, storage: Any) -> Any:
        built = build(app, config, storage)
        gevent.signal_handler(signal.SIGUSR1, tell, built, config.data / "held.json")
        return built

    def late(self: Writer, command: Any) -> Any:
        if CHANCE.random() < 1 / 3:
            gevent.sleep(CHANCE.random() * LATE)
        return submit(self, command)

    house.build = watched
    if LATE:
        Writer.submit = late  # type: ignore[method-assign]
    return run()


def tell(built: Any, file: Path) -> None:
    """How many rows each table of open pages has."""
    server = built.socketio.server
    held = {"clients": len(built.clients.by_sid), "sockets": len(server.eio.sockets),
            "environs": len(server.environ),
            "rooms": sum(len(sids) for space in server.manager.rooms.values()
                         for sids in space.values())}  # fmt: skip
    part = file.with_suffix(".part")
    part.write_text(json.dumps(held))
    part.replace(file)


if __name__ == "__main__":
    sys.exit(main())
