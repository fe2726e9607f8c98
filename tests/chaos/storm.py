"""Phones vote through the proxy; then what they were told is held against the database.

Run as a program, since its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import random  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from urllib.parse import urlsplit  # noqa: E402

import gevent  # noqa: E402
from sqlalchemy import text  # noqa: E402

from bench.room import voting  # noqa: E402
from demo.server import running  # noqa: E402
from storage import connect  # noqa: E402
from tests.chaos.phones import Voter, come  # noqa: E402
from tests.chaos.proxy import Proxy, Unkind  # noqa: E402

PHONES, CHANGES = 12, 25
TAKEN = '"ok": true'
UNKIND = Unkind(lost_acks=0.3, doubled=0.2, lost_down=0.01, waits=0.02, cuts=50)


def main(folder: Path) -> None:
    with running(folder) as server, voting(server, PHONES) as room:
        with Proxy(urlsplit(server.base).port or 0, UNKIND) as proxy:
            voters = come(room, PHONES, proxy.base)
            voting_now = [gevent.spawn(votes, voter, n) for n, voter in enumerate(voters)]
            gevent.joinall(voting_now, raise_error=True)
            for voter in voters:
                voter.close()
        judge(f"sqlite:///{folder / 'floke.sqlite'}", voters)
    for what in ("lost_acks", "doubled", "cuts"):
        assert UNKIND.did[what] > 5, f"there was too little to survive: {UNKIND.did}"
    print(f"{PHONES * CHANGES} changes;", dict(UNKIND.did))


def votes(voter: Voter, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(CHANGES):
        voter.change(on=chance.random() < 0.5, twice=chance.random() < 0.2)


def judge(database: str, voters: list[Voter], closed: str = TAKEN) -> None:
    """A register for each voter: what stands is what was said last, and each was done once.

    Each was accepted, or had the answer `closed`, and then never stood.
    """
    voted = {"step": voters[0].step, "item": voters[0].item}
    storage = connect(database)
    with storage.read.connect() as db:
        receipts = db.execute(text("SELECT op_id, count(*) FROM receipt WHERE step_id = :step "
                                   "GROUP BY op_id"), voted).all()  # fmt: skip
        ticks = db.scalar(text("SELECT count(*) FROM tick JOIN ballot ON ballot.id = ballot_id "
                               "WHERE step_id = :step AND item_id = :item"), voted)  # fmt: skip
        if db.dialect.name == "sqlite":
            assert db.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    storage.close()
    said = {change.op_id for voter in voters for change in voter.history}
    assert said <= {op for op, _ in receipts}, "acknowledged, and lost"
    assert all(count == 1 for _, count in receipts), "done twice"
    for voter in voters:
        for change in voter.history:
            assert len(set(change.answers)) == 1, f"two answers to one change: {change.answers}"
            assert TAKEN in change.answers[0] or closed in change.answers[0], change.answers
    taken = [[c.on for c in voter.history if TAKEN in c.answers[0]] for voter in voters]
    stands = sum(changes[-1] for changes in taken)
    assert ticks == stands, f"{ticks} ticks stand, and {stands} were said last"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
