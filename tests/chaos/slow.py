"""Some phones stop reading while the page changes all the time; the others vote on.

(spec/quality.md R17.) Who does not read is let go: while there is more to send than is kept for
one, and also while nothing is sent. Run as a program: its phones need gevent before anything else.
"""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402
import psutil  # noqa: E402

from bench.room import Voting, until, voting  # noqa: E402
from bench.wire import Wire  # noqa: E402
from demo.server import running  # noqa: E402
from tests.chaos.history import judge  # noqa: E402
from tests.chaos.killed import votes, wait_until_all_vote  # noqa: E402
from tests.chaos.phones import come, told  # noqa: E402

VOTERS, SLOW, QUIET = 12, 3, 2
PATIENCE = 120  # seconds; the promise is 30
GROWTH = 20_000_000  # bytes


def main(folder: Path) -> None:
    people = VOTERS + SLOW + QUIET
    with running(folder) as server, voting(server, people) as room:
        process = psutil.Process(server.process.pid)
        voters = come(room, VOTERS, server.base)
        others = [Wire(server.base, room.auth, room.scan()) for _ in range(SLOW + QUIET)]
        for phone in others:
            phone.connect()
            phone.first.wait(30)
        slow, quiet = others[:SLOW], others[SLOW:]
        assert connected(process, others) == len(others)
        done = gevent.event.Event()
        voting_now = [gevent.spawn(votes, voter, n, done) for n, voter in enumerate(voters)]
        held = process.memory_info().rss
        for phone in slow:
            phone.stall()
        turns = changes_until_gone(room, process, slow)
        wait_until_all_vote(voters)
        assert process.memory_info().rss - held < GROWTH
        assert not any(phone.gone for phone in quiet), "who reads is kept"
        done.set()
        gevent.joinall(voting_now, raise_error=True)
        for phone in quiet:
            phone.stall()
        until(lambda: not connected(process, quiet), PATIENCE)
        for voter in voters:
            voter.close()
        judge(f"sqlite:///{folder / 'floke.sqlite'}", told(voters), room.step, voters[0].item)
    print(f"{SLOW + QUIET} that did not read were let go; {turns} changes,",
          f"{len(told(voters))} votes beside them")  # fmt: skip


def changes_until_gone(room: Voting, process: psutil.Process, slow: list[Wire]) -> int:
    """The page changes four times a second; how often, until the slow ones have been let go."""
    turns = 0
    with gevent.Timeout(PATIENCE):
        while connected(process, slow):
            room.console.must("message", room.step, text=f"Beskjed {turns} " + "æøå " * 60)
            gevent.sleep(0.25)
            turns += 1
    return turns


def connected(process: psutil.Process, phones: list[Wire]) -> int:
    """To how many of these phones the server holds a connection."""
    ports = {phone.socket.getsockname()[1] for phone in phones}
    return sum(one.raddr.port in ports for one in process.net_connections("tcp") if one.raddr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
