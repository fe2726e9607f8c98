"""A phone's WebSocket by hand, for what no browser does."""

from __future__ import annotations

import json
import secrets
import socket
import struct
from collections.abc import Callable
from typing import Any

from bench.wire import frame
from demo.browser import Phone
from demo.server import Running


class RawPhone:
    """One who has joined; it reads only when it is told to."""

    def __init__(self, server: Running, phone: Phone) -> None:
        host, _, port = server.base.removeprefix("http://").partition(":")
        self.wire = socket.socket()
        # Before connect: the kernel then keeps a few kB for us, and the rest is the server's.
        self.wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.wire.settimeout(15)
        self.wire.connect((host, int(port)))
        cookies = "; ".join(f"{c.name}={c.value}" for c in phone.http.cookies)
        self.wire.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: {server.base}\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            f"Cookie: {cookies}\r\n\r\n".encode()
        )
        self.received = b""
        self._read_until(lambda: b'"sid"' in self.received)
        self.received = self.received[self.received.index(b"\r\n\r\n") + 4 :]
        self.send("40" + json.dumps({"surface": "phone", "key": phone.token}))

    def send(self, text: str) -> None:
        self.wire.sendall(frame(text.encode()))

    def do(self, number: int, command: str, **args: Any) -> None:
        """Send a command; its acknowledgement begins with `43<number>[`."""
        told = {"op_id": secrets.token_hex(4), "command": command, "args": args}
        self.send(f'42{number}["do",{json.dumps(told, separators=(",", ":"))}]')

    def reads_on_until(self, beginning: bytes) -> list[bytes]:
        """Every message up to one with this beginning. Fails on anything that is not a message."""
        self._read_until(lambda: any(m.startswith(beginning) for m in messages(self.received)))
        return messages(self.received)

    def _read_until(self, seen: Callable[[], bool]) -> None:
        while not seen():
            chunk = self.wire.recv(1_000_000)
            assert chunk, "closed before all was read"
            self.received += chunk


def messages(data: bytes) -> list[bytes]:
    """The whole WebSocket text messages in `data`; the last may still be on its way."""
    found, place = [], 0
    while len(data) - place > 10:
        assert data[place] == 0x81, f"a torn stream: {data[place : place + 20]!r}"
        size, start = data[place + 1], place + 2
        if size == 126:
            (size,), start = struct.unpack_from(">H", data, start), start + 2
        elif size == 127:
            (size,), start = struct.unpack_from(">Q", data, start), start + 8
        if len(data) < start + size:
            break
        found.append(data[start : start + size])
        place = start + size
    return found
