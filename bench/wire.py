"""A phone's WebSocket with as little work as possible: the load must not cost more than the server.

It speaks what a browser's Socket.IO client speaks (Engine.IO 4 over WebSocket) and looks only at
how a message begins, never into it.
"""

from __future__ import annotations

import json
import os
import re
import resource
import socket
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import gevent
from gevent.event import AsyncResult, Event

PATIENCE = 120.0  # seconds for one answer
MASK = b"\0\0\0\0"  # a client's frames are masked; a mask of zeros leaves the bytes as they are
BOARD = b'42["board",'
NAME = re.compile(rb'"board":\s?"(\w+)')


def many_files() -> None:
    """As many open connections as the machine allows us, and those whom we start."""
    _soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def frame(payload: bytes, kind: int = 0x81) -> bytes:
    """A client's frame, masked with zeros; a text, and whole, unless told."""
    size = len(payload)
    if size < 126:
        head = bytes([kind, 0x80 | size])
    elif size < 65536:
        head = bytes([kind, 0xFE]) + size.to_bytes(2, "big")
    else:
        head = bytes([kind, 0xFF]) + size.to_bytes(8, "big")
    return head + MASK + payload


class Gone(Exception):
    """The server closed the connection."""


class Wire:
    """One connection. `boards` counts the messages for each board, `at` is when the last came."""

    def __init__(self, base: str, auth: dict[str, Any], cookie: str = "",
                 origin: str = "") -> None:  # fmt: skip
        """`origin` is where the page came from, if it was not `base` (a proxy on the way)."""
        self.base, self.auth, self.cookie, self.origin = base, auth, cookie, origin or base
        self.heard: Callable[[str, bytes], None] | None = None
        self.boards: dict[str, int] = {}
        self.at: dict[str, float] = {}
        self.first = Event()  # the first board has come
        self.waiting: dict[int, tuple[float, AsyncResult]] = {}
        self.lasted: list[float] = []  # seconds from each command to its acknowledgement
        self.gone = False
        self.asked = 0

    def connect(self) -> None:
        """Open the connection and come in; boards follow."""
        place = urlsplit(self.base)
        host, port = place.hostname or "127.0.0.1", place.port or 80
        self.socket = socket.create_connection((host, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        key = "dGhlIHNhbXBsZSBub25jZQ=="
        self.socket.sendall((
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\nOrigin: {self.origin}\r\n{cookie}\r\n"
        ).encode())  # fmt: skip
        self.buffer = bytearray()
        while b"\r\n\r\n" not in self.buffer:
            self._more()
        end = self.buffer.index(b"\r\n\r\n") + 4
        if not self.buffer.startswith(b"HTTP/1.1 101"):
            raise Gone(bytes(self.buffer[:200]))
        del self.buffer[:end]
        self.reader = gevent.spawn(self._read)

    def emit(self, event: str, message: Any = None) -> AsyncResult:
        """Send an event that is acknowledged; when it was, and what with, come in the result."""
        self.asked += 1
        answer = AsyncResult()
        self.waiting[self.asked] = (time.perf_counter(), answer)
        told = json.dumps([event, message], separators=(",", ":"))
        self._send(f"42{self.asked}{told}".encode())
        return answer

    def do(self, step: int, command: str, brief: bool = False, **args: Any) -> AsyncResult:
        """Send a command; `brief` as a phone does that knows what it leads to (own.js, a tick)."""
        return self.emit("do", {"op_id": os.urandom(8).hex(), "step": step, "command": command,
                                "args": args, "brief": brief})  # fmt: skip

    def stall(self) -> None:
        """Read no more, and stay."""
        self.reader.kill()

    def read_on(self) -> None:
        """Read again; one that was let go meanwhile comes back."""
        self.reader = gevent.spawn(self._read_on)

    def _read_on(self) -> None:
        self._read()
        if self.gone:
            self.gone = False
            self.connect()

    def close(self) -> None:
        self.gone = True
        self.socket.close()

    def _send(self, payload: bytes) -> None:
        self.socket.sendall(frame(payload))

    def _more(self) -> None:
        data = self.socket.recv(65536)
        if not data:
            raise Gone("closed")
        self.buffer += data

    def _read(self) -> None:
        try:
            while True:
                self._take(self._frame())
        except (Gone, OSError):
            self.gone = True
            for _began, answer in self.waiting.values():
                answer.set_exception(Gone("closed"))

    def _frame(self) -> bytes:
        """The next message; a server's frames are not masked."""
        while True:
            size, at = (self.buffer[1] & 0x7F if len(self.buffer) > 1 else -1), 2
            if size == 126 and len(self.buffer) >= 4:
                size, at = int.from_bytes(self.buffer[2:4], "big"), 4
            elif size == 127 and len(self.buffer) >= 10:
                size, at = int.from_bytes(self.buffer[2:10], "big"), 10
            elif size > 125:
                size = -1
            if 0 <= size <= len(self.buffer) - at:
                whole, kind = bytes(self.buffer[at : at + size]), self.buffer[0] & 0x0F
                del self.buffer[: at + size]
                if kind == 8:
                    raise Gone("closed")
                return whole
            self._more()

    def _take(self, message: bytes) -> None:
        now = time.perf_counter()
        if message.startswith(BOARD):
            found = NAME.search(message, 0, 4000)
            name = found.group(1).decode() if found else "?"
            self.boards[name] = self.boards.get(name, 0) + 1
            self.at[name] = now
            self.first.set()
            if self.heard:
                self.heard(name, message)
        elif message.startswith(b"43"):
            number, _, told = message[2:].partition(b"[")
            if asked := self.waiting.pop(int(number), None):  # else it was said twice on the way
                self.lasted.append(now - asked[0])
                asked[1].set(told)
        elif message.startswith(b"0{"):
            self._send(b"40" + json.dumps(self.auth).encode())
        elif message == b"2":
            self._send(b"3")
