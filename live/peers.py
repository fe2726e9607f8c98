"""The other processes on the same database, over Redis: short messages that may be lost.

Nothing that counts travels here: what happened is in the database, and who hears of it late reads
it there (live/many.py). So nobody waits for Redis, and what cannot be told is forgotten.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

import gevent
from gevent.event import Event

log = logging.getLogger("floke.peers")
GATHER = 0.005  # seconds to let more messages gather behind the first
AGAIN = 1.0  # seconds between tries while Redis is away
SILENCE = 15.0  # seconds without a message, our own heartbeat too: the line is dead
MOST = 10_000  # messages that wait; they would be forgotten anyway


class Peers:
    """`tell` all others, whose `hears[kind](peer, *given)` is called; `up` while Redis is there."""

    def __init__(self, address: str, key: str) -> None:
        """`address` is Redis'; processes with another `key` are others' and are not heard."""
        import redis  # only with .[many]
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        self.redis: Any = redis.Redis.from_url(
            address, socket_timeout=SILENCE, socket_connect_timeout=2, retry=Retry(NoBackoff(), 0)
        )
        self.gone = (redis.RedisError, OSError)
        self.channel = f"floke:{hashlib.sha256(f'peers:{key}'.encode()).hexdigest()[:32]}"
        self.me = secrets.token_hex(8)
        self.up = False
        self.hears: dict[str, Callable[..., None]] = {}
        self.waiting: list[tuple[Any, ...]] = []
        self.wake = Event()

    def start(self, back: Callable[[], None]) -> None:
        """Listen and speak from now on; `back` is called whenever Redis is found anew."""
        gevent.spawn(self._listen, back)
        gevent.spawn(self._speak)

    def tell(self, kind: str, *given: Any) -> None:
        if len(self.waiting) < MOST:
            self.waiting.append((kind, *given))
        self.wake.set()

    def say_now(self) -> None:
        """What waits goes out, or is forgotten."""
        told, self.waiting = self.waiting, []
        try:
            self.redis.publish(self.channel, json.dumps([self.me, told]))
        except self.gone:
            log.debug("%s messages forgotten", len(told))

    def _speak(self) -> None:
        while True:
            self.wake.wait()
            gevent.sleep(GATHER)
            self.wake.clear()
            self.say_now()

    def _listen(self, back: Callable[[], None]) -> None:
        while True:
            try:
                with self.redis.pubsub(ignore_subscribe_messages=True) as line:
                    line.subscribe(self.channel)
                    line.get_message(timeout=SILENCE)  # that we are on the list
                    self._turn(True)
                    back()
                    while (message := line.get_message(timeout=SILENCE)) is not None:
                        self._hear(message["data"])
            except self.gone:
                pass
            self._turn(False)
            gevent.sleep(AGAIN)

    def _turn(self, up: bool) -> None:
        if up != self.up:
            log.warning("Redis is there" if up else "Redis is away: the others' changes are read "
                        "from the database until it is back")  # fmt: skip
        self.up = up

    def _hear(self, data: bytes) -> None:
        peer, told = json.loads(data)
        for kind, *given in told if peer != self.me else []:
            try:
                self.hears[kind](peer, *given)
            except Exception:
                log.exception("not understood: %s", kind)  # perhaps another version's
