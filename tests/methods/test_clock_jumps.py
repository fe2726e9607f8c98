"""The server's clock is set while a step is open: nothing closes, nothing is lost or taken twice.

(spec/quality.md R16.) Order is that of the commands and of `seq`, never of the clock.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from methods import clock
from methods.shelf import alone
from storage import Storage
from tests.cast import Cast, Player

OSLO = ZoneInfo("Europe/Oslo")
NOON = datetime(2027, 3, 3, 12, tzinfo=OSLO).timestamp()
# From when, and by how many seconds the clock jumps, or time passes where the wall's clock jumps.
JUMPS = {
    "an hour on": (NOON, 3600),
    "an hour back": (NOON, -3600),
    "summer time": (datetime(2027, 3, 28, 1, 59, 30, tzinfo=OSLO).timestamp(), 60),
    "winter time": (datetime(2027, 10, 31, 2, 59, 30, tzinfo=OSLO).timestamp(), 60),
    "a new year": (datetime(2027, 12, 31, 23, 59, 30, tzinfo=OSLO).timestamp(), 60),
}


@pytest.fixture(params=JUMPS.values(), ids=list(JUMPS))
def jump(request: pytest.FixtureRequest, at: dict[str, float]) -> float:
    at["now"], by = request.param
    return float(by)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    time = {"now": NOON}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    return time


@pytest.fixture
def cast(at: dict[str, float], storage: Storage) -> Cast:
    return Cast(storage, size=8, method=alone()["alone_vote"], lines="Kino\nSkyss").open_doors()


def tick(cast: Cast, player: Player, on: bool) -> None:
    player.does("tick", item=cast.activity().taken()[0].id, on=on)


def ticks(cast: Cast, player: Player) -> int:
    return int(player.own()["used"])


def test_an_open_step_stays_open_and_the_last_change_counts(
        jump: float, cast: Cast, at: dict[str, float]) -> None:  # fmt: skip
    anna = cast.join()
    tick(cast, anna, True)
    at["now"] += jump
    assert cast.step().state == "open"
    tick(cast, anna, False)
    assert ticks(cast, anna) == 0
    at["now"] -= jump
    tick(cast, anna, True)
    assert ticks(cast, anna) == 1


def test_a_step_that_was_closed_takes_nothing_more_when_the_clock_is_set_back(
        cast: Cast, at: dict[str, float]) -> None:  # fmt: skip
    anna = cast.join()
    tick(cast, anna, True)
    cast.facilitator.does("close")
    item = cast.activity().taken()[0].id
    at["now"] += 10
    assert anna.does("tick", item=item, on=False) is not None, "what is on its way is still taken"
    for moved in (3600, -3600):
        at["now"] += moved
        assert anna.refused("tick", item=item, on=True) == "closed"
        at["now"] -= moved


def test_a_pause_takes_no_time_from_anybody_however_the_clock_jumps(
        jump: float, cast: Cast, at: dict[str, float]) -> None:  # fmt: skip
    left = (cast.step().deadline or 0) - at["now"]
    cast.facilitator.does("pause")
    at["now"] += jump
    cast.facilitator.does("resume")
    assert (cast.step().deadline or 0) - at["now"] == pytest.approx(left)
    assert cast.step().paused == max(0, jump)
