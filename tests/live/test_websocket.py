"""What a phone sends is read whole, as RFC 6455 says; what is no message ends the connection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gevent
import gevent.socket
import pytest
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, Pong, TextMessage

from live import whole_sends
from live.websocket import LARGEST, WebSocket

MASK = b"\x01\x02\x03\x04"


class Ends:
    """The server's end of a connection, and a library's at the phone's."""

    def __init__(self) -> None:
        ours, self.theirs = gevent.socket.socketpair()
        self.wire, self.phone = WebSocket(self._open, None), Connection(ConnectionType.CLIENT)
        environ = {
            "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
            "HTTP_SEC_WEBSOCKET_VERSION": "13",
            "wsgi.input": ours.makefile("rb"),
        }
        self.wire(environ, None)
        self.handshake = self.theirs.recv(1000)

    def _open(self, wire: WebSocket) -> list[bytes]:
        assert wire is self.wire
        return []

    def sends(self, *events: Event) -> None:
        gevent.spawn(self.theirs.sendall, b"".join(self.phone.send(event) for event in events))

    def hears(self) -> Event:
        while True:
            self.phone.receive_data(self.theirs.recv(1000))
            for event in self.phone.events():
                return event


@pytest.fixture
def ends() -> Iterator[Ends]:
    yield Ends()


def test_the_handshake_is_the_one_of_the_standard(ends: Ends) -> None:
    assert ends.handshake.startswith(b"HTTP/1.1 101 ")
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in ends.handshake
    answers: list[Any] = []
    WebSocket(lambda _wire: [], None)({}, lambda status, _headers: answers.append(status))
    assert answers == ["400 Bad Request"]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, LARGEST])
def test_a_message_of_any_size_comes_whole(ends: Ends, size: int) -> None:
    ends.sends(TextMessage("å" * (size // 2) + "x" * (size % 2)), BytesMessage(b"\x00\xff"))
    assert ends.wire.wait() == "å" * (size // 2) + "x" * (size % 2)
    assert ends.wire.wait() == b"\x00\xff"


def test_a_message_in_parts_is_put_together_and_a_ping_between_them_answered(ends: Ends) -> None:
    ends.sends(TextMessage("en ", message_finished=False), Ping(b"der?"), Pong(b"!"),
               TextMessage("tick"))  # fmt: skip
    assert ends.wire.wait() == "en tick"
    assert ends.hears() == Pong(b"der?")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"\x81\x85" + MASK + b"\xff" * 5, 1007),  # no text
        (b"\x81\x05hallo", 1002),  # not masked
        (b"\x80\x80" + MASK, 1002),  # goes on from nothing
        (b"\xc1\x80" + MASK, 1002),  # packed, as was never agreed
        (b"\x81\xff" + (LARGEST + 1).to_bytes(8, "big") + MASK, 1009),
        (b"\x88\x80" + MASK, 1000),  # farewell
    ],
)
def test_what_is_no_message_ends_the_connection_and_says_why(ends: Ends, sent: bytes,
                                                             code: int) -> None:  # fmt: skip
    ends.theirs.sendall(sent)
    assert ends.wire.wait() is None
    told = ends.hears()
    assert isinstance(told, CloseConnection) and told.code == code
    with pytest.raises(OSError):
        ends.wire.send("for sent")


def test_many_parts_cannot_be_more_than_one_message_may(ends: Ends) -> None:
    ends.sends(TextMessage("x" * LARGEST, message_finished=False), TextMessage("x"))
    assert ends.wire.wait() is None


def test_one_who_listens_and_says_nothing_is_kept(
        ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """What is sent may take so long and no longer; to say nothing is everybody's right."""
    monkeypatch.setattr(whole_sends, "PATIENCE", 0.05)
    ends.wire.send("et kort")
    assert isinstance(ends.hears(), TextMessage)
    heard = gevent.spawn(ends.wire.wait)
    gevent.sleep(0.3)
    ends.sends(TextMessage("et huk"))
    assert heard.get() == "et huk"


def test_who_is_gone_sends_no_more(ends: Ends) -> None:
    ends.theirs.sendall(b"\x81\x85" + MASK)
    ends.theirs.close()
    assert ends.wire.wait() is None
