"""The sockets: who connects, what they may hear, and the two events they may send.

The identity is read from the cookie at connect and checked again by the engine for each command.
Rooms are chosen here from that identity, never by a client.
"""

from __future__ import annotations

from typing import Any

import gevent
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError

from live.boards import Boards
from live.clients import Client, Clients
from live.identity import Identity
from live.writer import Writer
from methods.command import Command, whole
from methods.refusal import Refused
from translations import LANGUAGES, N_, use


def listen(socketio: SocketIO, identity: Identity, clients: Clients, boards: Boards,
           writer: Writer) -> None:  # fmt: skip
    """Register the wire's events on `socketio`."""

    # On the server itself: Flask's context for each event would cost as much as half a vote.
    on = socketio.server.on

    @on("connect")
    def connect(sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        client = identity.client(sid, environ, auth if isinstance(auth, dict) else {})
        if client is None:
            raise ConnectionRefusedError("unknown")
        clients.add(client)
        gevent.spawn(boards.welcome, client)  # a hall that comes at once is welcomed together
        if client.surface != "screen":
            boards.crowd(client.seminar_id)  # the console tells who is here

    @on("disconnect")
    def disconnect(sid: str, *_: Any) -> None:
        client = clients.remove(sid)
        if client is not None and client.surface != "screen":
            boards.crowd(client.seminar_id)

    @on("look")
    def look(sid: str, *_: Any) -> None:
        client = clients.by_sid.get(sid)
        if client is not None:
            boards.send_all(client)

    @on("do")
    def do(sid: str, message: Any = None) -> dict[str, Any]:
        client = clients.by_sid.get(sid)
        if client is None:
            return _answer(Refused("not_joined", N_("Join the seminar first, then try again.")))
        command = _command(client, message)
        if isinstance(command, Refused):
            return _answer(command, client.language)
        answer = writer.submit(command)
        if answer.pop("retry", False):
            return {**answer, "code": "busy"}
        if client.participant_id is not None and not (answer["ok"] and _brief(message)):
            part = boards.own_parts.of(client.seminar_id, client.participant_id)
            if part is not None:
                boards.send_own(client, part)
                return {**answer, "own": part.data}
        return answer

    @on("*")
    def unknown(_event: str, sid: str, *_: Any) -> dict[str, Any]:
        client = clients.by_sid.get(sid)
        refusal = Refused("unknown_event", N_("The server does not know that message."))
        return _answer(refusal, client.language if client else "nb")


def _command(client: Client, message: Any) -> Command | Refused:
    """What was sent, as a command; a refusal if it has not the shape of one."""
    if isinstance(message, dict):
        op_id, name, args = message.get("op_id"), message.get("command"), message.get("args", {})
        step = message.get("step")
        if (
            isinstance(op_id, str) and 8 <= len(op_id) <= 64
            and isinstance(name, str) and isinstance(args, dict)
            and (step is None or whole(str(step)) is not None)
        ):  # fmt: skip
            return Command(client.actor, name, None if step is None else whole(str(step)), args,
                           op_id)  # fmt: skip
    return Refused("bad_message", N_("The server could not read that message."))


def _brief(message: Any) -> bool:
    """Whether the phone knows by itself what follows for it if this is done (own.js, a tick)."""
    return isinstance(message, dict) and message.get("brief") is True


def _answer(refusal: Refused, language: str = "nb") -> dict[str, Any]:
    with use(language if language in LANGUAGES else "nb"):
        return refusal.answer()
