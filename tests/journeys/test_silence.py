"""A phone whose server is silent for a while: what was done meanwhile counts, in its order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import expect

from demo.browser import Console
from demo.server import Running
from tests.journeys.people import PHONE, Participant

pytestmark = pytest.mark.browser
CLOSING = 12  # the step with the three questions


@contextmanager
def silent(server: Running) -> Iterator[None]:
    """Within this block the server stands still; sockets stay open, nothing is answered."""
    server.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.process.send_signal(signal.SIGCONT)


@pytest.fixture
def kari(server: Running) -> Iterator[Console]:
    """A facilitator who has led straight to the closing questions."""
    console = Console(server.base).start(server.link, title="Seminar", size=8, language="nb",
                                         question="Hva er viktigst?", sponsor="Oss")  # fmt: skip
    console.must("open_doors")
    console.must("close", 1)
    console.must("next", 1)
    for step in range(2, CLOSING):
        console.must("skip", step)
    console.must("open", CLOSING)
    yield console
    console.close()


@pytest.fixture
def anna(chromium: Any, server: Running, kari: Console) -> Iterator[Participant]:
    person = Participant(chromium, "anna", PHONE, "nb-NO")
    person.joins(f"{server.base}/s/{kari.token}", "Anna")
    yield person
    person.context.close()


def test_who_goes_back_to_the_first_answer_in_the_silence_has_given_that(
    server: Running, anna: Participant
) -> None:
    with silent(server):
        for value in (4, 2, 4):
            anna.page.locator(f"label[for=answer-nytte-{value}]").click()
        expect(anna.page.locator("#wire")).not_to_have_attribute("data-state", "sent")
    anna.settled()
    anna.page.reload()
    expect(anna.page.locator("#answer-nytte-4")).to_be_checked()


def test_the_same_answer_given_twice_in_the_silence_waits_once(
    server: Running, anna: Participant
) -> None:
    waiting = "Object.keys(localStorage).filter((name) => name.startsWith('floke:op:')).length"
    with silent(server):
        anna.page.locator("label[for=answer-nytte-4]").click()
        for _ in range(2):
            anna.page.evaluate("document.querySelector('#answer-nytte').requestSubmit()")
        expect(anna.page.locator("#wire")).not_to_have_attribute("data-state", "sent")
        assert anna.page.evaluate(waiting) == 1
    anna.settled()
    assert anna.page.evaluate(waiting) == 0
