"""A page that asks for its boards anew gets them, and one that does nothing else harms nobody."""

from __future__ import annotations

import gevent
import pytest

from live import looks
from live.clients import Client
from live.looks import Looks


@pytest.fixture
def answered() -> list[str]:
    return []


@pytest.fixture
def asked(answered: list[str]) -> Looks:
    return Looks(lambda client: answered.append(client.sid))


def until_answered(answered: list[str], times: int) -> None:
    with gevent.Timeout(20):
        while len(answered) < times:
            gevent.sleep(0.01)


def test_many_questions_at_once_are_one(asked: Looks, answered: list[str]) -> None:
    for client in [page("anna")] * 50 + [page("bo")]:
        asked.ask(client)
    until_answered(answered, 2)
    assert answered == ["anna", "bo"]


def test_what_is_asked_after_an_answer_is_answered_too(
        asked: Looks, answered: list[str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(looks, "PACE", 0.1)
    anna = page("anna")
    asked.ask(anna)
    until_answered(answered, 1)
    for _ in range(50):
        asked.ask(anna)
    until_answered(answered, 2)
    assert answered == ["anna", "anna"] and not anna.asks


def page(sid: str) -> Client:
    return Client(sid, "phone", 1, "nb", participant_id=1)
