"""Every activity in all its ways reads well: each play is told to each reader, in each language."""

from __future__ import annotations

from types import ModuleType
from typing import Any, cast

import pytest

from reports.differences import between
from reports.outcome import outcome
from reports.publishing import nameless
from reports.readings import READINGS
from reports.readings.administration import CHAPTERS, place
from reports.seal import canonical
from storage import Storage
from tests.cast import Cast
from tests.plays import Stage, method_of, plays
from tests.undoing import Quiet
from translations import use

pytestmark = pytest.mark.demo


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    now = {"now": 1_800_000_000.0}
    monkeypatch.setattr("methods.clock.now", lambda: now["now"])
    return now


@pytest.mark.parametrize("play", plays(), ids=lambda play: play.__name__.rpartition(".")[2])
def test_a_play_is_told_to_every_reader(
    storage: Storage, at: dict[str, float], play: ModuleType
) -> None:
    made = Cast(storage, size=40, method=method_of(play))
    play.play(Stage(made, cast(Any, Quiet()), at))
    told = outcome(made.db, made.seminar)
    assert {place(step, told) for step in told["steps"]} <= {c.id for c in CHAPTERS}
    for tongue in ("nb", "nn", "en"):
        with use(tongue):
            for read in READINGS.values():
                reading = read(told)
                assert len({s.id for s in reading.sections}) == len(reading.sections)
                assert "%(" not in str(reading)
    assert between(told, told) == []
    assert canonical(nameless(told)) == canonical(nameless(outcome(made.db, made.seminar)))
