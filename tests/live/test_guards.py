"""What guards the server: headers on every answer, origins, sockets, and each event's rights."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pytest
import requests
import socketio

from demo.browser import Console, Phone
from demo.server import Running

pytestmark = pytest.mark.server
Joins = Callable[..., Phone]


def test_every_answer_has_a_strict_policy(server: Running, kari: Console) -> None:
    for path in ("/", "/facilitator", f"/s/{kari.token}", kari.screen, "/s/nothing",
                 f"/outcome/{kari.token}", f"/outcome/{kari.token}.json",
                 "/static/css/base.css"):  # fmt: skip
        answer = requests.get(f"{server.base}{path}", timeout=10)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "<script>" not in answer.text
        assert "style=" not in answer.text


def test_a_form_from_elsewhere_is_refused(server: Running, kari: Console, joins: Joins) -> None:
    anna = joins("Anna")
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"},
                    {"Origin": server.base, "Sec-Fetch-Site": "cross-site"}):  # fmt: skip
        answer = anna.http.post(f"{server.base}/s/{kari.token}/do", headers=headers, timeout=10,
                                data={"command": "profile", "name": "Ond"})  # fmt: skip
        assert answer.status_code == 403
    assert anna.do("profile")["own"]["name"] == "Anna"


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
def test_a_socket_without_cookie_or_from_elsewhere_is_refused(
    server: Running, kari: Console, headers: dict[str, str]
) -> None:
    wire = socketio.Client(reconnection=False)
    with pytest.raises(socketio.exceptions.ConnectionError):
        wire.connect(server.base, headers=headers, transports=["polling"],
                     auth={"surface": "phone", "key": kari.token})  # fmt: skip


def test_nobody_gets_the_console_without_signing_in(
    server: Running, kari: Console, joins: Joins
) -> None:
    anna = joins("Anna")
    wire = socketio.Client(reconnection=False)
    cookies = "; ".join(f"{c.name}={c.value}" for c in anna.http.cookies)
    with pytest.raises(socketio.exceptions.ConnectionError):
        wire.connect(server.base, headers={"Cookie": cookies}, transports=["websocket"],
                     auth={"surface": "console", "key": kari.token})  # fmt: skip
    page = anna.http.get(f"{server.base}/facilitator/{kari.number}", timeout=10)
    assert page.status_code == 401


def test_a_participant_cannot_lead(joins: Joins) -> None:
    anna = joins("Anna")
    answer = anna.do("open_doors")
    assert (answer["ok"], answer["code"]) == (False, "not_allowed")
    assert answer["sentence"]


def test_another_seminars_step_is_refused(server: Running, kari: Console, joins: Joins) -> None:
    made = kari.http.post(f"{server.base}/facilitator/new", timeout=10, data={
        "title": "Et annet", "question": "Hva?", "size": "8", "language": "nb"})  # fmt: skip
    assert "/plan" in made.url
    assert joins("Anna").do("sit", 14, table=1)["code"] == "other_seminar"
    assert joins("Anna").do("sit", 9999, table=1)["code"] == "other_seminar"


def test_an_unknown_event_is_answered_in_words(joins: Joins) -> None:
    answer = joins("Anna").wire.call("no_such_event", {"a": 1}, timeout=10)
    assert (answer["ok"], answer["code"]) == (False, "unknown_event")
    assert answer["sentence"]


@pytest.mark.parametrize("message", [
    None, 7, "do", [], {}, {"op_id": "short", "command": "profile"},
    {"op_id": "x" * 20, "command": 3}, {"op_id": "x" * 20, "command": "profile", "args": []},
    {"op_id": "x" * 20, "command": "profile", "step": "ett"},
])  # fmt: skip
def test_a_message_that_is_none_is_answered_in_words(joins: Joins, message: object) -> None:
    answer = joins("Anna").wire.call("do", message, timeout=10)
    assert (answer["ok"], answer["code"]) == (False, "bad_message")


def test_the_same_operation_sent_twice_is_done_once(joins: Joins) -> None:
    anna = joins("Anna")
    message = {"op_id": secrets.token_hex(8), "step": None, "command": "profile",
               "args": {"name": "Første"}}  # fmt: skip
    first = anna.wire.call("do", message, timeout=10)
    anna.do("profile", name="Andre")
    again = anna.wire.call("do", message, timeout=10)
    assert first["ok"] and again["ok"]
    assert again["own"]["name"] == "Andre"


def test_without_javascript_a_refusal_keeps_what_was_written(
    server: Running, kari: Console, joins: Joins
) -> None:
    anna, long = joins("Anna"), "Æ" * 60
    answer = anna.http.post(f"{server.base}/s/{kari.token}/do", timeout=10,
                            data={"command": "profile", "name": long})  # fmt: skip
    assert answer.status_code == 422
    assert long in answer.text
    good = anna.http.post(f"{server.base}/s/{kari.token}/do", timeout=10,
                          data={"command": "profile", "name": "Åse"})  # fmt: skip
    assert good.status_code == 200
    assert "Åse" in good.text


def test_too_large_a_message_closes_only_its_own_socket(joins: Joins) -> None:
    anna, bjorn = joins("Anna"), joins("Bjørn")
    anna.wire.emit("do", {"op_id": "x" * 20, "command": "profile", "args": {"name": "a" * 200_000}})
    assert bjorn.do("profile", name="Bjørn B.")["ok"]
