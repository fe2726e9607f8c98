"""WebSockets under gevent that never tear a message, and never hold more than they must.

simple-websocket 1.1.0 ignores how much `send` took: when a phone stops reading, a part of a frame
is lost and the stream is torn (miguelgrinberg/simple-websocket#45, mended after that release).
Here everything is sent or the connection is closed. A phone that reads, but slower than boards
come, answers no ping in time and is let go by engineio: that bounds what waits for it. Frames
over the limit are refused while they arrive, and compression is not offered: it would be done
once a phone.
"""

from __future__ import annotations

import socket
from typing import Any

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
        self._turn = gevent.lock.RLock()

    def send(self, data: bytes) -> int:
        with self._turn:
            self._real.settimeout(PATIENCE)
            try:
                self._real.sendall(data)
            except TimeoutError:
                # Half a message is out: whatever followed it, a farewell too, would be torn.
                self._real.shutdown(socket.SHUT_RDWR)
                raise
        return len(data)

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
        return self.app(self)


class Handler(WSGIHandler):  # type: ignore[misc]
    """pywsgi's, but a connection that was a WebSocket is not read for another request."""

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
