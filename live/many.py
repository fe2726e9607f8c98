"""What several processes on one PostgreSQL tell each other, and how one catches up by itself.

Each serves its own sockets and renders its own boards. After a commit it tells which boards were
touched and with what `seq`; who hears it touches them too. The seminar's `seq` in the database
says whether anything was missed: then everything of it is made anew. (spec/quality.md R20)
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import gevent
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from live.boards import Boards
from live.clients import Client
from live.limits import Limits
from live.peers import Peers
from live.rehearsals import Rehearsals
from methods.engine import Done
from models import Seminar

log = logging.getLogger("floke.many")
HEARTBEAT = 5.0  # seconds between two looks at `seq`, and between two tellings of who is here
ALONE = 2.0  # the same, while Redis is away
ON_ITS_WAY = 1.0  # seconds until what is in the database must have been heard
LOST = 15.0  # seconds after which a silent process is no more
EVERYTHING = {"crew", "console", "helper", "screen", "phone", "corner", "group:*", "own:*"}


@dataclass(repr=False)  # it would tell the secret
class Many:
    """This process among the others on its database."""

    peers: Peers
    boards: Boards
    limits: Limits
    rehearsals: Rehearsals
    known: dict[int, int] = field(default_factory=dict)  # seminar -> the `seq` we are sure of
    heard: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # and after it
    alive: dict[str, float] = field(default_factory=dict)  # peer -> when it was last heard
    moving: set[int] = field(default_factory=set)  # seminars whose pages are about to be told

    def __post_init__(self) -> None:
        self.peers.hears.update(
            changed=self._changed, removed=self._removed, here=self._here, hello=self._hello,
            beats=self._beats, left=self._left, signed_out=self._signed_out, failed=self._failed,
            joined=self._joined, tempo=self._tempo,
        )  # fmt: skip
        self.boards.clients.moved = self._moved
        self.limits.tell = self.rehearsals.tell_others = self.peers.tell

    def start(self) -> None:
        self.peers.start(self.back)
        gevent.spawn(self._always)

    def share(self, done: Done) -> None:
        """Tell the others what a command of ours led to, now that it is on disk."""
        if done.touched:
            self.heard[done.seminar_id].add(done.seq)
            self.peers.tell("changed", done.seminar_id, sorted(done.touched), done.seq)
        for number in done.removed:
            self.peers.tell("removed", number)

    def leave(self) -> None:
        """This process ends: its pages are no longer here."""
        self.peers.tell("left")
        self.peers.say_now()

    # --- heard from another -----------------------------------------------------------------------

    def _changed(self, _peer: str, number: int, boards: list[str], seq: int) -> None:
        self.heard[number].add(seq)
        self.boards.touch(number, set(boards))

    def _removed(self, _peer: str, number: int) -> None:
        self.boards.close(number)
        gevent.spawn(self.rehearsals.stop, number)

    def _here(self, peer: str, number: int, pages: list[list[Any]]) -> None:
        """These pages of the seminar are open over there."""
        self.alive[peer] = time.monotonic()
        there = [Client("", surface, number, "", *ids) for surface, *ids in pages]
        before = self.boards.clients.elsewhere[peer]
        if before.pop(number, []) != there:
            self.boards.touch(number, {"console"})
        if there:
            before[number] = there

    def _beats(self, peer: str) -> None:
        self.alive[peer] = time.monotonic()

    def _hello(self, peer: str) -> None:
        """It is new, or was without Redis: it is told who is here."""
        self._beats(peer)
        self.tell_pages()

    def _left(self, peer: str) -> None:
        self.alive.pop(peer, None)
        for number in self.boards.clients.elsewhere.pop(peer, {}):
            self.boards.touch(number, {"console"})

    def _signed_out(self, _peer: str, account: int) -> None:
        self.boards.sign_out(account)

    def _failed(self, _peer: str, whose: str) -> None:
        self.limits.count(whose)

    def _joined(self, _peer: str, address: str) -> None:
        self.limits.remember(address)

    def _tempo(self, _peer: str, number: int, tempo: str) -> None:
        self.rehearsals.pace_ours(number, tempo)

    # --- who is here ------------------------------------------------------------------------------

    def forget_the_lost(self) -> None:
        for peer in [p for p, at in self.alive.items() if at < time.monotonic() - LOST]:
            self._left(peer)

    def _moved(self, number: int) -> None:
        """Somebody came or went. Told a moment later, with all who do so at the same time."""
        if number not in self.moving:
            self.moving.add(number)
            gevent.spawn_later(0.25, self.tell_pages_of, number)

    def tell_pages_of(self, number: int) -> None:
        self.moving.discard(number)
        pages = [[c.surface, c.participant_id, c.facilitator_id, c.helper_id]
                 for c in list(self.boards.clients.by_sid.values())
                 if c.seminar_id == number and c.surface != "screen"]  # fmt: skip
        self.peers.tell("here", number, pages)

    def tell_pages(self) -> None:
        for number in {c.seminar_id for c in list(self.boards.clients.by_sid.values())}:
            self.tell_pages_of(number)

    # --- what was missed --------------------------------------------------------------------------

    def back(self) -> None:
        """Redis is there, for the first time or again: others may have changed much."""
        self.alive = dict.fromkeys(self.alive, time.monotonic())  # nobody could be heard
        self.peers.tell("hello")
        self.tell_pages()
        gevent.spawn(self._try_catch_up)

    def _always(self) -> None:
        while True:
            gevent.sleep(HEARTBEAT if self.peers.up else ALONE)
            if self.peers.up:
                self.peers.tell("beats")
                self.forget_the_lost()
            self._try_catch_up(ON_ITS_WAY if self.peers.up else 0)

    def _try_catch_up(self, wait: float = 0) -> None:
        try:
            self.catch_up(wait)
        except SQLAlchemyError as error:
            log.error("cannot catch up: %s", type(error).__name__)
        except Exception:
            log.exception("cannot catch up")  # one bad look must not be the last

    def catch_up(self, wait: float = 0) -> None:
        """Make anew what changed without our hearing of it; it has `wait` seconds to be heard."""
        shown = {c.seminar_id for c in list(self.boards.clients.by_sid.values())}
        shown |= {number for number, *_ in list(self.boards.stage.cache)}
        with self.boards.stage.storage.reading() as db:
            rows = db.execute(select(Seminar.id, Seminar.seq).where(Seminar.id.in_(shown)))
            seqs: dict[int, int] = {number: seq for number, seq in rows}
        gevent.sleep(wait)
        for number in shown:
            if number not in seqs:
                self._removed("", number)
            elif self._missed(number, seqs[number]):
                self.boards.touch(number, EVERYTHING)
            elif not wait:
                self.boards.touch(number, {"crew"})  # a password may have been renewed
        self.known = {number: seqs[number] for number in shown if number in seqs}
        for number in set(self.heard) - shown:
            del self.heard[number]

    def _missed(self, number: int, seq: int) -> bool:
        """Whether any change up to `seq` was not heard of."""
        heard, known = self.heard[number], self.known.get(number)
        self.heard[number] = {later for later in heard if later > seq}
        return known is None or not set(range(known + 1, seq + 1)) <= heard
