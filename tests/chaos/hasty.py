"""Phones change their minds faster than they are answered, and the server is late by chance.

(spec/quality.md R9.) What each said last stands. Run as a program: its phones need gevent before
anything else.
"""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402
import random  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from bench.room import voting  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.figures import Figures, play  # noqa: E402
from tests.chaos.history import judge  # noqa: E402
from tests.chaos.inside import INSIDE  # noqa: E402
from tests.chaos.phones import come, told  # noqa: E402

LATE = 1000  # milliseconds at most; a busy server would hide the 50 of the promise


def main(folder: Path, phones: int = 20, changes: int = 20) -> Figures:
    os.environ["CHAOS_LATE"] = str(LATE)
    chance = random.Random(9)
    with running(folder, program=INSIDE) as server, voting(server, phones) as room:
        voters = come(room, phones, server.base)
        gevent.joinall([gevent.spawn(voter.comes_back) for voter in voters], raise_error=True)
        minds = [[chance.random() < 0.5 for _ in range(changes)] for _ in voters]
        began = time.monotonic()
        changing = [gevent.spawn(v.hurries, m) for v, m in zip(voters, minds, strict=True)]
        gevent.joinall(changing, raise_error=True)
        took = time.monotonic() - began
        for voter in voters:
            voter.close()
        found = judge(f"sqlite:///{folder / 'floke.sqlite'}", told(voters), room.step,
                      voters[0].item)  # fmt: skip
    return {"changes": phones * changes, "last_stands": phones, **found, "took_s": round(took, 1)}


if __name__ == "__main__":
    play(main)
