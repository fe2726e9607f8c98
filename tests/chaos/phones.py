"""A phone that votes as ours do: each change has a number, and is sent until it is acknowledged."""

from __future__ import annotations

import json
import os
import time

import gevent
from gevent.lock import RLock
from gevent.pool import Pool

from bench.room import JOINING, Voting
from bench.wire import Gone, Wire
from tests.chaos.history import Write

AGAIN, LONGEST = (
    1.0,
    8.0,
)  # seconds without an answer until it is sent again: each time twice as long
WELCOME = 10.0  # seconds without a board until it connects anew


class Voter:
    """`change` sets or takes away one tick; it returns when it has been acknowledged."""

    def __init__(self, way: str, room: Voting, cookie: str, item: int) -> None:
        """`way` is the proxy's address, or the server's own."""
        self.way, self.base, self.auth, self.cookie = way, room.base, room.auth, cookie
        self.step, self.item, self.me = room.step, item, room.who(cookie)
        self.wire: Wire | None = None
        self.coming = RLock()
        self.history: list[Write] = []

    def change(self, on: bool, twice: bool = False) -> None:
        """`twice`: it is sent once more after its answer, as by a phone that missed it."""
        op_id, began = os.urandom(8).hex(), time.monotonic()
        answers, ended = [self._until_answered(op_id, on)], time.monotonic()
        if twice:
            answers.append(self._until_answered(op_id, on))
        self.history.append(Write(self.me, on, op_id, began, ended, tuple(answers)))

    def hurries(self, values: list[bool]) -> None:
        """One change upon the other, with no wait for answers: they are done in that order."""
        waiting = [(on, os.urandom(8).hex(), time.monotonic()) for on in values]
        while waiting:  # who is let go by a busy server says the rest again, in order
            try:
                wire = self.comes_back()
                sent = [wire.emit("do", self._told(op_id, on)) for on, op_id, _began in waiting]
                for answer in sent:
                    said = _said(answer.get(timeout=120))
                    on, op_id, began = waiting.pop(0)
                    self.history.append(Write(self.me, on, op_id, began, began, (said,)))
            except (Gone, OSError):
                continue

    def close(self) -> None:
        if self.wire is not None:
            self.wire.close()

    def _until_answered(self, op_id: str, on: bool) -> str:
        wait = AGAIN
        while True:
            try:
                answer = self.comes_back().emit("do", self._told(op_id, on)).get(timeout=wait)
            except (Gone, OSError):
                continue
            except gevent.Timeout:
                wait = min(2 * wait, LONGEST)
                continue
            if '"code": "busy"' not in (said := _said(answer)):
                return said

    def _told(self, op_id: str, on: bool) -> dict[str, object]:
        return {"op_id": op_id, "step": self.step, "command": "tick",
                "args": {"item": self.item, "on": on}}  # fmt: skip

    def comes_back(self) -> Wire:
        """Connected, and with its board: at once if it is, else as soon as the server lets it."""
        with self.coming:
            while self.wire is None or self.wire.gone:
                wire = Wire(self.way, self.auth, self.cookie, self.base)
                try:
                    wire.connect()
                    if wire.first.wait(WELCOME):
                        self.wire = wire
                        break
                    wire.close()
                except (Gone, OSError):
                    gevent.sleep(0.1)
            return self.wire


def _said(answer: bytes) -> str:
    """An answer without the voter's own part, which is as it is by now."""
    found = json.loads(b"[" + answer)[0]
    return json.dumps({k: v for k, v in found.items() if k != "own"}, sort_keys=True)


def come(room: Voting, people: int, way: str) -> list[Voter]:
    """So many have scanned, and vote on the first problem through the address `way`."""
    cookies: list[str] = Pool(JOINING).map(lambda _n: room.scan(), range(people))
    item = room.first_choice(cookies[0])
    voters = Pool(JOINING).map(lambda cookie: Voter(way, room, cookie, item), cookies)
    return list(voters)


def told(voters: list[Voter]) -> list[Write]:
    """Everything that they said, and were told."""
    return [write for voter in voters for write in voter.history]
