"""A phone's page that only looks, and whether it shows what the server shows."""

from __future__ import annotations

import json

import requests
from gevent.pool import Pool

from bench.room import JOINING, Voting
from bench.wire import Wire


class Page:
    """What stands on it, by the rules of web/static/js/boards.js."""

    def __init__(self, room: Voting, cookie: str) -> None:
        self.room, self.cookie = room, cookie
        self.shown: dict[str, str] = {}
        self.seqs: dict[str, int] = {}

    def open(self) -> None:
        """Fetch the page, and come in by the socket."""
        page = requests.get(f"{self.room.base}/s/{self.room.console.token}", timeout=60,
                            headers={"Cookie": self.cookie})  # fmt: skip
        assert page.status_code == 200, page.status_code
        self.connect()

    def connect(self) -> None:
        """Come in by the socket, as a page does that was cut off; fails if it is refused."""
        self.shown, self.seqs = {}, {}
        self.wire = Wire(self.room.base, self.room.auth, self.cookie)
        self.wire.heard = self._hear
        self.wire.connect()
        assert self.wire.first.wait(60), "no board came"

    def cut(self) -> None:
        """Cut off, if it was open."""
        if self.shown:
            self.wire.close()

    def _hear(self, _name: str, message: bytes) -> None:
        board = json.loads(message[2:])[1]
        name = board["board"]
        if board.get("fresh") or board["seq"] >= self.seqs.get(name, -1):
            self.shown[name], self.seqs[name] = board["html"], board["seq"]


def pages(room: Voting, people: int) -> list[Page]:
    """The pages of so many who have scanned; none is open yet."""
    return list(Pool(JOINING).map(lambda _n: Page(room, room.scan()), range(people)))


def all_same(every: list[Page], fresh: Page) -> bool:
    """Whether all show what `fresh` does; who was let go by a busy server comes back first."""
    for page in [fresh, *every]:
        if page.wire.gone:
            page.connect()
    return all(same(page, fresh) for page in every)


def same(page: Page, fresh: Page) -> bool:
    return all(page.shown.get(name) == fresh.shown.get(name, "") for name in ("phone", "corner"))
