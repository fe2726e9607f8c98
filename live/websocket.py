"""WebSockets under gevent (RFC 6455), as little as engineio needs of them.

No message is torn: everything is sent, or the connection is closed. (simple-websocket 1.1.0 ignores
how much `send` took, miguelgrinberg/simple-websocket#45, and has two greenlets read each phone.)
What waits for a phone that reads slower than boards come is bounded here and in live/fanout.py,
and one that answers no ping in time is let go by engineio. Frames over the limit are refused before
they are read, what comes quicker than it can be done waits with its sender, and compression is not
offered: it would be done once a phone.
"""

from __future__ import annotations

import time
from base64 import b64encode
from contextlib import suppress
from hashlib import sha1
from typing import Any

import gevent
from engineio.packet import Packet
from flask_socketio import SocketIO

from live.whole_sends import WholeSends

LARGEST = 100_000  # bytes in one message from a phone
WAITING = 100  # messages that may wait for one phone: its boards, and answers to what it asked
QUICK = 400  # messages that are taken from one phone as quickly as they come
STEADY = 100.0  # messages a second that are taken after that: many more than fingers can make

MORE, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10  # §5.2
CONTROL = 8
NORMAL, UNREADABLE, NO_TEXT, TOO_LARGE = 1000, 1002, 1007, 1009  # §7.4.1
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # §1.3
ACCEPTED = (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: %b\r\n\r\n")  # fmt: skip


class Broken(Exception):
    """There is no more to read, for this reason."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class WebSocket:
    """One connection as engineio opens it: `wait` for the next message, and `send` whole ones.

    A greenlet a phone reads from the buffer that pywsgi has over its socket; nothing else is held.
    """

    def __init__(self, handler: Any, _server: Any) -> None:
        self.handler = handler
        self.connected = False
        self.turn = 0.0  # when the next frame may be read

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
        if not key or environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13":
            start_response("400 Bad Request", [("Sec-WebSocket-Version", "13")])
            return []
        self.reader = environ["wsgi.input"]  # of an upgrade pywsgi gives the socket's own
        self.sock = WholeSends(self.reader.raw._sock)
        self.sock.settimeout(None)  # engineio's pings find out who is gone
        self.sock.send(ACCEPTED % b64encode(sha1(key.encode() + GUID).digest()))
        self.connected = True
        self.handler.__self__.wire = self  # engineio's socket, whose handler this is
        return self.handler(self)

    def wait(self) -> str | bytes | None:
        """The next whole message; None when there will be no more."""
        try:
            return self._message() if self.connected else None
        except Broken as broken:
            self.close(broken.code)
        except (OSError, ValueError):  # it is gone, or closed on our side
            self.close()
        return None

    def send(self, message: str | bytes) -> None:
        """Send a message as one frame, when it is its turn."""
        if not self.connected:
            raise OSError("the connection is closed")
        self.sock.send(framed(message))

    def at_once(self, frame: bytes) -> bool:
        """Send a frame without waiting; False if it has to wait its turn."""
        return self.connected and self.sock.at_once(frame)

    def close(self, code: int = NORMAL) -> None:
        """Say farewell, if there is still somebody to say it to, and read no more."""
        if not self.connected:
            return
        self.connected = False
        with suppress(OSError):
            self.sock.send(_frame(CLOSE, code.to_bytes(2, "big")))
        self.sock.hang_up()

    def _message(self) -> str | bytes:
        whole, kind = b"", 0
        while True:
            self._give_way()
            last, opcode, payload = self._next(LARGEST - len(whole))
            if opcode == CLOSE:
                raise Broken(NORMAL)
            if opcode == PING:
                self.sock.send(_frame(PONG, payload))
            elif opcode in (TEXT, BINARY) and not kind or opcode == MORE and kind:
                whole, kind = whole + payload, kind or opcode
                if last:
                    return _text(whole) if kind == TEXT else whole
            elif opcode != PONG:
                raise Broken(UNREADABLE)

    def _give_way(self) -> None:
        """Let everybody else have a turn.

        One that says more than anybody can press is not refused: it is heard at a steady pace.
        """
        now = time.monotonic()
        self.turn = max(self.turn + 1 / STEADY, now - QUICK / STEADY)
        gevent.sleep(max(0.0, self.turn - now))

    def _next(self, most: int) -> tuple[bool, int, bytes]:
        """The next frame: whether it is a message's last, what it is, and what it holds."""
        first, second = self._read(2)
        size = second & 0x7F
        if size > 125:
            size = int.from_bytes(self._read(2 if size == 126 else 8), "big")
        if not second & 0x80 or first & 0x70 or (first & CONTROL and size > 125):
            raise Broken(UNREADABLE)  # a phone masks what it sends, and nothing was agreed on
        if size > most:
            raise Broken(TOO_LARGE)
        mask, payload = self._read(4), self._read(size)
        over = int.from_bytes((mask * (size // 4 + 1))[:size])
        return bool(first & 0x80), first & 0x0F, (int.from_bytes(payload) ^ over).to_bytes(size)

    def _read(self, size: int) -> bytes:
        data: bytes = self.reader.read(size)
        if len(data) < size:
            raise Broken(NORMAL)
        return data


def _text(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError as error:
        raise Broken(NO_TEXT) from error


def framed(message: str | bytes) -> bytes:
    """A message as a server's WebSocket frame: whole, and not masked."""
    return _frame(TEXT, message.encode()) if isinstance(message, str) else _frame(BINARY, message)


def _frame(opcode: int, payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes([0x80 | opcode, size]) + payload
    if size < 65536:
        return bytes([0x80 | opcode, 126]) + size.to_bytes(2, "big") + payload
    return bytes([0x80 | opcode, 127]) + size.to_bytes(8, "big") + payload


def idle(socket: Any) -> WebSocket | None:
    """The WebSocket of engineio's `socket`, if nothing waits to be sent by it."""
    wire: WebSocket | None = getattr(socket, "wire", None)  # none while it polls
    return wire if wire and socket.upgraded and socket.queue.empty() else None


def use_whole_websockets(socketio: SocketIO) -> None:
    """Let `socketio` open our WebSockets, and send at once what need not wait.

    engineio keeps the class in its `_async` table; each packet to one phone leaves by
    `send_packet`, which would wake a greenlet to send it.
    """
    engine = socketio.server.eio
    assert "websocket" in engine._async, "engineio has moved its WebSocket class"
    assert hasattr(engine, "send_packet"), "engineio has moved the place where packets leave"
    engine._async = {**engine._async, "websocket": WebSocket}
    queued = engine.send_packet

    def send_packet(sid: str, packet: Packet) -> None:
        socket = engine.sockets.get(sid)
        wire = idle(socket)
        if wire is None or not wire.at_once(framed(packet.encode())):
            queued(sid, packet)
            _bound(socket)

    engine.send_packet = send_packet


def _bound(socket: Any) -> None:
    """Boards take each other's place; one that asks and asks, and reads no answer, is let go."""
    wire: WebSocket | None = getattr(socket, "wire", None)
    if wire and socket.queue.qsize() > WAITING:
        wire.sock.hang_up()
