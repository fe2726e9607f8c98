"""Wrong guesses: nobody far away shuts a room out, and nobody in a room a facilitator."""

from __future__ import annotations

import pytest
from gevent.pywsgi import WSGIHandler

from live.handler import Handler
from live.limits import MOST, WINDOW, Limits
from methods import clock
from methods.refusal import Refused

HALL, FAR = "192.0.2.7", "198.51.100.9"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    time = {"now": 1_800_000_000.0}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    return time


def guesses(limits: Limits, whose: str, count: int) -> None:
    for _ in range(count):
        limits.check(whose)
        limits.failed(whose)


def test_after_sixty_wrong_codes_from_far_away_the_next_must_wait(at: dict[str, float]) -> None:
    limits = Limits()
    guesses(limits, limits.place(FAR), MOST)
    for address in (FAR, "198.51.100.10"):
        with pytest.raises(Refused):
            limits.check(limits.place(address))
    at["now"] += WINDOW + 1
    limits.check(limits.place(FAR))


def test_nobody_waits_for_a_clock_that_was_set_back(at: dict[str, float]) -> None:
    limits = Limits()
    guesses(limits, limits.place(FAR), MOST)
    at["now"] -= 3600
    limits.check(limits.place(FAR))


def test_a_hall_where_people_have_joined_goes_on_meanwhile(at: dict[str, float]) -> None:
    limits = Limits()
    limits.joined(HALL)
    guesses(limits, limits.place(FAR), MOST)
    guesses(limits, limits.place(HALL), MOST - 1)
    limits.check(limits.place(HALL))


def test_a_facilitator_signs_in_whatever_codes_are_guessed(at: dict[str, float]) -> None:
    limits = Limits()
    guesses(limits, limits.place(FAR), MOST)
    limits.check("kari@example.org")
    guesses(limits, "kari@example.org", MOST)
    with pytest.raises(Refused):
        limits.check("kari@example.org")
    limits.check("ola@example.org")


def test_what_has_passed_takes_no_room(at: dict[str, float]) -> None:
    limits = Limits()
    for number in range(500):
        guesses(limits, f"{number}@example.org", 1)
    at["now"] += WINDOW + 1
    for number in range(500):
        limits.check(f"{number}@example.org")
    assert not limits.failures


@pytest.mark.parametrize(("peer", "told", "counted"), [
    ("127.0.0.1", "", "127.0.0.1"),
    ("127.0.0.1", HALL, HALL),
    ("127.0.0.1", f"{HALL}, {FAR}", FAR),  # the proxy's own word comes last
    (FAR, HALL, FAR),  # anybody can say that
])  # fmt: skip
def test_behind_a_proxy_on_the_machine_it_says_who_knocks(
    monkeypatch: pytest.MonkeyPatch, peer: str, told: str, counted: str
) -> None:
    known = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": told}
    monkeypatch.setattr(WSGIHandler, "get_environ", lambda _self: dict(known))
    assert Handler.__new__(Handler).get_environ()["REMOTE_ADDR"] == counted
