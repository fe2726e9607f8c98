"""A phone that votes as ours do: each change has a number, and is sent until it is acknowledged."""

from __future__ import annotations

import json
import os
import time

import gevent

from bench.room import Voting
from bench.wire import Gone, Wire
from tests.chaos.history import Write

AGAIN = 1.0  # seconds without an answer until it is sent again


class Voter:
    """`change` sets or takes away one tick; it returns when it has been acknowledged."""

    def __init__(self, way: str, room: Voting, cookie: str, item: int) -> None:
        """`way` is the proxy's address, or the server's own."""
        self.way, self.base, self.auth, self.cookie = way, room.base, room.auth, cookie
        self.step, self.item, self.me = room.step, item, room.who(cookie)
        self.wire: Wire | None = None
        self.history: list[Write] = []

    def change(self, on: bool, twice: bool = False) -> None:
        """`twice`: it is sent once more after its answer, as by a phone that missed it."""
        op_id, began = os.urandom(8).hex(), time.monotonic()
        answers, ended = [self._until_answered(op_id, on)], time.monotonic()
        if twice:
            answers.append(self._until_answered(op_id, on))
        self.history.append(Write(self.me, on, op_id, began, ended, tuple(answers)))

    def close(self) -> None:
        if self.wire is not None:
            self.wire.close()

    def _until_answered(self, op_id: str, on: bool) -> str:
        told = {"op_id": op_id, "step": self.step, "command": "tick",
                "args": {"item": self.item, "on": on}}  # fmt: skip
        while True:
            try:
                answer: bytes = self._connected().emit("do", told).get(timeout=AGAIN)
            except (Gone, OSError, gevent.Timeout):
                continue
            found = json.loads(b"[" + answer)[0]
            if found.get("code") != "busy":
                return json.dumps({k: v for k, v in found.items() if k != "own"}, sort_keys=True)

    def _connected(self) -> Wire:
        while self.wire is None or self.wire.gone:
            wire = Wire(self.way, self.auth, self.cookie, self.base)
            try:
                wire.connect()
                if wire.first.wait(5):
                    self.wire = wire
                    break
                wire.close()
            except (Gone, OSError):
                gevent.sleep(0.1)
        assert self.wire is not None
        return self.wire


def come(room: Voting, people: int, way: str) -> list[Voter]:
    """So many have scanned, and vote on the first problem through the address `way`."""
    cookies = [room.scan() for _ in range(people)]
    item = room.first_choice(cookies[0])
    return [Voter(way, room, cookie, item) for cookie in cookies]


def told(voters: list[Voter]) -> list[Write]:
    """Everything that they said, and were told."""
    return [write for voter in voters for write in voter.history]
