"""A pause stops every clock: the step's, and those within it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from methods import clock
from methods.catalogue import parse
from storage import Storage
from tests.cast import Cast, Player
from tests.plays import method, step, words

IDEAS = f'{{ key = "ideer", type = "items", label = {words("Ideer")} }}'
METHOD = method(
    "clocks",
    step("bord", "group", 'by = "table"'),
    step("finn", "gather", 'unit = "group"', "solo_min = 3", 'kind = "problem"'),
    step("samle", "sort", "object_min = 3"),
    step("huk", "vote", "target = 1", "budget = 1"),
    step("ark", "work", f"sheet = [{IDEAS}]"),
    step("runde", "share", 'order = "rank"', "seconds = 90"),
)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    time = {"now": 1_800_000_000.0}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    return time


@pytest.fixture
def room(storage: Storage, at: dict[str, float]) -> Iterator[Cast]:
    made = Cast(storage, size=16, method=parse(METHOD, "clocks"))
    yield made
    made.close()


@pytest.fixture
def people(room: Cast) -> list[Player]:
    return room.people(4)


def pauses(room: Cast, at: dict[str, float], minutes: float) -> None:
    room.facilitator.does("pause")
    at["now"] += 60 * minutes
    room.facilitator.does("resume")


def asked(room: Cast) -> Any:
    """The current activity, whatever it is."""
    return room.activity()


def test_the_silent_minutes_stand_still(
    room: Cast, at: dict[str, float], people: list[Player]
) -> None:
    room.lead_to("finn")
    at["now"] += 60
    pauses(room, at, 10)
    assert asked(room).solo_until() == int((at["now"] + 120) * 1000), "two minutes are left"
    assert not asked(room).half_time()
    at["now"] += 121
    assert asked(room).solo_until() is None


def test_half_time_and_drawn_cards_wait(
    room: Cast, at: dict[str, float], people: list[Player]
) -> None:
    room.lead_to("ark")
    at["now"] += 60 * 2
    room.facilitator.does("pause")
    at["now"] += 3600
    assert not asked(room).half_time(), "also while it lasts"
    room.facilitator.does("resume")
    assert not asked(room).half_time()
    pauses(room, at, 5)
    at["now"] += 31
    assert asked(room).half_time(), "half of five minutes, two pauses apart"


def test_the_time_to_object_to_a_merge_stands_still(
    room: Cast, at: dict[str, float], people: list[Player]
) -> None:
    anna, *_ = people
    room.lead_to("finn")
    first, second = (anna.does("add", title=title)["item"] for title in ("Buss", "Bussen"))
    room.lead_to("samle")
    room.facilitator.does("merge", item=second, into=first)
    at["now"] += 120
    pauses(room, at, 30)
    at["now"] += 59
    assert asked(room).may_object(asked(room).item(second))
    at["now"] += 2
    assert not asked(room).may_object(asked(room).item(second))


def test_the_run_off_stands_still(room: Cast, at: dict[str, float], people: list[Player]) -> None:
    anna, bo, *_ = people
    room.lead_to("finn")
    both = [anna.does("add", title=title)["item"] for title in ("Buss", "Bolig")]
    room.lead_to("huk")
    for person, item in zip((anna, bo), both, strict=True):
        person.does("tick", item=item)
    room.facilitator.does("close")
    room.facilitator.does("tie", choice="runoff")
    left = (room.step().deadline or 0) - at["now"]
    pauses(room, at, 10)
    assert (room.step().deadline or 0) - at["now"] == left > 0


def test_the_speakers_clock_stands_still(
    room: Cast, at: dict[str, float], people: list[Player]
) -> None:
    room.lead_to("ark")
    people[0].does("add", title="Kafé")
    room.lead_to("runde")
    room.facilitator.does("turn")
    at["now"] += 30
    pauses(room, at, 10)
    assert asked(room).view("screen")["until"] == int((at["now"] + 60) * 1000)
    at["now"] += 10
    room.facilitator.does("stop")
    assert asked(room).noted("spoke", [])[-1]["seconds"] == 40, "and the pause is not spoken time"


def test_closing_in_a_pause_ends_it(room: Cast, at: dict[str, float], people: list[Player]) -> None:
    room.lead_to("finn")
    room.facilitator.does("pause")
    at["now"] += 600
    room.facilitator.does("close")
    assert (room.step().paused_at, room.step().paused) == (None, 600)
