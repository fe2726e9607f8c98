"""A phone that stops reading: it gets whole messages when it reads on, or is let go."""

from __future__ import annotations

import json
from collections.abc import Callable

import gevent.socket
import pytest

from demo.browser import Console, Phone
from demo.server import Running
from live import whole_sends
from tests.live.conftest import wait_for
from tests.live.raw import RawPhone, messages

ASKED = 80  # commands
PHONE = ("board", "phone")


@pytest.mark.server
def test_a_phone_that_stops_reading_gets_whole_messages_when_it_reads_on(
    server: Running, kari: Console, joins: Callable[..., Phone]
) -> None:
    """Each change of language is answered with all its boards: far more than the network holds."""
    anna, bjorn = joins("Anna"), joins("Bjørn")
    kari.must("message", text="ÆØÅ " * 69)
    stalled = RawPhone(server, anna)
    for number in range(1, ASKED + 1):
        stalled.do(number, "profile", name=f"Anna {number}", language=("nb", "nn")[number % 2])
    wait_for(lambda: anna.own["name"] == f"Anna {ASKED}", 60)  # the server has answered it all
    assert bjorn.do("profile", name="Bjørn B.")["ok"], "the others are served meanwhile"
    heard = stalled.reads_on_until(b"43%d[" % ASKED)
    answered = [int(m[2 : m.index(b"[")]) for m in heard if m.startswith(b"43")]
    assert answered == [*range(1, ASKED + 1)], "each answer, in order"
    told = [json.loads(m[2:]) for m in heard if m.startswith(b"42")]
    phones = [message for event, message in told if (event, message.get("board")) == PHONE]
    assert 2 <= len(phones) < ASKED, "what waits for a phone has a bound"
    own = [message for event, message in told if event == "own"]
    assert own[-1]["data"]["name"] == f"Anna {ASKED}"
    stalled.wire.close()


def test_a_phone_that_never_reads_on_is_let_go_and_hears_nothing_after_the_torn_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(whole_sends, "PATIENCE", 0.05)
    ours, theirs = gevent.socket.socketpair()
    phone, message = whole_sends.WholeSends(ours), b"a" * 20_000_000
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
    phone = whole_sends.WholeSends(ours)
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
