"""Pauses between steps, and steps that people do in their own time; over night, over weeks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from config import Config
from live import frames
from live.clients import Clients
from live.identity import Identity
from methods import clock
from methods.catalogue import parse
from storage import Storage, connect
from tests.cast import Cast, Player
from tests.hall import Hall
from tests.plays import method, step

NOBODY = Clients(lambda *_: None, lambda *_: None)
DAY = 24 * 3600
METHOD = parse(method(
    "pauser",
    step("bord", "group", 'by = "table"', 'pause_after = "overnight"'),
    step("tror", "gather", "async = true", 'pause_after = "weeks"'),
    step("mer", "gather", "optional = true"),
), "pauser.toml")  # fmt: skip


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """A clock that tests move."""
    time = {"now": 1_800_000_000.0}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    return time


@pytest.fixture
def pausing(storage: Storage, at: dict[str, float]) -> Iterator[Cast]:
    made = Cast(storage, size=16, method=METHOD)
    yield made
    made.close()


def painted(cast: Cast, storage: Storage, folder: Path, surface: str,
            person: Player | None = None) -> str:  # fmt: skip
    hall = Hall(cast, storage, folder)
    part = hall.stage.own(cast.seminar.id, person.id) if person else None
    made = hall.stage.painted(cast.seminar.id, surface, "en", part.data if part else None)
    assert made is not None
    return str(made["html"])


def test_after_a_step_with_a_pause_the_seminar_rests(pausing: Cast) -> None:
    pausing.open_doors()
    pausing.facilitator.does("next")
    assert (pausing.seminar.resting, pausing.step().key) == ("overnight", "tror")
    pausing.facilitator.does("go_on", None)
    assert (pausing.seminar.resting, pausing.step().state) == ("", "waiting")
    assert pausing.facilitator.refused("go_on", None) == "moved"


def test_opening_the_next_step_ends_the_pause(pausing: Cast) -> None:
    pausing.open_doors()
    pausing.facilitator.does("next")
    pausing.facilitator.does("open")
    assert (pausing.seminar.resting, pausing.step().state) == ("", "open")


def test_after_the_last_step_there_is_nothing_to_rest_for(pausing: Cast) -> None:
    pausing.open_doors()
    pausing.facilitator.does("next")
    pausing.facilitator.does("open")
    pausing.facilitator.does("end")
    assert (pausing.seminar.resting, pausing.seminar.resting_since) == ("", None)


def test_phone_and_wall_remind_of_the_return_code(
    pausing: Cast, storage: Storage, tmp_path: Path
) -> None:
    anna = pausing.join("Anna")
    pausing.facilitator.does("next")
    phone = painted(pausing, storage, tmp_path, "phone", anna)
    assert f"CODE{anna.id:04}" in phone
    assert "Write down your return code" in phone
    assert "Write down your return code" in painted(pausing, storage, tmp_path, "screen")
    assert 'data-command="go_on"' in painted(pausing, storage, tmp_path, "console")


def test_a_night_is_not_counted_as_delay(pausing: Cast, at: dict[str, float]) -> None:
    pausing.open_doors()
    at["now"] += 300
    pausing.facilitator.does("next")
    at["now"] += DAY
    console = frames.frame(pausing.db, "console", pausing.seminar, pausing.activity(), "", NOBODY)
    assert console["late"] == 0
    pausing.facilitator.does("go_on", None)
    assert pausing.seminar.rested == DAY
    console = frames.frame(pausing.db, "console", pausing.seminar, pausing.activity(), "", NOBODY)
    assert console["late"] == 0


def test_in_their_own_time_there_is_no_clock(
    pausing: Cast, storage: Storage, tmp_path: Path, at: dict[str, float]
) -> None:
    anna = pausing.join("Anna")
    pausing.lead_to("tror")
    assert pausing.step().deadline is None
    assert pausing.facilitator.refused("extend", minutes=5) == "no_clock"
    for surface in ("phone", "screen"):
        html = painted(pausing, storage, tmp_path, surface, anna if surface == "phone" else None)
        assert "Answer when it suits you" in html
        assert "data-deadline" not in html
    at["now"] += 9 * DAY
    console = frames.frame(pausing.db, "console", pausing.seminar, pausing.activity(), "", NOBODY)
    assert (console["end"], console["late"]) == (int(1000 * (at["now"] + 300)), -5)
    for command in ("pause", "resume"):
        pausing.facilitator.does(command)
    assert pausing.step().deadline is None


def test_an_optional_step_is_left_out_with_an_equal_button(
    pausing: Cast, storage: Storage, tmp_path: Path
) -> None:
    pausing.open_doors()
    pausing.lead_to("mer", opened=False)
    pausing.facilitator.does("go_on", None)
    assert "may well do without this step" in painted(pausing, storage, tmp_path, "console")


def test_after_weeks_and_a_restart_people_come_back_with_the_same_code(
    pausing: Cast, storage: Storage, at: dict[str, float]
) -> None:
    anna, bo = pausing.people(2)
    anna.does("host", None, group=anna.person.table_id)
    pausing.lead_to("tror")
    anna.does("add", title="Ungdom slutter fordi bussen ikke går")
    pausing.facilitator.does("next")
    config = Config(data=Path("nowhere"), secret="x" * 32)
    before = Identity(storage, config.secret, secure=True).return_code(bo.id)
    number = pausing.seminar.id
    pausing.close()
    at["now"] += 21 * DAY
    again = connect(storage.read.url.render_as_string(hide_password=False))
    with again.reading() as db:
        seminar = db.get(type(pausing.seminar), number)
        assert seminar is not None
        assert (seminar.state, seminar.resting) == ("open", "weeks")
        found = Identity(again, config.secret, secure=True).find_returning(db, seminar, before)
        assert found is not None
        assert found.id == bo.id
    again.close()


def test_a_phone_is_remembered_for_more_than_sixty_days(storage: Storage, pausing: Cast) -> None:
    from flask import Response

    response = Response()
    Identity(storage, "x" * 32, secure=True).give(response, pausing.seminar, "token")
    age = int(response.headers["Set-Cookie"].partition("Max-Age=")[2].partition(";")[0])
    assert age >= 60 * DAY


def test_who_comes_for_somebody_else_the_next_day_inherits_no_votes(cast: Cast) -> None:
    leader = cast.join("Leder")
    leader.does("host", None, group=leader.person.table_id)
    cast.lead_to("finn")
    leader.does("add", title="Det er for dyrt")
    cast.lead_to("huk")
    ticked = cast.step().data["items"]
    leader.does("ballot", items=ticked)
    deputy = cast.join("Vara")
    assert deputy.id != leader.id
    assert deputy.own()["ticks_huk"] == []
    assert cast.activity().progress() == (1, 2)
    deputy.does("ballot", items=ticked)
    cast.facilitator.does("close")
    assert leader.own()["ticks_huk"] == ticked
    assert cast.activity().progress() == (2, 2)
