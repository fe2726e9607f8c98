"""Every command of the facilitator is undone, and done again: the rows are as they were."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any, cast

import pytest

from methods import clock
from methods.command import declared
from methods.engine import GENERAL, known
from methods.scope import LEADING
from storage import Storage
from tests.cast import Cast
from tests.played import Played
from tests.plays import Stage, method_of, plays
from tests.undoing import Quiet, Undone

LASTING = {
    # there were ballots, and nobody can tell any more whose they are
    "publish": {"secret"},
    "close": {"secret"},
    "close_round": {"secret"},
    "cut": {"secret"},  # a run-off for the old cut is thrown away
    # who asked is forgotten
    "answered": {"forgotten"},
    # what harms somebody is gone from every ballot and result
    "hide_words": {"for_good"},
    # rights are given and taken in the list of those who lead; no link and no cookie is kept
    "invite": {"rights"},
    "invite_again": {"rights"},
    "dismiss": {"rights"},
    # the file of a picture that is taken away is not kept
    "show_picture": {"picture"},
    "drop_picture": {"picture"},
    # votes on paper, rehearsals and corrections have a way back of their own
    "enter_for": {"paper"},
    "take_out": {"paper"},
    "paper_batch": {"paper"},
    "take_batch_out": {"paper"},
    "rehearse": {"rehearsal"},
    "wipe_rehearsal": {"rehearsal"},
    "recount": {"corrected"},
    "add_paper": {"corrected"},
    "void": {"corrected"},
    "together": {"corrected"},
    "take_back": {"corrected"},
    # nobody can tell any more who wrote what
    "end": {"ended"},
}
SEEN: dict[str, set[str]] = {}
PLAYED: set[str] = set()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, float]]:
    now = {"now": 1_800_000_000.0}

    def tick() -> float:
        now["now"] += 0.001
        return now["now"]

    monkeypatch.setattr(clock, "now", tick)
    yield now


def hold(undone: Undone) -> None:
    for name, why in undone.lasting.items():
        SEEN.setdefault(name, set()).update(why)
    PLAYED.update(undone.played)


@pytest.mark.parametrize("play", plays(), ids=lambda play: play.__name__.rpartition(".")[2])
def test_a_play_with_everything_undone_and_done_again(
    storage: Storage, at: dict[str, float], play: ModuleType
) -> None:
    made = Cast(storage, size=40, method=method_of(play))
    undone = Undone(made)
    with undone.all():
        play.play(Stage(made, cast(Any, Quiet()), at))
    hold(undone)


def test_a_whole_seminar_with_everything_undone_and_done_again(
    storage: Storage, at: dict[str, float]
) -> None:
    made = Cast(storage, size=16)
    undone = Undone(made)
    with undone.all():
        Played(made, cast(Any, Quiet()), at).play()
    hold(undone)


def test_every_command_was_undone_and_the_lasting_ones_are_known() -> None:
    kinds = [*known().values(), *GENERAL]
    wanted = {name for kind in kinds for name, d in declared(kind).items()
              if d.roles & set(LEADING) and name != "undo"}  # fmt: skip
    assert wanted - PLAYED == set()
    other = {k for k in SEEN.keys() | LASTING.keys() if SEEN.get(k) != LASTING.get(k)}
    assert not other, " ".join(f"{k}: {SEEN.get(k)}" for k in sorted(other))
