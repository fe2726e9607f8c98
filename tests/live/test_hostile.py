"""One who means harm is hung up on, or heard at a steady pace; the others are served meanwhile.

What the server holds for them is bounded (spec/quality.md S9). Figures here are bounds, not speeds.
"""

from __future__ import annotations

import itertools
import socket
from collections.abc import Callable, Iterator

import gevent.socket
import psutil
import pytest
import requests
from flask import Flask

from bench.harm import LONG, PIECE, deep, long_frame, many_parts
from bench.wire import frame
from demo.browser import Console, Phone
from demo.server import Running
from live import handler, websocket
from live.handler import Server
from live.packets import Told, Unreadable
from tests.live.raw import RawPhone

MOST = LONG  # bytes that one tries to send
HELD = 40_000_000  # bytes that the server may have taken meanwhile, for whatever reason
FEW = 30_000_000  # bytes of them that are read before it hangs up; the network holds some, too


def attachments() -> Iterator[bytes]:
    """An event that announces more than anybody can keep."""
    yield frame(b'451999999999-["do",{"_placeholder":true,"num":0}]')
    yield from itertools.repeat(frame(PIECE[:99_000], 0x82))


def sends(wire: socket.socket, attack: Iterator[bytes]) -> int:
    """Send it until the server hangs up; how many bytes it was."""
    wire.settimeout(30)
    sent = 0
    try:
        for piece in attack:
            wire.sendall(piece)
            sent += len(piece)
            assert sent < MOST, "nobody hung up"
    except OSError as error:
        assert not isinstance(error, TimeoutError), "neither taken nor refused"
    return sent


@pytest.fixture
def held(server: Running) -> Iterator[None]:
    """The server's memory does not grow by what it was sent."""
    process = psutil.Process(server.process.pid)
    before = process.memory_info().rss
    yield
    assert process.memory_info().rss - before < HELD


@pytest.mark.server
@pytest.mark.parametrize("attack", [long_frame, many_parts, deep, attachments])
def test_what_no_page_sends_ends_the_connection_and_is_not_kept(
        server: Running, joins: Callable[..., Phone], held: None,
        attack: Callable[[], Iterator[bytes]]) -> None:  # fmt: skip
    anna, bjorn = joins("Anna"), joins("Bjørn")
    hostile = RawPhone(server, anna)
    assert sends(hostile.wire, attack()) < FEW
    assert bjorn.do("profile", name="Bjørn B.")["ok"]
    assert anna.do("profile", name="Anna A.")["ok"], "her own page is another connection"
    hostile.wire.close()


@pytest.mark.server
@pytest.mark.parametrize("said", [b'42["look"]', b'427["unheard_of"]', b'42["do",{}]'])
def test_others_votes_are_taken_while_one_floods_the_wire(
        server: Running, joins: Callable[..., Phone], held: None, said: bytes) -> None:  # fmt: skip
    anna, bjorn = joins("Anna"), joins("Bjørn")
    hostile = RawPhone(server, anna)
    hostile.wire.setblocking(False)
    sent = 0
    for turn in range(20):
        try:
            for _ in range(50):
                hostile.wire.send(frame(said) * 100)
                sent += 100
        except (BlockingIOError, ConnectionError):
            pass  # what it says waits on its own side; it is let go, too, as it reads nothing
        assert bjorn.do("profile", name=f"Bjørn {turn}")["ok"]
    assert sent > 2 * websocket.QUICK
    hostile.wire.close()


@pytest.mark.server
@pytest.mark.parametrize("length", [b"Content-Length: %d" % MOST, b"Transfer-Encoding: chunked"])
def test_a_body_that_is_too_large_is_refused_and_not_read_to_its_end(
        server: Running, kari: Console, joins: Callable[..., Phone], held: None,
        length: bytes) -> None:  # fmt: skip
    chunk = b"%x\r\n%b\r\n" % (len(PIECE), PIECE) if b"chunked" in length else PIECE
    host, _, port = server.base.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))) as wire:
        wire.sendall(
            f"POST /s/{kari.token}/join HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {server.base}"
            "\r\nContent-Type: application/x-www-form-urlencoded\r\n".encode() + length + b"\r\n"
            b"\r\n")  # fmt: skip
        assert sends(wire, itertools.repeat(chunk)) < FEW
    assert joins("Bjørn").do("profile", name="Bjørn B.")["ok"]


@pytest.mark.parametrize("said", [
    b"", b"GET", b"GET / HTTP/1.1\r\n",
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\n",
])  # fmt: skip
def test_a_connection_that_says_nothing_more_is_not_kept(
        monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:  # fmt: skip
    monkeypatch.setattr(handler, "IDLE", 0.2)
    monkeypatch.setattr(handler, "HEAD", 0.2)
    server = Server(("127.0.0.1", 0), Flask("hall"), log=None)
    server.start()
    there = [gevent.socket.create_connection(server.address) for _ in range(50)]
    for wire in there:
        wire.sendall(said)
    with gevent.Timeout(60):
        for wire in there:
            while wire.recv(1000):
                pass
            wire.close()
    server.stop()


@pytest.mark.server
def test_half_an_upgrade_is_refused_like_any_wrong_request(server: Running) -> None:
    told = {"Upgrade": "websocket", "Connection": "close"}
    address = f"{server.base}/socket.io/?EIO=4&transport=websocket"
    assert requests.get(address, headers=told, timeout=30).status_code == 400


def test_a_fault_is_written_down_without_whom_it_befell(
        capfd: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    def faulty(_environ: object, _start: object) -> list[bytes]:
        raise ZeroDivisionError

    server = Server(("127.0.0.1", 0), faulty, log=None)
    server.start()
    for said in (b"GET / HTTP/1.1\r\nCookie: floke=secret\r\n\r\n", b"GET / HTTP/9\r\n\r\n"):
        with gevent.socket.create_connection(server.address) as wire:
            wire.sendall(said)
            assert wire.recv(1000).startswith(b"HTTP/1.1 ")
    server.stop()
    told = capfd.readouterr().err
    assert "ZeroDivisionError" in told
    assert "127.0.0.1" not in told and "secret" not in told


@pytest.mark.parametrize("said", [
    "", "4", "7", "2", "2{}", "2[]", "2[1]", '2["do",1,2]', '2["do",', '2["do",' + "9" * 5000 + "]",
    '51-["do",{"_placeholder":true,"num":0}]', '31["ok"]', '61-[1]', b"bytes", "2" + "[" * 50_000,
])  # fmt: skip
def test_what_no_page_of_ours_sends_is_not_read(said: str | bytes) -> None:
    with pytest.raises(Unreadable):
        Told().decode(said)


@pytest.mark.parametrize("said", ['0{"key":"k"}', "0", "1", '27["do",{"op_id":"x"}]', '2["look"]'])
def test_what_our_pages_send_is_read(said: str) -> None:
    Told(encoded_packet=said)
