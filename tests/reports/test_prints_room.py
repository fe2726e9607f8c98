"""What the room needs on paper: in three languages, and every code followed to its page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from app import create_app
from config import Config
from methods.refusal import Refused
from models import Agreement, Item
from reports import prints
from reports.prints import press
from reports.prints.common import Asked
from storage import Storage
from tests.cast import Cast
from tests.methods.topics import chosen
from tests.printed import ADDRESS, Printed, printed

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
LONG = "Menneskerettighetsorganisasjonsmedlemskapskontingent"


@pytest.fixture(params=LANGUAGES)
def room(storage: Storage, request: pytest.FixtureRequest) -> Iterator[Cast]:
    """A seminar whose ten topics are chosen, and where two agreements were made."""
    made = Cast(storage, language=request.param, size=24)
    made.facilitator.does("invitation", None, begins="2026-12-01T18:00", venue="Storsalen")
    chosen(made, "saker")
    settle(made)
    yield made
    made.close()


@pytest.fixture
def browser(storage: Storage, tmp_path: Path) -> FlaskClient:
    return create_app(Config(data=tmp_path, secret="x" * 32, url=ADDRESS), storage).test_client()


def settle(cast: Cast) -> None:
    """Two agreements; only the first collector said yes to being named."""
    step = cast.step("avtaler")
    for number, (what, yes) in enumerate((("Skyssgruppe 🚌", True), (LONG, False)), 1):
        cast.db.add(Agreement(seminar_id=cast.seminar.id, step_id=step.id, number=number,
                              what=what, first_step="Ringe fem foreldre", next_date="2026-12-10",
                              collector_name=f"Kari {number}", consent_public=yes))  # fmt: skip
    step.state, step.result, step.opened_at = "published", {}, 1_796_000_000.0
    cast.db.commit()


def on_ballot(cast: Cast, count: int) -> None:
    """So many problems that the vote will be about."""
    cast.lead_to("huk", opened=False)
    items = [Item(seminar_id=cast.seminar.id, step_id=cast.step("finn").id, kind="problem",
                  number=n, title=f"Sak nummer {n} om bussen {LONG}"[:80])
             for n in range(1, count + 1)]  # fmt: skip
    cast.db.add_all(items)
    cast.db.flush()
    cast.step("samle").result = {"items": [i.id for i in items]}
    cast.db.commit()


def leads(made: Printed, browser: FlaskClient, wanted: list[str]) -> None:
    """Every code is one of those wanted, each is there, and each leads to a page."""
    codes = made.codes()
    assert sorted(codes) == sorted(wanted)
    for code in sorted(set(codes)):
        assert code.startswith(ADDRESS)
        parts = urlsplit(code)
        assert browser.get(f"{parts.path}?{parts.query}").status_code == 200, code


@pytest.mark.parametrize(("name", "word"), [
    ("tables", {"nb": "Skann og sitt her", "nn": "Skann og sit her",
                "en": "Scan, and you sit here"}),
    ("topics", {"nb": "Hva har virket før?", "nn": "Kva har verka før?",
                "en": "What has worked before?"}),
    ("running", {"nb": "Kjøreplan", "nn": "Køyreplan", "en": "Running order"}),
    ("agreements", {"nb": "Dette ble vi enige om", "nn": "Dette blei vi einige om",
                    "en": "This is what we agreed on"}),
])  # fmt: skip
def test_a_print_is_tagged_named_and_in_the_seminars_language(
    room: Cast, name: str, word: dict[str, str]
) -> None:
    made = printed(room, name)
    language = room.seminar.language
    assert made.catalogue["/Lang"] == LANGUAGES[language]
    assert made.catalogue["/MarkInfo"]["/Marked"]
    assert made.pdf.metadata and room.seminar.title in (made.pdf.metadata.title or "")
    assert word[language] in made.text


@pytest.mark.parametrize(("language", "word"), [
    ("nb", "Sett kryss i ruta."), ("nn", "Set kryss i ruta."), ("en", "Put a cross in the box."),
])  # fmt: skip
def test_ballots_are_in_the_seminars_language_too(
    storage: Storage, language: str, word: str
) -> None:
    cast = Cast(storage, language=language)
    on_ballot(cast, 10)
    made = printed(cast, "ballots", first=1, last=2)
    assert word in made.text
    assert made.catalogue["/Lang"] == LANGUAGES[language]
    assert made.catalogue["/MarkInfo"]["/Marked"]


def test_a_table_card_has_its_number_and_code_on_both_sides(
    cast: Cast, browser: FlaskClient
) -> None:
    made = printed(cast, "tables")
    assert (len(made.pdf.pages), made.size) == (12, (210, 297))
    at = f"{ADDRESS}/s/{cast.seminar.token}?table="
    leads(made, browser, [f"{at}{n}" for n in range(1, 13) for _side in "ab"])


def test_cards_can_be_printed_for_the_tables_one_lacks(cast: Cast) -> None:
    assert len(printed(cast, "tables", first=13, last=14).pdf.pages) == 2


@pytest.mark.parametrize(("items", "ballots", "pages"), [(5, 6, 2), (10, 5, 3), (30, 2, 2),
                                                         (94, 2, 2), (120, 1, 2)])  # fmt: skip
def test_ballots_have_a_number_and_a_code_each(
    cast: Cast, browser: FlaskClient, items: int, ballots: int, pages: int
) -> None:
    on_ballot(cast, items)
    made = printed(cast, "ballots", first=101, last=100 + ballots)
    assert len(made.pdf.pages) == pages
    for number in range(101, 101 + ballots):
        assert str(number) in made.text
    each = -(-items // 99)
    at = f"{ADDRESS}/s/{cast.seminar.token}?paper="
    leads(made, browser, [f"{at}{n}" for n in range(101, 101 + ballots)] * each)
    assert f"Sak nummer {items} om bussen" in made.text
    assert "Sett kryss i ruta." in made.text


def test_three_hundred_ballots_of_ninety_four_problems_are_made_in_time(cast: Cast) -> None:
    on_ballot(cast, 94)
    asked = Asked(ADDRESS, first=101, last=400)
    made = press.pdf(*prints.data(cast.db, cast.seminar, "ballots", asked))
    assert len(PdfReader(io.BytesIO(made)).pages) == 300


def test_a_ballot_has_the_numbers_and_ticks_of_the_vote_itself(cast: Cast) -> None:
    on_ballot(cast, 12)
    before = cast.activity("huk").blank()
    cast.facilitator.does("open")
    cast.join()
    after = cast.activity("huk").blank()
    assert before == after
    assert after is not None and after.rule == cast.activity("huk").view("phone")["has"]


def test_a_ballot_is_for_a_vote_that_can_still_be_held(cast: Cast) -> None:
    assert refused(cast, "ballots", step=cast.step("huk").id) == "nothing_yet"
    on_ballot(cast, 12)
    assert refused(cast, "ballots", first=5, last=4) == "bad_numbers"
    assert refused(cast, "ballots", first=1, last=1_000_000) == "bad_numbers"
    assert printed(cast, "ballots").data["ballots"][0]["number"] == 101, "as numbers are given out"
    cast.step("huk").state = "published"
    assert refused(cast, "ballots", step=cast.step("huk").id) == "vote_over"


@pytest.mark.parametrize(("paper", "size"), [("a3", (297, 420)), ("a1", (594, 841))])
def test_a_flip_over_for_each_topic_leads_to_its_group(
    cast: Cast, browser: FlaskClient, paper: str, size: tuple[int, int]
) -> None:
    items = chosen(cast, "saker")
    made = printed(cast, "topics", paper=paper)
    assert (len(made.pdf.pages), made.size) == (10, size)
    at = f"{ADDRESS}/s/{cast.seminar.token}?topic="
    if paper == "a3":
        leads(made, browser, [f"{at}{item}" for item in items])


def test_a_rating_form_has_its_questions_in_the_order_they_are_entered(
    cast: Cast, browser: FlaskClient
) -> None:
    made = printed(cast, "ballots", step=cast.step("slutt").id, first=101, last=102)
    blank = cast.activity("slutt").blank()
    assert blank is not None
    assert [n for n, _question in blank.items] == list(range(1, len(blank.items) + 1))
    for _number, question in blank.items:
        assert question[:20] in made.text
    assert "Sett ett kryss på hver linje." in made.text
    at = f"{ADDRESS}/s/{cast.seminar.token}?paper="
    leads(made, browser, [f"{at}101", f"{at}102"])


def test_flip_overs_wait_for_the_vote(cast: Cast) -> None:
    assert refused(cast, "topics") == "topics_later"


def test_the_running_order_keeps_the_clock(cast: Cast) -> None:
    cast.facilitator.does("invitation", None, begins="2026-12-01T18:00")
    made = printed(cast, "running")
    for told in ("18:00", "18:15", "21:10", "Kaffe etterpå", "12 bord", "2 til å hjelpe",
                 "Hold de tre stille minuttene stille"):  # fmt: skip
        assert told in made.text, told


def test_a_running_order_without_a_time_counts_from_nought(cast: Cast) -> None:
    text = printed(cast, "running").text
    assert "0:15" in text and "3:10" in text


@pytest.mark.parametrize("paper", ["a3", "a1"])
def test_the_agreements_name_only_those_who_said_yes(cast: Cast, browser: FlaskClient,
                                                     paper: str) -> None:  # fmt: skip
    assert refused(cast, "agreements") == "no_agreements"
    cast.open_doors()
    settle(cast)
    made = printed(cast, "agreements", paper=paper)
    assert "Kari 1" in made.text and "Kari 2" not in made.text
    assert "10. desember 2026" in made.text
    if paper == "a3":
        leads(made, browser, [f"{ADDRESS}/outcome/{cast.seminar.token}"])


def test_after_the_end_the_agreements_are_printed_and_the_room_is_not(cast: Cast) -> None:
    cast.open_doors()
    settle(cast)
    cast.facilitator.does("end", None)
    assert len(printed(cast, "agreements").pdf.pages) == 1
    for name in ("tables", "ballots", "topics"):
        assert refused(cast, name) == "ended_print"


def test_hard_texts_break_no_sheet(cast: Cast) -> None:
    items = chosen(cast, "saker")
    first = cast.db.get(Item, items[0])
    assert first is not None
    first.title, first.body = f"#{LONG} 😀 *ikke* 中文"[:80], f"{LONG * 4} " * 2
    cast.db.commit()
    made = printed(cast, "topics")
    assert len(made.pdf.pages) == 10
    assert "*ikke*" in made.text


def refused(cast: Cast, name: str, **asked: object) -> str:
    with pytest.raises(Refused) as refusal:
        printed(cast, name, **asked)
    cast.db.rollback()
    return refusal.value.code
