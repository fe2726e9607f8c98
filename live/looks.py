"""Looks: a page that may have missed something asks for everything anew, and is answered in time.

One that asks and asks costs others nothing: all it has asked since the last answer is one question.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import gevent

from live.clients import Client

PACE = 1.0  # seconds between two answers to the same page


class Looks:
    def __init__(self, answer: Callable[[Client], None]) -> None:
        self.answer = answer

    def ask(self, client: Client) -> None:
        """It is answered now, or when its last answer is old enough; never without what is new."""
        if not client.asks:
            client.asks = True
            wait = client.looked + PACE - time.monotonic()
            gevent.spawn_later(max(0.0, wait), self._look, client)

    def _look(self, client: Client) -> None:
        client.asks, client.looked = False, time.monotonic()
        self.answer(client)
