"""Every print: in three languages, tagged, on its paper, and every code followed to its page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import create_app
from config import Config
from methods.refusal import Refused
from reports import prints
from reports.prints import press, worker
from reports.prints.common import Asked
from storage import Storage
from tests.cast import Cast
from tests.printed import ADDRESS, printed

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
LONG = "Menneskerettighetsorganisasjonsmedlemskapskontingentinnbetaling" * 3
HARD = f"#let *ikke* _markup_ $x$ <b> \\ {LONG[:90]} 😀 中文 Ærlig øl på Åsen"


@pytest.fixture(params=LANGUAGES)
def ready(storage: Storage, request: pytest.FixtureRequest) -> Iterator[Cast]:
    """A seminar that is being planned, with time, place and a channel."""
    made = Cast(storage, language=request.param)
    made.facilitator.does("invitation", None, begins="2026-12-01T18:00", venue="Storsalen")
    made.facilitator.does("channel", None, name="biblioteket")
    yield made
    made.close()


def test_the_poster_is_tagged_named_and_in_the_seminars_language(ready: Cast) -> None:
    made = printed(ready, "poster")
    assert made.catalogue["/Lang"] == LANGUAGES[ready.seminar.language]
    assert made.catalogue["/MarkInfo"]["/Marked"]
    assert made.catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    title = {"en": "Invitation: Bygda i 2040"}
    wanted = title.get(ready.seminar.language, "Invitasjon: Bygda i 2040")
    assert made.pdf.metadata and made.pdf.metadata.title == wanted
    word = {"nb": "Skann og bli med", "nn": "Utan mobil? Du får papir", "en": "Scan to take part"}
    assert word[ready.seminar.language] in made.text
    assert ready.seminar.question in made.text


@pytest.mark.parametrize(("paper", "size"), [("a3", (297, 420)), ("a4", (210, 297)),
                                             ("a0", (297, 420))])  # fmt: skip
def test_the_poster_is_on_the_paper_asked_for(
    cast: Cast, paper: str, size: tuple[int, int]
) -> None:
    assert printed(cast, "poster", paper=paper).size == size
    assert len(printed(cast, "poster", paper=paper).pdf.pages) == 1


@pytest.mark.parametrize("name", ["poster", "card"])
def test_each_code_of_an_invitation_leads_to_a_page(
    cast: Cast, storage: Storage, tmp_path: Path, name: str
) -> None:
    key = cast.facilitator.does("channel", None, name="skolen")["channel"]
    app = create_app(Config(data=tmp_path, secret="x" * 32, url=ADDRESS), storage)
    codes = printed(cast, name, channel=key).codes()
    assert len(codes) == (4 if name == "card" else 1)
    for code in codes:
        assert code == f"{ADDRESS}/s/{cast.seminar.token}?channel={key}"
        assert app.test_client().get(code.removeprefix(ADDRESS)).status_code == 200


def test_hard_texts_break_no_invitation_and_are_never_markup(cast: Cast) -> None:
    cast.seminar.title, cast.seminar.question = HARD[:120], (HARD + " " + LONG)[:280]
    cast.seminar.promise, cast.seminar.venue = HARD * 3, HARD[:120]
    cast.db.commit()
    for name in ("poster", "card"):
        made = printed(cast, name, paper="a4")
        assert len(made.pdf.pages) == 1
        assert "#let *ikke* _markup_ $x$ <b>" in made.text
        assert made.catalogue["/MarkInfo"]["/Marked"]
        assert made.codes(), "the code can still be read"


def test_nobody_is_invited_on_paper_to_a_seminar_that_has_ended(cast: Cast) -> None:
    cast.open_doors()
    cast.facilitator.does("end", None)
    for name in ("poster", "card"):
        with pytest.raises(Refused) as refusal:
            printed(cast, name)
        assert refusal.value.code == "ended_print"


def test_the_fonts_of_the_prints_have_been_fetched() -> None:
    there = {file.name for file in worker.FONTS.glob("*.ttf")}
    assert there == {"Inter-Regular.ttf", "Inter-SemiBold.ttf", "Inter-ExtraBold.ttf",
                     "NotoEmoji-Regular.ttf"}  # fmt: skip


def test_a_print_that_hangs_is_ended_and_said(monkeypatch: pytest.MonkeyPatch,
                                              tmp_path: Path) -> None:  # fmt: skip
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(press, "WORKER", slow)
    with pytest.raises(Refused) as refusal:
        press.pdf("poster", {}, patience=0.2)
    assert refusal.value.code == "slow_print"
    assert press.AT_ONCE.acquire(timeout=0), "the next print gets its turn"
    press.AT_ONCE.release()


def test_a_print_that_cannot_be_made_is_said_without_what_stood_in_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(Refused) as refusal:
        press.pdf("poster", {"title": "Hemmelig", "paper": "a4"})
    assert refusal.value.code == "no_print"
    assert "poster" in caplog.text and "Hemmelig" not in caplog.text


def test_the_press_makes_what_the_worker_makes(cast: Cast) -> None:
    sheet, data = prints.data(cast.db, cast.seminar, "card", Asked(ADDRESS))
    assert press.pdf(sheet, data).startswith(b"%PDF-")
    done = subprocess.run([sys.executable, "-P", str(press.WORKER)], input=b"{}",
                          capture_output=True, check=False)  # fmt: skip
    assert done.returncode == 1


def test_the_outcome_page_has_a_poster_whose_code_leads_to_it(cast: Cast, storage: Storage,
                                                              tmp_path: Path) -> None:  # fmt: skip
    app = create_app(Config(data=tmp_path, secret="x" * 32, url=ADDRESS), storage)
    cast.open_doors()
    cast.facilitator.does("end", None)
    made = printed(cast, "outcome")
    assert "Granvik kommune spurte" in made.text and len(made.pdf.pages) == 1
    [code] = made.codes()
    assert app.test_client().get(code.removeprefix(ADDRESS)).status_code == 200
