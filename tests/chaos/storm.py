"""Phones vote through the proxy; then what they were told is held against the database.

Run as a program, since its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import random  # noqa: E402
from pathlib import Path  # noqa: E402
from urllib.parse import urlsplit  # noqa: E402

import gevent  # noqa: E402

from bench.room import voting  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.figures import Figures, play  # noqa: E402
from tests.chaos.history import judge  # noqa: E402
from tests.chaos.phones import Voter, come, told  # noqa: E402
from tests.chaos.proxy import Proxy, Unkind  # noqa: E402

UNKIND = Unkind(lost_acks=0.3, doubled=0.2, lost_down=0.01, waits=0.02, cuts=50)


def main(folder: Path, phones: int = 12, changes: int = 25) -> Figures:
    with running(folder) as server, voting(server, phones) as room:
        with Proxy(urlsplit(server.base).port or 0, UNKIND) as proxy:
            voters = come(room, phones, proxy.base)
            voting_now = [gevent.spawn(votes, voter, changes, n) for n, voter in enumerate(voters)]
            gevent.joinall(voting_now, raise_error=True)
            for voter in voters:
                voter.close()
        found = judge(f"sqlite:///{folder / 'floke.sqlite'}", told(voters), room.step,
                      voters[0].item)  # fmt: skip
    for what in ("lost_acks", "doubled", "cuts"):
        assert UNKIND.did[what] > 5, f"there was too little to survive: {UNKIND.did}"
    return {"changes": phones * changes, **found, "survived": dict(UNKIND.did)}


def votes(voter: Voter, changes: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(changes):
        voter.change(on=chance.random() < 0.5, twice=chance.random() < 0.2)


if __name__ == "__main__":
    play(main)
