"""What one running server holds together: database, writer, stage, boards, sockets."""

from __future__ import annotations

import time
from dataclasses import dataclass

import gevent
from flask import Flask, current_app
from flask_socketio import SocketIO

from config import Config
from live.boards import Boards
from live.clients import Clients
from live.fanout import Fanout
from live.health import Health
from live.identity import Identity
from live.limits import Limits
from live.many import Many
from live.packets import Told, use_strict_packets
from live.peers import Peers
from live.rehearsals import Rehearsals
from live.sockets import listen
from live.stage import Stage
from live.websocket import LARGEST, use_whole_websockets
from live.writer import Writer
from storage import Storage

SPREAD = 1000  # milliseconds within which pages come back, each at its own moment
# Seconds until a page is asked whether it is there, and for its answer. That is looked for as often
# as the latter: one that is gone is let go within 30 (spec/quality.md R17).
ASKED, ANSWERED = 12, 9
GOODBYE = 2.0  # seconds they get to go


@dataclass
class House:
    config: Config
    storage: Storage
    writer: Writer
    stage: Stage
    clients: Clients
    boards: Boards
    identity: Identity
    socketio: SocketIO
    limits: Limits
    rehearsals: Rehearsals
    health: Health
    many: Many | None = None  # where several processes serve

    def sign_out(self, account: int) -> None:
        """The account's password was renewed: its open pages are sent off."""
        self.boards.sign_out(account)
        if self.many is not None:
            self.many.peers.tell("signed_out", account)

    def leave(self) -> None:
        """The server stops: pages are asked to come back, and all that has come is answered.

        Nobody new comes in by now. Not at once, so that they do not all knock together where they
        come back. (spec/quality.md R21)
        """
        self.socketio.emit("again", {"within": SPREAD})
        until = time.monotonic() + GOODBYE
        while self.clients.by_sid and time.monotonic() < until:
            gevent.sleep(0.02)
        self.writer.finish()
        if self.many is not None:
            self.many.leave()


def house() -> House:
    """The house of the app that handles this request."""
    found: House = current_app.extensions["floke"]
    return found


def build(app: Flask, config: Config, storage: Storage) -> House:
    """Put the house together over `app`, and listen on its sockets."""
    socketio = SocketIO(
        app, async_mode="gevent", async_handlers=False, cors_allowed_origins=config.origins,
        max_http_buffer_size=LARGEST, ping_interval=ASKED, ping_timeout=ANSWERED,
        manage_session=False, client_manager=Fanout(), serializer=Told,
    )  # fmt: skip
    use_whole_websockets(socketio)
    use_strict_packets(socketio)
    server = socketio.server
    clients = Clients(
        enter=lambda sid, room: server.enter_room(sid, room),
        leave=lambda sid, room: server.leave_room(sid, room),
    )
    identity = Identity(storage, config.key(), secure=config.secure)
    stage = Stage(storage, app.jinja_env, config.address, identity.return_code, clients)
    boards = Boards(stage, clients, socketio)
    rehearsals, limits = Rehearsals(config), Limits()
    many = None
    if config.redis:
        many = Many(Peers(config.redis, config.key()), boards, limits, rehearsals)

    def removed(number: int) -> None:
        boards.close(number)
        gevent.spawn(rehearsals.stop, number)  # the writer waits for nobody

    health = Health(storage, lambda: boards.trouble(health.troubled))
    writer = Writer(storage, boards.touch, removed, health, many.share if many else None)
    listen(socketio, identity, clients, boards, writer)
    boards.start()
    if many is not None:
        many.start()
    made = House(
        config,
        storage,
        writer,
        stage,
        clients,
        boards,
        identity,
        socketio,
        limits,
        rehearsals,
        health,
        many,
    )
    app.extensions["floke"] = made
    return made
