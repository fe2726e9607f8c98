"""The year after in Chromium: a collector on the phone, those around, and Kari on a laptop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from config import Config
from demo.server import running
from methods import followers
from models import Agreement
from tests.cast import Cast
from tests.journeys.inspector import Inspector
from tests.journeys.laid import database, led_by_kari
from tests.journeys.people import LAPTOP, PHONE, Person

pytestmark = pytest.mark.browser
BUS = "Nattbuss på prøve fra sentrum til Øvre Granvik, fredag og lørdag ut året"


class Reader(Person):
    """Somebody with a link, whose pages are looked at and kept as pictures."""

    def looks(self, step: str) -> None:
        assert self.inspector is not None
        self.stands_still()
        self.inspector.look(self.page, "follow-up", f"{step}-{self.name}")

    def saved(self) -> None:
        expect(self.page.locator("#done")).to_be_visible()

    def says(self, text: str) -> None:
        """It is in the agreement's status now."""
        expect(self.page.locator(".deal .tag")).to_have_text(text)


@pytest.fixture
def links(migrated: Path | str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Everyone's address on a server that holds a seminar which is over, by what they are."""
    data = tmp_path / "data"
    with database(migrated, data) as storage:
        cast = Cast(storage)
        paths = agreed(cast, Config(data=data).key())
        cast.close()
    with running(data) as server:
        yield {who: f"{server.base}{path}" for who, path in paths.items()}


def agreed(cast: Cast, key: str) -> dict[str, str]:
    """Two agreements: Bo collects the one, and nobody the other. Anna takes part."""
    anna, bo, cai = cast.people(3)
    cast.lead_to("avtaler")
    deal = anna.does("propose", what=BUS, first_step="Ringe busselskapet",
                     next_date="2099-01-12")["agreement"]  # fmt: skip
    bo.does("collect", agreement=deal, name="Bo Berg", contact="bo@example.org",
            consent_group=True)  # fmt: skip
    cai.does("deputise", agreement=deal, name="Cai")
    anna.does("propose", what="Utlån av ski på biblioteket")
    cast.lead_to("etter")
    cast.facilitator.does("end", None)
    found = cast.db.get_one(Agreement, deal)
    followers.add(cast.db, cast.seminar, found, "member", name="Anna", email="anna@example.org")
    cast.db.commit()
    paths = {f.kind: followers.path(key, f) for f in followers.members(cast.db, found)}
    return {"kari": f"/facilitator/{cast.seminar.id}/agreements", **paths}


def test_an_agreement_is_followed_up_until_it_ends_with_a_lesson(
    chromium: Any, links: dict[str, str], tmp_path: Path
) -> None:
    inspector = Inspector()
    bo, lag, anna = (Reader(chromium, name, PHONE, "nb-NO", inspector=inspector)
                     for name in ("bo", "lag", "anna"))  # fmt: skip
    kari = Reader(chromium, "kari", LAPTOP, "nb-NO", inspector=inspector)
    led_by_kari(kari.page, tmp_path / "data", links["kari"].split("/facilitator/")[0])
    kari.page.goto(links["kari"])
    kari.sees("1 avtale trenger en samler.")
    kari.looks("0-from-the-start")
    tell(bo, links["collector"])
    meet_in_the_middle(bo, links["deputy"])
    ask_for_help(bo, kari, links)
    hand_over(bo, lag)
    end_with_a_lesson(lag)
    leave(anna, links["member"])
    kari.page.goto(links["kari"])
    kari.sees("avsluttet med lærdom")
    kari.looks("9-over")
    write_in_a_collector(kari)
    for one in (bo, lag, anna, kari):
        one.context.close()
    assert not inspector.faults, "\n".join(inspector.faults)
    assert not [said for one in (bo, lag, anna, kari) for said in one.complaints
                if "status of 4" not in said]  # fmt: skip


def tell(bo: Reader, link: str) -> None:
    """News, how it goes, and another date, each with a form of its own."""
    bo.page.goto(link)
    bo.looks("1-opened")
    bo.writes("post_news-text", "Busselskapet er med. Vi møtes på biblioteket.")
    bo.press("post_news-button")
    bo.saved()
    bo.looks("2-told")
    bo.page.select_option("#say_status-status", "under_way")
    bo.press("say_status-button")
    bo.saved()
    bo.says("i gang")
    bo.opens("date-box")
    bo.writes("move_date-day", "2020-01-01")
    bo.writes("move_date-why", "Salen er opptatt")
    bo.press("move_date-button")
    bo.sees("Den datoen er passert.")
    expect(bo.page.locator("#move_date-why")).to_have_value("Salen er opptatt")
    bo.looks("3-past-date")
    bo.writes("move_date-day", "2099-02-03")
    bo.press("move_date-button")
    bo.saved()
    bo.sees("3. februar 2099")


def meet_in_the_middle(bo: Reader, deputy: str) -> None:
    """The deputy has written while Bo did: both stand on the page."""
    cai = bo.context.new_page()
    cai.goto(deputy)
    bo.page.select_option("#say_status-status", "on_hold")
    bo.writes("say_status-text", "Vi venter på svar")
    cai.fill("#post_news-text", "Svaret kom i dag")
    cai.click("#post_news-button")
    expect(cai.locator("#done")).to_be_visible()
    cai.close()
    bo.press("say_status-button")
    expect(bo.page.locator("#theirs")).to_contain_text("Svaret kom i dag")
    expect(bo.page.locator("#theirs")).to_contain_text("Vi venter på svar")
    bo.looks("4-both")


def ask_for_help(bo: Reader, kari: Reader, links: dict[str, str]) -> None:
    """One button from the letter; Kari sees that it needs somebody."""
    bo.page.goto(f"{links['collector']}?say=help")
    bo.writes("say_status-text", "Hvem kjenner fylkeskommunen?")
    bo.looks("5-help")
    bo.press("say_status-button")
    bo.saved()
    bo.says("trenger hjelp")
    kari.page.goto(links["kari"].replace("/1/", "/"))
    expect(kari.page.locator("article .tag").first).to_have_text("trenger hjelp")
    kari.looks("5-needs-help")


def hand_over(bo: Reader, lag: Reader) -> None:
    """Bo offers it, the receiver says yes by a link of their own, and it is handed over."""
    bo.opens("handover-box")
    bo.writes("offer-name", "Øvre Granvik bygdelag")
    bo.press("offer-button")
    lag.page.goto(bo.page.locator("#handed-link").input_value())
    bo.looks("6-offered")
    lag.sees("Bo Berg er samler og har ansvaret.")
    lag.looks("6-asked")
    lag.writes("answer_offer-words", "Vi gleder oss")
    lag.press("accept-button")
    lag.saved()
    lag.looks("6-accepted")
    bo.page.goto(bo.page.url)
    bo.opens("handover-box")
    bo.writes("hand_on-words", "Avtalen med busselskapet og kassa")
    bo.press("hand_on-button")
    bo.saved()
    bo.says("overført")
    bo.sees("Øvre Granvik bygdelag har overtatt")
    bo.looks("7-handed-over")


def end_with_a_lesson(lag: Reader) -> None:
    lag.page.goto(lag.page.url)
    lag.opens("evaluate-box")
    lag.writes("evaluate-came", "Bussen gikk hver helg, og sto aldri tom")
    lag.writes("evaluate-learnt", "Spør sjåførene først")
    lag.page.select_option("#evaluate-goes_on", "false")
    lag.press("evaluate-button")
    lag.saved()
    lag.says("avsluttet med lærdom")
    lag.sees("Spør sjåførene først")
    lag.looks("8-lesson")


def leave(anna: Reader, link: str) -> None:
    """One press; the link opens nothing more."""
    anna.page.goto(link)
    anna.sees("Spør sjåførene først")
    anna.looks("8-member")
    anna.press("to-leave")
    anna.looks("8-leaving")
    anna.press("leave-button")
    expect(anna.page.locator("#left")).to_be_visible()
    anna.looks("8-left")
    anna.page.goto(link)
    expect(anna.page.locator("#left")).to_be_visible()


def write_in_a_collector(kari: Reader) -> None:
    """The one that nobody collects gets somebody, and a link to hand on."""
    summary = kari.page.locator("details[id^=give-] > summary").first
    summary.click()
    kari.page.locator("input[id^=name-]").first.fill("Dag Dahl")
    kari.page.locator("input[id^=email-]").first.fill("dag@example.org")
    kari.page.locator("button[id^=give-]").first.click()
    expect(kari.page.locator("main")).to_contain_text("Dag Dahl")
    kari.looks("10-collected")
