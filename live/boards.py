"""Boards: each surface's shared view, rendered once per language and sent whole with its `seq`.

What a command touched is gathered here and sent at most four times a second. A lost message costs
nothing: the next board, or the heartbeat with everybody's `seq`, heals it.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from typing import Any

import gevent
from gevent.event import Event

from live.clients import Client, Clients
from live.own_parts import OwnParts
from live.stage import OwnPart, Stage
from live.together import BREATH
from live.touched import LEADERS, changed

log = logging.getLogger("floke.boards")
PACE = 0.25  # seconds between two sendings of the same seminar
HEARTBEAT = 5.0
CROWD = 1.0  # seconds until those who lead are told that somebody came or went
HALL = ("phone", "corner")  # boards of everybody's
LOOK = 10.0  # seconds between looks at what time alone has changed


class Boards:
    """`touch` what changed; `send_all` what a newcomer needs."""

    def __init__(self, stage: Stage, clients: Clients, socketio: Any) -> None:
        self.stage = stage
        self.own_parts = OwnParts(stage)
        self.clients = clients
        self.socketio = socketio
        self.dirty: dict[int, set[str]] = defaultdict(set)
        self.sent: dict[str, tuple[int, str]] = {}  # room -> `seq` and HTML of what it was sent
        self.wake = Event()
        self.crowds: set[int] = set()  # seminars where somebody came or went

    def start(self) -> None:
        gevent.spawn(self._run)
        gevent.spawn(self._heart)
        gevent.spawn(self._time)

    def touch(self, seminar_id: int, boards: set[str]) -> None:
        self.stage.forget(seminar_id, boards)
        self.dirty[seminar_id] |= boards
        self.wake.set()

    def crowd(self, seminar_id: int) -> None:
        """Somebody came or went: a hall that comes at once is told of once."""
        if seminar_id not in self.crowds:
            self.crowds.add(seminar_id)
            gevent.spawn_later(CROWD, self._crowd, seminar_id)

    def _crowd(self, seminar_id: int) -> None:
        self.crowds.discard(seminar_id)
        self.touch(seminar_id, {"console"})

    def welcome(self, client: Client) -> None:
        """What a newcomer needs. The own parts of all who come at once are made together."""
        part = None
        if client.participant_id is not None:
            part = self.own_parts.of(client.seminar_id, client.participant_id)
        if client.sid in self.clients.by_sid:
            self.send_all(client, part)

    def send_all(self, client: Client, part: OwnPart | None = None) -> None:
        """Every board of the client's surface, and its own part, as they are now."""
        if client.participant_id is not None:
            self._try_own(client, part)
        self._send_surface(client)
        if client.group_id is not None:
            self._send_group(client)

    def trouble(self, troubled: bool) -> None:
        """Nothing can be saved now, or it can again: every console says so."""
        self.clients.troubled = troubled
        for seminar_id in {c.seminar_id for c in self.clients.by_sid.values()}:
            self.touch(seminar_id, {"console"})

    def close(self, seminar_id: int) -> None:
        """The seminar is no more: its open pages are asked to leave, and nothing is sent."""
        self.stage.forget(seminar_id)
        self.dirty.pop(seminar_id, None)
        for client in [c for c in self.clients.by_sid.values() if c.seminar_id == seminar_id]:
            self.clients.remove(client.sid)
            self.socketio.emit("leave", {}, to=client.sid)

    def send_own(self, client: Client, part: OwnPart | None = None) -> None:
        """The person's own part; a changed group or language comes with its boards."""
        assert client.participant_id is not None
        part = part or self.stage.own(client.seminar_id, client.participant_id)
        if part is None:
            self.socketio.emit("leave", {}, to=client.sid)
            return
        spoke = client.language
        if self.clients.regroup(client, part.group_id, part.language):
            self._send_group(client)
        if client.language != spoke:
            self._send_surface(client)
        self.socketio.emit("own", {**part.message(), "seq": part.seq}, to=client.sid)

    def _send_surface(self, client: Client) -> None:
        """The board of the client's surface; and beside it on a phone, the question corner's."""
        corner = ["corner"] if client.participant_id is not None else []
        for name in (client.surface, *corner):
            self._emit(self.stage.board(client.seminar_id, name, client.language), client.sid)

    def _send_group(self, client: Client) -> None:
        if client.group_id is None:
            self.socketio.emit("board", self.stage.no_group(client.seminar_id), to=client.sid)
            return
        board = self.stage.board(client.seminar_id, f"group:{client.group_id}", client.language)
        self._emit(board and {**board, "fresh": True}, client.sid)

    def _emit(self, board: dict[str, Any] | None, to: str) -> None:
        if board is not None:
            self.socketio.emit("board", board, to=to)

    def _run(self) -> None:
        while True:
            self.wake.wait()
            self.wake.clear()
            waiting, self.dirty = self.dirty, defaultdict(set)
            began = time.monotonic()
            for seminar_id, boards in waiting.items():
                try:
                    self.flush(seminar_id, boards)
                except Exception:
                    # One seminar's fault must not still the others' boards.
                    log.exception("boards of seminar %s", seminar_id)
            gevent.sleep(max(0.02, PACE - (time.monotonic() - began)))

    def flush(self, seminar_id: int, boards: set[str]) -> None:
        """Send what is named in `boards` to those who see it now; a helper's is the console's."""
        if "crew" in boards:
            self._send_off(seminar_id)
        for name, language in sorted(self.clients.shown(seminar_id), key=_turn):
            if changed(name, boards):
                self._send_room(seminar_id, name, language)
        meant = [c for c in self.clients.people(seminar_id)
                 if "own:*" in boards or f"own:{c.participant_id}" in boards]  # fmt: skip
        for first in range(0, len(meant), BREATH):
            self._send_owns(seminar_id, meant[first : first + BREATH])
            gevent.sleep(0)

    def _send_off(self, seminar_id: int) -> None:
        """Those who may no longer lead hear nothing more."""
        for client in self.clients.leading(seminar_id):
            if client.sid and not self.stage.holds(client):
                self.send_off(client)

    def sign_out(self, account: int) -> None:
        """The account's password was renewed: its pages that are open here are sent off."""
        for client in self.clients.of_account(account):
            self.send_off(client)

    def send_off(self, client: Client) -> None:
        """This page may no longer be here: it is told so, and hears nothing more."""
        self.clients.send_off(client)
        self.socketio.emit("leave", {}, to=client.sid)

    def _send_owns(self, seminar_id: int, some: list[Client]) -> None:
        ids = [c.participant_id for c in some if c.participant_id is not None]
        parts = self.own_parts.several(seminar_id, ids)
        for client in some:
            if client.participant_id in parts:
                self._try_own(client, parts[client.participant_id])

    def _try_own(self, client: Client, part: OwnPart | None) -> None:
        try:
            self.send_own(client, part)
        except Exception:
            # One person's fault must not keep the others' parts from them.
            log.exception("own part of %s in seminar %s", client.participant_id, client.seminar_id)

    def _send_room(self, seminar_id: int, name: str, language: str) -> None:
        """Send a board to all who see it; a whole hall only what it was not sent last."""
        try:
            board = self.stage.board(seminar_id, name, language)
        except Exception:
            # One bad item cannot take down the wall: the board stays as it was, and is logged.
            log.exception("board %s of seminar %s", name, seminar_id)
            return
        room = self.clients.room(seminar_id, name, language)
        same = board is not None and board["html"] == self.sent.get(room, (0, ""))[1]
        if board is None or (same and name in HALL):
            return
        self.sent[room] = board["seq"], board["html"]
        self.socketio.emit("board", board, to=room)

    def _time(self) -> None:
        while True:
            gevent.sleep(LOOK)
            self.age()

    def age(self) -> None:
        """Some boards change as time passes (half time, the end of the silence): send those."""
        for seminar_id, name, language in list(self.clients.all_shown()):
            try:
                aged = self.stage.aged(seminar_id, name, language)
            except Exception:
                log.exception("board %s of seminar %s", name, seminar_id)
                continue
            if aged:
                self._send_room(seminar_id, name, language)

    def _heart(self) -> None:
        while True:
            gevent.sleep(HEARTBEAT)
            self.beat()

    def beat(self) -> None:
        """Tell every room which `seq` it should have seen; rooms that are empty are forgotten.

        A page that hears nothing takes the line for dead (web/static/js/wire.js): one that has been
        sent nothing since it came is told 0.
        """
        shown = {self.clients.room(*one): one[1] for one in self.clients.all_shown()}
        self.sent = {room: sent for room, sent in self.sent.items() if room in shown}
        for room, name in shown.items():
            seq, _html = self.sent.get(room, (0, ""))
            self.socketio.emit("seq", {name.partition(":")[0]: seq}, to=room)


def _turn(shown: tuple[str, str]) -> tuple[bool, bool, str, str]:
    """Phones before those who lead: a hall waits for nobody's list of steps. The corner last."""
    name, language = shown
    return name in LEADERS, name == "corner", name, language
