"""The server is told to stop, and started again: how long any page is without it.

`python -m bench.restart --people 100` opens so many pages, which come back by themselves as
web/static/js/wire.js makes them. (spec/quality.md R21)
"""

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import atexit  # noqa: E402
import os  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402
import requests  # noqa: E402

from bench.page import Page  # noqa: E402
from bench.room import until, voting  # noqa: E402
from bench.table import lines  # noqa: E402
from demo.server import RUN, Running, running  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.restart", description=__doc__)
    parser.add_argument("--people", type=int, default=100, help="pages (100)")
    parser.add_argument("--runs", type=int, default=3, help="restarts (3)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(lines({"floke": restarts(Path(folder), given.people, given.runs)})))
    return 0


def restarts(folder: Path, people: int, runs: int) -> list[dict[str, float]]:
    with running(folder) as server, voting(server, people) as room:
        pages = [Page(server.base, room.auth, room.scan()) for _ in range(people)]
        for page in pages:
            page.connect()
        until(lambda: all(page.first.is_set() for page in pages))
        process, found = server.process, []
        for _ in range(runs):
            gevent.sleep(2)
            process, figures = restart(folder, server, process, pages)
            found.append(figures)
        process.terminate()
        process.wait(20)
    return found


def restart(folder: Path, server: Running, process: subprocess.Popen[str],
            pages: list[Page]) -> tuple[subprocess.Popen[str], dict[str, float]]:  # fmt: skip
    """The new process; and seconds: until the old had ended, and that a page was without."""
    began = time.perf_counter()
    for page in pages:
        page.away = 0.0
    process.terminate()
    process.wait(60)
    ended = time.perf_counter()
    process = again(folder, server.base)
    listens = time.perf_counter()
    until(lambda: all(page.away and page.first.is_set() for page in pages))
    away = sorted(page.away for page in pages)
    return process, {
        "exit_s": ended - began, "start_s": listens - ended, "away_p50_s": away[len(away) // 2],
        "away_longest_s": away[-1], "all_current_s": time.perf_counter() - began,
    }  # fmt: skip


def again(folder: Path, base: str) -> subprocess.Popen[str]:
    """The server, started anew on the same data and port; it answers when this returns."""
    port = base.rpartition(":")[2]
    environment = {**os.environ, "FLOKE_DATA": str(folder), "FLOKE_URL": base}
    words = [sys.executable, str(RUN), "serve", "--host", "127.0.0.1", "--port", port]
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, text=True)
    atexit.register(process.kill)  # none is left over when something fails
    last = time.monotonic() + 60
    while time.monotonic() < last:
        try:
            if requests.get(f"{base}/ready", timeout=5).status_code == 200:
                return process
        except requests.RequestException:
            gevent.sleep(0.05)
    raise AssertionError("the server did not come back")


if __name__ == "__main__":
    sys.exit(main())
