"""WebSockets under gevent that never tear a message, and never hold more than they must.

simple-websocket 1.1.0 ignores how much `send` took: when a phone stops reading, a part of a frame
is lost and the stream is torn (miguelgrinberg/simple-websocket#45, mended after that release).
Here everything is sent or the connection is closed. What waits for a phone that reads slower than
boards come is bounded in live/fanout.py, and one that answers no ping in time is let go by
engineio. Frames over the limit are refused while they arrive, what comes quicker than it can be
done waits with its sender, and compression is not offered: it would be done once a phone.
"""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from typing import Any

import gevent
import gevent.event
import gevent.lock
import gevent.selectors
import simple_websocket  # type: ignore[import-untyped]
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from engineio.async_drivers.gevent import Thread
from flask_socketio import SocketIO

LARGEST = 100_000  # bytes in one message from a phone
SENDING = 128 * 1024  # bytes the kernel keeps for a phone that reads slowly
PATIENCE = 20.0  # seconds a phone may stop reading before it is let go
INBOX = 32  # messages of one phone that wait here; the rest waits in the network, on its side
QUICK = 400  # messages that are taken from one phone as quickly as they come
STEADY = 100.0  # messages a second that are taken after that: many more than fingers can make
LULL = 0.02  # seconds until we read on from one who sends more than is read at a time


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
        if len(received) == size:  # there is more, and `recv` would let nobody else have a turn
            gevent.sleep(LULL)
        return received

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class _Server(simple_websocket.Server):  # type: ignore[misc]
    ended = False

    def handshake(self) -> None:
        self.sock: Any = WholeSends(self.sock)
        super().handshake()

    def _handle_events(self) -> bool:
        """What has come is put in `input_buffer`, which nothing else bounds."""
        going: bool = super()._handle_events()
        while going and not self.ended and len(self.input_buffer) > INBOX:
            gevent.sleep(0.05)
        return going and not self.ended

    def close(self, *why: Any) -> None:
        """Say farewell, and hear nothing more, whatever one goes on saying."""
        self.ended = True
        super().close(*why)
        self.input_buffer.clear()
        self.event.set()
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


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

    def wait(self) -> Any:
        """The phone's next message, when everybody else has had a turn.

        One that says more than anybody can press is not refused: it is heard at a steady pace.
        """
        now = time.monotonic()
        self.turn = max(getattr(self, "turn", 0.0) + 1 / STEADY, now - QUICK / STEADY)
        gevent.sleep(max(0.0, self.turn - now))
        return super().wait()

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


def use_whole_websockets(socketio: SocketIO) -> None:
    """Let `socketio` open our WebSockets. engineio keeps the class in its `_async` table."""
    engine = socketio.server.eio
    assert "websocket" in engine._async, "engineio has moved its WebSocket class"
    engine._async = {**engine._async, "websocket": WholeWebSocket}
