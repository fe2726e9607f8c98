"""Leading a seminar: doors, clocks, rounds; two facilitators at once; the same thing sent twice."""

from __future__ import annotations

import pytest

from methods import clock
from tests.cast import Cast


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """A clock that tests move: `at["now"] += 60`."""
    time = {"now": 1_800_000_000.0}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    return time


def test_nobody_joins_before_the_doors_open(cast: Cast) -> None:
    assert cast.guest.refused("join", None, token_hash="x", language="nb") == "not_open"


def test_opening_the_doors_opens_the_first_step(cast: Cast) -> None:
    cast.open_doors()
    assert (cast.step().key, cast.step().state) == ("ankomst", "open")
    assert cast.facilitator.refused("open_doors", None) == "already_open"


def test_the_plan_has_the_minutes_of_the_spec(cast: Cast) -> None:
    assert sum(s.minutes for s in cast.seminar.steps[:12]) == 190
    assert [s.key for s in cast.seminar.steps] == [
        "ankomst", "aapning", "finn", "samle", "huk", "de_ti", "saker", "ideer", "sil", "kan",
        "avtaler", "slutt", "etter",
    ]  # fmt: skip


def test_next_finishes_a_step_and_stands_at_the_one_after(cast: Cast) -> None:
    cast.open_doors()
    cast.facilitator.does("next")
    assert (cast.step().key, cast.step().state) == ("aapning", "waiting")
    assert cast.step("ankomst").state == "published"


def test_two_facilitators_press_next_and_one_step_is_taken(cast: Cast) -> None:
    cast.open_doors()
    cast.facilitator.does("next", "ankomst")
    assert cast.facilitator.refused("next", "ankomst") == "moved"
    assert cast.step().key == "aapning"


def test_sent_twice_means_done_once(cast: Cast) -> None:
    cast.open_doors()
    cast.facilitator.does("extend", op_id="the-same-op", minutes=5)
    deadline = cast.step().deadline
    cast.facilitator.does("extend", op_id="the-same-op", minutes=5)
    assert cast.step().deadline == deadline


def test_extending_an_overrun_step_counts_from_now(cast: Cast, at: dict[str, float]) -> None:
    cast.open_doors()
    at["now"] += 60 * 60
    cast.facilitator.does("extend", minutes=5)
    assert cast.step().deadline == at["now"] + 300


def test_a_pause_freezes_the_clock(cast: Cast, at: dict[str, float]) -> None:
    cast.open_doors()
    at["now"] += 300
    cast.facilitator.does("pause")
    at["now"] += 3600
    cast.facilitator.does("resume")
    assert cast.step().deadline == at["now"] + 600  # 15 minutes less the 5 that had passed


def test_reopening_makes_a_new_round_and_keeps_the_old(cast: Cast) -> None:
    cast.lead_to("finn", opened=False)
    cast.facilitator.does("reopen", "aapning", reason="Noen kom sent")
    assert (cast.step().key, cast.step().round, cast.step().state) == ("aapning", 2, "open")
    first = next(s for s in cast.seminar.steps if s.key == "aapning" and s.round == 1)
    assert first.state == "published"
    cast.facilitator.does("next")
    assert cast.step().key == "finn"


def test_a_running_step_is_closed_before_another_is_reopened(cast: Cast) -> None:
    cast.lead_to("finn")
    assert cast.facilitator.refused("reopen", "aapning") == "step_open"


def test_a_skipped_step_can_be_opened_later(cast: Cast) -> None:
    cast.lead_to("aapning", opened=False)
    cast.facilitator.does("skip")
    assert cast.step().key == "finn"
    cast.facilitator.does("reopen", "aapning")
    assert cast.step().state == "open"


def test_settings_are_checked_before_they_are_kept(cast: Cast) -> None:
    cast.open_doors()
    assert cast.facilitator.refused("set", "huk", key="budget", value="mange") == "bad_setting"
    assert cast.facilitator.refused("set", "huk", key="bydget", value="3") == "bad_setting"
    cast.facilitator.does("set", "huk", key="budget", value="7")
    assert cast.step("huk").settings["budget"] == 7
    assert cast.facilitator.refused("plan", "huk", minutes=0) == "bad_minutes"


def test_nothing_is_taken_in_after_the_end(cast: Cast) -> None:
    anna = cast.join(name="Anna")
    cast.facilitator.does("end")
    assert cast.step().state == "published"
    assert anna.refused("profile", None, name="Anne") == "ended"


def test_commands_are_for_those_they_are_declared_for(cast: Cast) -> None:
    anna = cast.join(name="Anna")
    assert anna.refused("next") == "not_allowed"
    assert cast.facilitator.refused("profile", None, name="Kari") == "not_allowed"
    assert anna.refused("no_such_thing") == "unknown_command"
    assert anna.refused("profile", None, nmae="Anna") == "bad_arguments"
    assert anna.refused("profile", None, name="Å" * 41) == "too_long"
