"""The contract: what every activity keeps, on every surface, in every state and every language."""

from __future__ import annotations

import gettext
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import translations
from methods import clock
from methods.catalogue import library
from methods.command import declared
from methods.engine import GENERAL, known
from tests.cast import Cast
from tests.conftest import fresh
from tests.hall import LANGUAGES, Hall, watched
from tests.played import Played
from tests.plays import plays
from tests.staged import HOLE, Hole, staged

pytestmark = pytest.mark.alike  # methods/test_undo_plays.py leads the same plays on PostgreSQL too


class Unknown(gettext.NullTranslations):
    """What the catalogue of a language does not have."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.texts: set[str] = set()

    def gettext(self, message: str) -> str:
        self.texts.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.texts.add(msgid1)
        return msgid1 if n == 1 else msgid2


def catalogues() -> dict[str, gettext.NullTranslations]:
    """The compiled catalogues, each with an `Unknown` behind it."""
    made: dict[str, gettext.NullTranslations] = {"en": gettext.NullTranslations()}
    for language in ("nb", "nn"):
        with (translations.HERE / f"{language}.mo").open("rb") as opened:
            made[language] = gettext.GNUTranslations(opened)
        made[language].add_fallback(Unknown(language))
    return made


@pytest.fixture(scope="module")
def spoken() -> dict[str, gettext.NullTranslations]:
    return catalogues()


class Faults(logging.Handler):
    """The boards that could not be painted: live/boards.py logs them, and the room goes on."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        why = record.exc_info[1] if record.exc_info else ""
        self.told.add(f"{record.getMessage()}: {why!r}")


@pytest.fixture(scope="module")
def faults() -> Iterator[Faults]:
    made = Faults()
    logging.getLogger("floke.boards").addHandler(made)
    yield made
    logging.getLogger("floke.boards").removeHandler(made)


@pytest.fixture(scope="module")
def played(
    migrated: Path | str, tmp_path_factory: pytest.TempPathFactory,
    spoken: dict[str, gettext.NullTranslations], faults: Faults,
) -> Iterator[Played]:  # fmt: skip
    """The whole seminar, played once for all the tests here. To show a hole is an error."""
    folder, at = tmp_path_factory.mktemp("played"), {"now": 1_800_000_000.0}
    with pytest.MonkeyPatch.context() as patch, fresh(migrated, folder) as storage:
        patch.setattr(clock, "now", lambda: at["now"])
        patch.setattr(translations, "_catalogue", lambda language: spoken[language])
        cast = Cast(storage, size=16)
        hall = Hall(cast, storage, folder)
        hall.templates.undefined = Hole
        made = Played(cast, hall, at)
        with watched(hall, made.heard):
            made.play()
        cast.close()
        for number, play in enumerate(plays()):
            place = folder / str(number)
            place.mkdir()
            made.moments += staged(play, migrated, place, at)
        yield made


def test_a_page_that_was_kept_up_to_date_equals_a_fresh_one_after_every_command(
    played: Played,
) -> None:
    stale = {f"{board}: {moment}" for moment in played.moments for board, *_ in moment.stale}
    assert not stale


def test_no_board_failed_on_the_way(played: Played, faults: Faults) -> None:
    assert not faults.told


def test_every_command_there_is_has_been_played(played: Played) -> None:
    there = {(kind.id, name) for kind in known().values() for name in kind.commands()}
    there |= {("", name) for general in GENERAL for name in declared(general)}
    assert there - {(m.owner, m.command) for m in played.moments} == set()


def test_every_step_was_seen_in_every_state_and_in_a_new_round(played: Played) -> None:
    seen = {(m.step, m.state) for m in played.moments}
    again = {m.step for m in played.moments if m.round > 1}
    for step in library()["ovre_eiker"].steps:
        states = {"waiting", "open", "paused", "published"}
        states |= {"closed"} if known()[step.activity].decides else set()
        if step.key == "ankomst":
            states.remove("waiting")  # opening the doors opens it
        assert states <= {state for key, state in seen if key == step.key}, step.key
        assert step.key in again


def test_every_surface_was_seen_in_every_language(played: Played) -> None:
    seen = {(board.split()[0], language) for m in played.moments for board, language in m.shown}
    boards = ("phone", "corner", "group", "own", "console", "screen")
    assert {(b, language) for b in boards for language in LANGUAGES} - seen == set()


def test_no_page_has_a_hole(played: Played) -> None:
    holes = {
        f"{board} {language}, {moment}: {found.group()}"
        for moment in played.moments
        for (board, language), html in moment.shown.items()
        if (found := HOLE.search(html))
    }
    assert not holes


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_page_has_a_text_that_is_not_translated(
    played: Played, spoken: dict[str, gettext.NullTranslations], language: str
) -> None:
    unknown = spoken[language]._fallback  # type: ignore[attr-defined]
    assert isinstance(unknown, Unknown)
    assert not unknown.texts


def test_no_page_of_a_secret_ballot_has_a_bar_or_a_rank_before_it_is_published(
    played: Played,
) -> None:
    secret = {k.id for k in known().values() if any(c.secret for c in k.commands().values())}
    counts = re.compile(r'class="bar|class="numeric"|data-count-to')
    ballots = [m for m in played.moments if m.activity in secret]
    early = {f"{board}: {m}" for m in ballots if m.state != "published"
             for (board, _), html in m.shown.items() if counts.search(html)}  # fmt: skip
    assert not early
    late = {m.step for m in ballots if m.state == "published"
            for html in m.shown.values() if counts.search(html)}  # fmt: skip
    assert late >= {"huk", "sil", "slutt"}, "and when it is published, they are there"
