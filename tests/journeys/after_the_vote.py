"""From the topics on the wall to the report in the hand."""

from __future__ import annotations

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import SHOTS
from tests.journeys.in_hall import Hall
from tests.journeys.people import Person

IDEAS = ("Delebil på bygdetunet", "Bussvenn", "Open café on Thursdays")


def go_and_work(hall: Hall) -> None:
    kari, anna = hall.kari, hall.anna
    kari.opens_step()
    kari.press("reveal-button")
    expect(hall.wall.page.locator(".bar-row[data-state=in]")).to_have_count(1)
    hall.wall.shot("06-de-ti-one")
    kari.press("reveal-all-button")
    expect(anna.page.locator("#cards .tag:visible")).to_have_count(2)
    hall.shots("06-de-ti")
    kari.closes()
    kari.goes_on()
    kari.opens_step()
    hall.carol.page.locator("button.choice").first.click()  # and moves on with one tap
    hall.carol.settled()
    for place, phone in zip((0, 0, 1), hall.phones, strict=True):
        phone.page.locator("button.choice").nth(place).click()
        phone.settled()
    expect(anna.page.locator("button.choice .tag:visible")).to_have_count(1)
    expect(hall.carol.page.locator("button.choice .tag:visible")).to_have_count(1)
    expect(hall.carol.page.locator("button.choice").nth(1)).to_contain_text("You are here")
    hall.shots("07-saker")
    kari.closes()
    kari.goes_on()
    kari.opens_step()
    expect(anna.page.locator("#board-group .sheet")).to_be_visible()
    anna.page.locator("#board-group textarea[name=text]").first.fill("At ingen kommer seg hjem.")
    anna.page.locator("#board-group textarea[name=text]").nth(1).click()
    expect(hall.bjorn.page.locator("#board-group textarea").first).to_have_value(
        "At ingen kommer seg hjem.")  # fmt: skip
    for phone, title in zip(hall.phones, IDEAS, strict=True):
        phone.page.locator("#idea-form input[name=title]").fill(title)
        phone.press("idea-button")
        expect(phone.page.locator("#board-group")).to_contain_text(title)
        phone.settled()
    hall.shots("08-ideer")
    kari.closes()
    kari.goes_on()


def sieve_and_agree(hall: Hall) -> None:
    kari, anna, bjorn = hall.kari, hall.anna, hall.bjorn
    kari.opens_step()
    for phone, idea in zip(hall.phones, IDEAS, strict=True):
        phone.ticks(idea)
    hall.shots("09-sil")
    kari.closes()
    kari.shot("09-sil-tie")
    kari.press("tie-runoff")  # the second tap, and every phone has it
    for phone in hall.phones:
        expect(phone.page.locator(".tick-list input[type=radio]")).to_have_count(3)
        phone.ticks(IDEAS[0])
    hall.shots("09-sil-runoff")
    kari.closes()
    kari.publishes()
    expect(anna.page.locator(".bars li")).to_have_count(1)
    hall.shots("09-sil-published")
    kari.goes_on()
    kari.opens_step()
    hall.carol.page.locator("button.choice:visible").first.click()  # her idea stays behind
    expect(hall.carol.page.locator("#board-group .sheet")).to_be_visible()
    expect(anna.page.locator("#board-group textarea").first).to_be_visible()
    anna.page.locator("#board-group textarea").first.fill("Alle skal kunne komme seg hjem.")
    anna.page.locator("#board-group textarea").nth(1).click()
    anna.settled()
    hall.shots("10-kan")
    kari.closes()
    kari.goes_on()
    kari.opens_step()
    step = hall.number()
    anna.opens("propose-box")
    anna.writes(f"propose-{step}-what", "Vi kjøper en delebil sammen")
    anna.writes(f"propose-{step}-first", "Ringe bilforhandleren")
    anna.press("propose-button")
    expect(bjorn.page.locator(".card .lead")).to_contain_text("delebil")
    bjorn.page.locator("[id^=join-][id$=-button]").click()
    bjorn.settled()
    expect(hall.wall.page.locator(".deal[data-state=need]")).to_have_count(1)
    hall.shots("11-avtaler-red")
    expect(kari.page.locator("#board-console")).to_contain_text("Vi kjøper en delebil sammen")
    bjorn.page.locator("[id^=collect-box-] > summary").click()
    bjorn.page.locator("[id^=collect-][id$=-name]").fill("Bjørn Bakken")
    bjorn.page.locator("[id^=collect-][id$=-public]").check()
    bjorn.page.locator("[id^=collect-][id$=-button]").click()
    expect(hall.wall.page.locator(".deal-who")).to_contain_text("Bjørn Bakken")
    expect(hall.wall.page.locator(".deal[data-state=ok]")).to_have_count(1)
    hall.shots("11-avtaler")
    kari.closes()
    kari.goes_on()


def end(hall: Hall) -> None:
    kari, anna = hall.kari, hall.anna
    kari.opens_step()
    for key in ("nytte", "hort", "videre"):
        anna.page.locator(f"label[for=answer-{key}-4]").click()
    anna.settled()
    hall.shots("12-slutt")
    kari.closes()
    kari.goes_on()
    kari.opens_step()
    hall.shots("13-etter")
    kari.closes()
    kari.press("end-seminar-button")
    kari.page.locator("dialog button").first.wait_for()
    kari.shot("13-end-dialog")
    kari.page.locator("dialog[open] button").filter(has_not_text="Avbryt").first.click()
    expect(kari.page.locator("#to-report")).to_be_visible()
    hall.shots("14-ended")
    anna.press("to-outcome")
    anna.sees("Vi kjøper en delebil sammen")
    counts = anna.page.locator(".bar-value")
    assert counts.all_inner_texts() == counts.evaluate_all(
        "(all) => all.map((b) => b.dataset.countTo)"
    )
    anna.shot("15-outcome")
    kari.press("to-report")
    kari.sees("Bjørn Bakken")
    kari.shot("15-outcome")
    printed = on_paper(kari)
    for text in ("Bygda i 2040", "Delebil på bygdetunet", "Vi kjøper en delebil sammen"):
        assert text in printed


def on_paper(person: Person) -> str:
    """The text of what the browser prints of the page, as PDF."""
    pdf = SHOTS / "15-outcome.pdf"
    person.page.pdf(path=pdf, prefer_css_page_size=True)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())
