"""An open page that comes back by itself, in the time that web/static/js/wire.js takes."""

from __future__ import annotations

import json
import random
import socket
import time
from contextlib import suppress

import gevent

from bench.wire import BOARD, Gone, Wire

AGAIN = b'42["again",'
FIRST, MOST = 0.4, 1.5  # seconds between attempts, doubled
SPREAD = 0.5  # and each that much more or less


class Page(Wire):
    """`shown` is its boards by name; `away` how many seconds it was without, the last time."""

    away = 0.0
    left = False  # it was closed for good
    since = 0.0  # when it lost the server

    def connect(self) -> None:
        self.shown: dict[str, str] = {}
        super().connect()

    def cut(self) -> None:
        """Its connection ends, and it comes back."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.left = True
        super().close()

    def _take(self, message: bytes) -> None:
        super()._take(message)
        if message.startswith(AGAIN):
            within = json.loads(message[2:])[1]["within"] / 1000
            gevent.spawn_later(random.random() * within, self.cut)
        elif message.startswith(BOARD):
            board = json.loads(message[2:])[1]
            self.shown[board["board"]] = board["html"]
            if self.since:
                self.away, self.since = time.perf_counter() - self.since, 0.0

    def _read(self) -> None:
        super()._read()
        if not self.left:
            self.since = self.since or time.perf_counter()
            self._come_back()

    def _come_back(self) -> None:
        wait = FIRST
        while not self.left:
            gevent.sleep(wait * random.uniform(1 - SPREAD, 1 + SPREAD))
            wait = min(2 * wait, MOST)
            with suppress(Gone, OSError):
                self.gone = False
                self.first.clear()
                self.connect()
                return
