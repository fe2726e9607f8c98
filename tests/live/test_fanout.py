"""A broadcast is framed once, in order, and what waits for one slow phone has a bound."""

from __future__ import annotations

import json
from typing import Any

import gevent
import gevent.socket
import pytest
import socketio
from engineio.packet import MESSAGE, Packet
from engineio.socket import Socket
from flask import Flask
from flask_socketio import SocketIO
from wsproto.connection import Connection, ConnectionType
from wsproto.events import TextMessage

from live.fanout import Fanout
from live.websocket import WAITING, framed, use_whole_websockets
from live.whole_sends import WholeSends


class Wired:
    """A phone as engineio holds it: its queue, and the real socket that it is sent by."""

    def __init__(self, server: SocketIO, name: str) -> None:
        self.engine: Any = server.server.eio
        ours, self.theirs = gevent.socket.socketpair()
        ours.setsockopt(gevent.socket.SOL_SOCKET, gevent.socket.SO_SNDBUF, 8192)
        self.socket = Socket(self.engine, name)
        self.socket.connected = self.socket.upgraded = True
        self.sock, self.reader = WholeSends(ours), Connection(ConnectionType.CLIENT)
        self.socket.wire = self
        self.engine.sockets[name] = self.socket
        self.sid = server.server.manager.connect(name, "/")
        server.server.manager.enter_room(self.sid, "/", "hall", eio_sid=name)
        self.writer = gevent.spawn(self._write)

    def at_once(self, frame: bytes) -> bool:
        return self.sock.at_once(frame)

    def _write(self) -> None:
        while True:
            packet = self.socket.queue.get()
            self.sock.send(framed(packet.encode()))

    def told(self, count: int) -> list[Any]:
        """What the next `count` broadcasts said."""
        heard: list[str] = []
        while len(heard) < count:
            heard += texts(self.reader, self.theirs.recv(1_000_000))
        return [json.loads(text[2:])[1]["n"] for text in heard]


def texts_until(phone: Wired, last: str) -> list[str]:
    """What the phone hears, up to a message with `last` in it."""
    heard: list[str] = []
    while not any(last in text for text in heard):
        heard += texts(phone.reader, phone.theirs.recv(1_000_000))
    return heard


PARTS: dict[Connection, str] = {}  # what has come of a message that is not whole yet


def texts(reader: Connection, data: bytes) -> list[str]:
    """The whole messages that have come with `data`; a torn stream is a fault."""
    reader.receive_data(data)
    whole = []
    for event in reader.events():
        assert isinstance(event, TextMessage), event
        PARTS[reader] = PARTS.get(reader, "") + event.data
        if event.message_finished:
            whole.append(PARTS.pop(reader))
    return whole


@pytest.fixture
def hall() -> SocketIO:
    return SocketIO(Flask("hall"), async_mode="gevent", client_manager=Fanout())


def say(hall: SocketIO, n: int, size: int = 10) -> None:
    hall.emit("board", {"board": "phone", "n": n, "html": "æ" * size}, to="hall")


def test_everybody_hears_everything_in_order(hall: SocketIO) -> None:
    phones = [Wired(hall, f"p{n}") for n in range(3)]
    for n in range(20):
        say(hall, n)
    assert [phone.told(20) for phone in phones] == [list(range(20))] * 3
    assert all(phone.socket.queue.empty() for phone in phones), "nothing needed the queue"


def test_a_message_larger_than_the_kernel_takes_comes_whole_and_before_the_next(
        hall: SocketIO) -> None:  # fmt: skip
    phone = Wired(hall, "p")
    heard = gevent.spawn(phone.told, 2)
    say(hall, 0, 60_000)
    say(hall, 1)
    say(hall, 2)
    assert heard.get(timeout=20) == [0, 2], "the second was no longer the newest"


def test_what_waits_for_who_does_not_read_is_the_newest_alone(
        hall: SocketIO) -> None:  # fmt: skip
    slow, quick = Wired(hall, "slow"), Wired(hall, "quick")
    heard = gevent.spawn(quick.told, 60)
    for n in range(60):
        say(hall, n, 20_000)
        while not quick.socket.queue.empty():
            gevent.sleep(0.001)
    assert heard.get(timeout=20) == list(range(60))
    hall.emit("seq", {"phone": 60}, to="hall")
    assert slow.socket.queue.qsize() <= 2, "a board, and the heartbeat"
    late = gevent.spawn(texts_until, slow, '"n":59')
    boards = [text for text in late.get(timeout=20) if "board" in text]
    assert '"n":0' in boards[0] and '"n":59' in boards[-1]
    assert len(boards) <= 3, "one that the kernel had, one that was on its way, and the newest"


def test_one_that_asks_and_asks_and_reads_no_answer_is_let_go(hall: SocketIO) -> None:
    """An answer does not take the place of the one before, as boards do. (spec/quality.md R17)"""
    use_whole_websockets(hall)
    slow, quick, answer = Wired(hall, "slow"), Wired(hall, "quick"), Packet(MESSAGE, "43" * 1000)
    engine = hall.server.eio
    for _ in range(30 + WAITING):  # the kernel has few of them
        engine.send_packet("slow", answer)
        engine.send_packet("quick", answer)
        texts_until(quick, "43")
    with gevent.Timeout(20):
        while slow.theirs.recv(1_000_000):
            pass
    engine.send_packet("quick", answer)
    assert texts_until(quick, "43")


def test_a_phone_that_is_gone_harms_nobody(hall: SocketIO) -> None:
    gone, there = Wired(hall, "gone"), Wired(hall, "there")
    gone.theirs.close()
    say(hall, 1)
    del gone.engine.sockets["gone"]
    say(hall, 2)
    assert there.told(2) == [1, 2]


def test_what_we_use_of_the_libraries_is_where_it_was(hall: SocketIO) -> None:
    assert isinstance(hall.server.manager, socketio.Manager)
    assert hasattr(hall.server, "_send_eio_packet")
    assert hasattr(Wired(hall, "p").socket.queue, "queue")


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536, 70_000])
def test_a_frame_is_what_a_library_reads(size: int) -> None:
    assert texts(Connection(ConnectionType.CLIENT), framed("x" * size)) == ["x" * size]
