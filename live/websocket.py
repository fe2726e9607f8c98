"""WebSockets under gevent that never tear a message, and never hold more than they must.

simple-websocket 1.1.0 ignores how much `send` took: when a phone stops reading, a part of a frame
is lost and the stream is torn (miguelgrinberg/simple-websocket#45, mended after that release).
Here everything is sent or the connection is closed. What waits for a phone that reads slower than
boards come is bounded in live/fanout.py, and one that answers no ping in time is let go by
engineio. Frames over the limit are refused while they arrive, and compression is not offered: it
would be done once a phone.
"""

from __future__ import annotations

import socket
from typing import Any

import gevent
import gevent.event
import gevent.lock
import gevent.selectors
import simple_websocket  # type: ignore[import-untyped]
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from engineio.async_drivers.gevent import Thread
from flask_socketio import SocketIO
from gevent.pywsgi import WSGIHandler

LARGEST = 100_000  # bytes in one message from a phone
SENDING = 128 * 1024  # bytes the kernel keeps for a phone that reads slowly
PATIENCE = 20.0  # seconds a phone may stop reading before it is let go


class WholeSends:
    """A socket whose `send` is all or nothing, one at a time; a phone that stalls is let go."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self._turn = gevent.lock.BoundedSemaphore(1)

    def send(self, data: bytes) -> int:
        with self._turn:
            self._all(data)
        return len(data)

    def at_once(self, data: bytes) -> bool:
        """Give `data` to the kernel without waiting. False, and nothing is sent, if it is full.

        What it took only in part is sent on beside; nobody else has a turn before that is done.
        """
        if not self._turn.acquire(blocking=False):
            return False
        try:
            sent = self._real._sock.send(data)  # gevent's own `send` would wait
        except OSError:  # full, or gone: the queue's greenlet, or the reader, finds out
            sent = 0
        if 0 < sent < len(data):
            gevent.spawn(self._rest, data[sent:])
        else:
            self._turn.release()
        return bool(sent)

    def _rest(self, data: bytes) -> None:
        try:
            self._all(data)
        except OSError:
            pass  # it is gone, and its reader notices
        finally:
            self._turn.release()

    def _all(self, data: bytes) -> None:
        self._real.settimeout(PATIENCE)
        try:
            self._real.sendall(data)
        except TimeoutError:
            # Half a message is out: whatever followed it, a farewell too, would be torn.
            self._real.shutdown(socket.SHUT_RDWR)
            raise

    def recv(self, size: int) -> bytes:
        self._real.settimeout(None)
        received: bytes = self._real.recv(size)
        return received

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class _Server(simple_websocket.Server):  # type: ignore[misc]
    def handshake(self) -> None:
        self.sock: Any = WholeSends(self.sock)
        super().handshake()


class WholeWebSocket(SimpleWebSocketWSGI):  # type: ignore[misc]
    """What engineio opens for each WebSocket, made with our limits."""

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(handler, server, thread_class=Thread, event_class=gevent.event.Event,
                         selector_class=gevent.selectors.DefaultSelector,
                         max_message_size=LARGEST)  # fmt: skip

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        self.ws = _Server(environ, **self.server_args)
        self.app.__self__.wire = self  # engineio's socket, whose handler this is (live/fanout.py)
        return self.app(self)

    def send(self, message: Any) -> None:
        """A text as one frame of our own making; anything else as simple-websocket does it."""
        if not isinstance(message, str):
            super().send(message)
        elif not self.ws.connected:
            raise OSError("the connection is closed")
        else:
            self.ws.sock.send(framed(message))

    def at_once(self, frame: bytes) -> bool:
        """Send a frame without waiting; False if it has to wait its turn."""
        return bool(self.ws.connected and self.ws.sock.at_once(frame))


def framed(text: str) -> bytes:
    """A text as a server's WebSocket frame: whole, and not masked (RFC 6455 §5.2)."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return bytes([0x81, size]) + payload
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


class Handler(WSGIHandler):  # type: ignore[misc]
    """pywsgi's, but a connection that was a WebSocket is not read for another request."""

    def get_environ(self) -> dict[str, Any]:
        """Who knocks from this machine itself is a proxy, which says last whom it speaks for."""
        environ: dict[str, Any] = super().get_environ()
        told = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if told and environ["REMOTE_ADDR"] in ("127.0.0.1", "::1"):
            environ["REMOTE_ADDR"] = told[:45]
        return environ

    def handle_one_response(self) -> None:
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENDING)
        super().handle_one_response()
        if self.environ and self.environ.get("HTTP_UPGRADE", "").lower() == "websocket":
            self.close_connection = True


def use_whole_websockets(socketio: SocketIO) -> None:
    """Let `socketio` open our WebSockets. engineio keeps the class in its `_async` table."""
    engine = socketio.server.eio
    assert "websocket" in engine._async, "engineio has moved its WebSocket class"
    engine._async = {**engine._async, "websocket": WholeWebSocket}
