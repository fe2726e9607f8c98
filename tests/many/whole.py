"""A whole seminar, from the plan to the outcome, on two processes that are ended on the way.

Run as a program: its people need gevent before anything else. A second word is another method.
"""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402
import requests  # noqa: E402

from demo.venue import Venue  # noqa: E402
from tests.many.site import Site, site  # noqa: E402

PEOPLE = 8


def main(folder: Path, method: str) -> None:
    with site(folder) as here:
        venue = Venue(folder, base=here.base, link=here.server().link)
        lead = venue.seminar([str(n) for n in range(PEOPLE)], method=method)
        breaking = gevent.spawn(breaks, here)
        lead.through()
        breaking.get()
        page = f"/outcome/{lead.console.token}.json"
        outcomes = {requests.get(worker.base + page, timeout=60).text for worker in here.workers}
        assert len(outcomes) == 1, "the outcome is not the same at both"
        venue.done(lead)
    print("played to the end on two processes")


def breaks(here: Site) -> None:
    """In the middle of it, one is killed, and comes back; then the other is told to stop."""
    first, second = here.workers
    for worker, at_once in ((second, True), (first, False)):
        gevent.sleep(3)
        worker.stop(at_once=at_once)
        worker.start()
        worker.ready()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "ngt")
