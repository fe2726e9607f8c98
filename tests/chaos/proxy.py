"""A proxy on loopback that knows WebSocket frames and is unkind to them, as bad Wi-Fi is.

It lets the handshake through and then, frame by frame: loses acknowledgements on the way down,
says a command twice on the way up, lets frames wait, and cuts the connection. What it did is
counted, so that a test can see that there was something to survive.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import gevent
from gevent import socket
from gevent.server import StreamServer

ACK, COMMAND = b"43", b"42"


@dataclass
class Unkind:
    """How often, from 0 to 1; `waits` is the longest wait in seconds, `cuts` frames per cut."""

    lost_acks: float = 0.0
    doubled: float = 0.0
    lost_down: float = 0.0
    waits: float = 0.0
    cuts: int = 0
    seed: int = 1
    did: Counter[str] = field(default_factory=Counter)


class Proxy:
    """Listens on a port of its own for as long as the block lasts, and passes on to `port`."""

    def __init__(self, port: int, unkind: Unkind) -> None:
        self.port, self.unkind = port, unkind
        self.chance = random.Random(unkind.seed)
        self.frames = 0
        self.server = StreamServer(("127.0.0.1", 0), self._pass)

    def __enter__(self) -> Proxy:
        self.server.start()
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop(1)

    def _pass(self, phone: socket.socket, _address: object) -> None:
        server = socket.create_connection(("127.0.0.1", self.port))
        ends = [gevent.spawn(_until_gone, self._up, phone, server),
                gevent.spawn(_until_gone, self._down, server, phone)]  # fmt: skip
        gevent.wait(ends, count=1)
        gevent.killall(ends)
        for end in (phone, server):
            end.close()

    def _up(self, phone: socket.socket, server: socket.socket) -> None:
        """From the phone: its command may be said twice."""
        reader = Reader(phone)
        server.sendall(reader.head())
        while frame := reader.frame():
            self._wait()
            server.sendall(frame.raw)
            if frame.text.startswith(COMMAND) and self._happens("doubled"):
                server.sendall(frame.raw)
            if self._cut():
                return

    def _down(self, server: socket.socket, phone: socket.socket) -> None:
        """To the phone: an acknowledgement, or anything, may be lost."""
        reader = Reader(server)
        phone.sendall(reader.head())
        while frame := reader.frame():
            self._wait()
            acked = frame.text.startswith(ACK)
            if (acked and self._happens("lost_acks")) or self._happens("lost_down"):
                continue
            phone.sendall(frame.raw)

    def _happens(self, what: str) -> bool:
        happens = bool(self.chance.random() < getattr(self.unkind, what))
        self.unkind.did[what] += happens
        return happens

    def _wait(self) -> None:
        if self.unkind.waits:
            gevent.sleep(self.chance.random() * self.unkind.waits)

    def _cut(self) -> bool:
        self.frames += 1
        cut = bool(self.unkind.cuts) and self.frames % self.unkind.cuts == 0
        self.unkind.did["cuts"] += cut
        return cut


def _until_gone(passing: Callable[..., None], *ends: socket.socket) -> None:
    """One side goes while something is on its way to it: that is lost, as it should be."""
    with suppress(OSError):
        passing(*ends)


@dataclass(frozen=True)
class Frame:
    """A frame as it came, and what it says, unmasked."""

    raw: bytes
    text: bytes


class Reader:
    """The bytes of one side: the handshake's head, and then frames."""

    def __init__(self, end: socket.socket) -> None:
        self.end, self.held = end, b""

    def head(self) -> bytes:
        while b"\r\n\r\n" not in self.held:
            if not self._more():
                return b""
        head, _, self.held = self.held.partition(b"\r\n\r\n")
        return head + b"\r\n\r\n"

    def frame(self) -> Frame | None:
        """The next whole frame; None when the side has gone."""
        while (size := self._size()) is None or len(self.held) < size:
            if not self._more():
                return None
        raw, self.held = self.held[:size], self.held[size:]
        return Frame(raw, unmasked(raw))

    def _size(self) -> int | None:
        """Bytes of the frame that has begun; None if too little of it has come."""
        if len(self.held) < 2:
            return None
        at, length = header(self.held)
        return None if len(self.held) < at else at + length

    def _more(self) -> bool:
        try:
            data = self.end.recv(65536)
        except OSError:
            return False
        self.held += data
        return bool(data)


def header(data: bytes) -> tuple[int, int]:
    """Where what it says begins, and how long that is (RFC 6455 §5.2)."""
    length, mask = data[1] & 0x7F, 4 if data[1] & 0x80 else 0
    if length == 126:
        return 4 + mask, int.from_bytes(data[2:4], "big")
    if length == 127:
        return 10 + mask, int.from_bytes(data[2:10], "big")
    return 2 + mask, length


def unmasked(raw: bytes) -> bytes:
    at, _length = header(raw)
    if not raw[1] & 0x80:
        return raw[at:]
    mask = raw[at - 4 : at]
    return bytes(byte ^ mask[place % 4] for place, byte in enumerate(raw[at:]))
