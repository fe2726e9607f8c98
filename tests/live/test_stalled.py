"""A phone that stops reading: it gets whole messages when it reads on, or is let go."""

from __future__ import annotations

import json
import secrets
import socket
import struct
from collections.abc import Callable
from typing import Any

import gevent.socket
import pytest

from demo.browser import Console, Phone
from demo.server import Running
from live import websocket
from tests.live.conftest import wait_for

LOOKS = 400  # each is answered with the phone's boards and its own part, some kB


class RawPhone:
    """A phone's WebSocket by hand, so that it can stop reading."""

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
        """A client's text frame, masked with zeros."""
        payload = text.encode()
        assert len(payload) < 126
        self.wire.sendall(b"\x81" + bytes([0x80 | len(payload)]) + b"\0\0\0\0" + payload)

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


@pytest.mark.server
def test_a_phone_that_stops_reading_gets_whole_messages_when_it_reads_on(
    server: Running, kari: Console, joins: Callable[..., Phone]
) -> None:
    anna, bjorn = joins("Anna"), joins("Bjørn")
    kari.must("message", text="ÆØÅ " * 69)
    stalled = RawPhone(server, anna)
    for _ in range(LOOKS):
        stalled.send('42["look",{}]')
    stalled.do(7, "profile", name="Anna B.")
    wait_for(lambda: anna.own["name"] == "Anna B.")  # the server has answered all the looks
    assert bjorn.do("profile", name="Bjørn B.")["ok"], "the others are served meanwhile"
    heard = stalled.reads_on_until(b"437[")
    answers = [json.loads(m[2:]) for m in heard if m.startswith(b"42")]
    boards = [board for event, board in answers if event == "board"]
    assert 2 <= len(boards) < 2 * LOOKS, "what waits for a phone has a bound"
    assert sum(map(len, heard)) < 4 * websocket.SENDING
    stalled.received = b""
    stalled.send('42["look",{}]')  # as the heartbeat makes it do
    healed = stalled.reads_on_until(b'42["board"')
    (own,) = [json.loads(m[2:])[1] for m in healed if m.startswith(b'42["own"')]
    assert own["data"]["name"] == "Anna B."
    stalled.wire.close()


def test_a_phone_that_never_reads_on_is_let_go_and_hears_nothing_after_the_torn_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(websocket, "PATIENCE", 0.05)
    ours, theirs = gevent.socket.socketpair()
    phone, message = websocket.WholeSends(ours), b"a" * 20_000_000
    with pytest.raises(TimeoutError):
        phone.send(message)
    with pytest.raises(BrokenPipeError):
        phone.send(b"goodbye")
    got = b""
    while chunk := theirs.recv(1_000_000):
        got += chunk
    assert len(got) < len(message)
    assert got == message[: len(got)]
    theirs.close()


def test_messages_of_several_senders_never_mix() -> None:
    ours, theirs = gevent.socket.socketpair()
    phone = websocket.WholeSends(ours)
    sent = [bytes([letter]) * 1_000_000 for letter in b"abc"]
    senders = [gevent.spawn(phone.send, message) for message in sent]
    got = b""
    while len(got) < 3_000_000:
        got += theirs.recv(1_000_000)
    gevent.joinall(senders, raise_error=True)
    assert got == b"".join(sent)
    ours.close()
    theirs.close()


def test_a_torn_stream_would_be_noticed() -> None:
    whole = b"\x81\x0fan event of our" * 3
    torn = whole[:20] + whole[25:]
    assert messages(whole) == [b"an event of our"] * 3
    with pytest.raises(AssertionError, match="a torn stream"):
        messages(torn)
