"""The thirteen steps, as Kari leads them and Anna, Bjørn and Carol take part; the wall shows."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from demo.server import Running
from tests.journeys.inspector import Inspector
from tests.journeys.people import LAPTOP, PHONE, WALL, Facilitator, Participant, Person

SMALL = {"width": 320, "height": 640}  # the narrowest phone in use
IDEAS = ("Delebil på bygdetunet", "Bussvenn", "Open café on Thursdays")


class Hall:
    """Everybody in the hall."""

    def __init__(self, chromium: Any, server: Running, inspector: Inspector | None = None) -> None:
        told = {"inspector": inspector}
        self.kari = Facilitator(chromium, "console", LAPTOP, "nb-NO", **told)
        self.wall = Person(chromium, "wall", WALL, "nb-NO", **told)
        self.anna = Participant(chromium, "anna", SMALL if inspector else PHONE, "nb-NO", **told)
        self.bjorn = Participant(chromium, "bjorn", PHONE, "nn-NO", **told)
        self.carol = Participant(chromium, "carol", PHONE, "en-GB", **told)
        self.phones = [self.anna, self.bjorn, self.carol]
        self.everybody = [self.kari, self.wall, *self.phones]
        self.server = server

    def shots(self, step: str) -> None:
        """Everybody's page, when it shows what the console shows."""
        for person in self.everybody:
            person.reaches(self.kari.at())
            person.shot(step)

    def number(self) -> str:
        """The open step's number, as it stands in the forms' ids."""
        value = self.kari.page.locator("#close-step input[name=step]").get_attribute("value")
        assert value
        return value

    def close(self) -> None:
        for person in self.everybody:
            person.context.close()

    def plays(self) -> None:
        """The whole seminar."""
        for stage in (arrive, open_and_find, read_and_tick, go_and_work, sieve_and_agree, end):
            stage(self)


def arrive(hall: Hall) -> None:
    kari, wall = hall.kari, hall.wall
    kari.begins(hall.server.link, "Bygda i 2040", 6)
    screen = kari.page.locator("#open-screen").get_attribute("href")
    wall.page.goto(f"{hall.server.base}{screen}")
    hall.kari.shot("01-before-doors")
    wall.shot("01-before-doors")
    hall.anna.page.goto(hall.server.base)
    hall.anna.shot("00-front")
    kari.press("open-doors-button")
    join = kari.page.locator("#copy-join").get_attribute("data-copy") or ""
    for phone, name in zip(hall.phones, ("Anna", "Bjørn", "Carol"), strict=True):
        phone.page.goto(join)
        if phone is hall.anna:
            phone.shot("01-welcome")
        phone.joins(join, name)
    expect(kari.page.locator("#present")).to_have_text("3")
    expect(wall.page.locator(".wall-code")).to_be_visible()
    hall.shots("01-ankomst")
    kari.closes()
    kari.goes_on()


def open_and_find(hall: Hall) -> None:
    kari, anna, bjorn = hall.kari, hall.anna, hall.bjorn
    kari.opens_step()
    hall.shots("02-aapning")
    kari.press("pause-button")
    expect(kari.page.locator("#resume-step-button")).to_be_visible()
    hall.shots("02-aapning-paused")
    kari.press("resume-step-button")
    kari.closes()
    kari.goes_on()
    kari.opens_step()
    step = hall.number()
    anna.writes(f"note-{step}-text", "Bussen går ikke om kvelden")
    anna.press("note-button")
    expect(anna.page.locator("#board-own")).to_contain_text("Bussen går ikke om kvelden")
    anna.settled()
    problems = [
        "Bussen går ikke om kvelden", "Ungdom har ingen plass å være",
        "Nærbutikken kan bli lagt ned", "Det mangler små leiligheter", "Få vet hva som skjer",
    ]  # fmt: skip
    for title in problems:
        anna.writes(f"add-{step}-title", title)
        anna.press("add-button")
        expect(anna.page.locator("#board-group")).to_contain_text(title)
    expect(bjorn.page.locator("#board-group")).to_contain_text(problems[-1])
    bjorn.writes(f"note-{step}-text", "Halvskriven tekst på nynorsk")
    bjorn.page.reload()
    expect(bjorn.page.locator(f"#note-{step}-text")).to_have_value("Halvskriven tekst på nynorsk")
    hall.shots("03-finn")
    kari.closes()
    hall.shots("03-finn-closed")
    kari.goes_on()
    hall.shots("04-samle-waiting")


def read_and_tick(hall: Hall) -> None:
    kari, anna = hall.kari, hall.anna
    kari.opens_step()
    expect(anna.page.locator("#board-phone .note")).to_have_count(5)
    hall.shots("04-samle")
    kari.closes()
    kari.goes_on()
    kari.page.locator("a[id^=rail-]").nth(3).click()
    kari.sees("Bussen går ikke om kvelden")
    kari.shot("04-samle-read")
    kari.press("back-to-console")
    hall.kari.shot("05-huk-waiting")
    kari.opens_step()
    for phone in hall.phones:
        boxes = phone.page.locator(".tick-list input")
        expect(boxes).to_have_count(5)
        boxes.nth(0).check()
        boxes.nth(1).check()
        phone.settled()
    expect(kari.page.locator("#voted")).to_have_text("3")
    hall.shots("05-huk")
    anna.page.reload()
    expect(anna.page.locator(".tick-list input:checked")).to_have_count(2)
    anna.press("confirm-button")
    kari.closes()
    hall.shots("05-huk-closed")
    kari.publishes()
    expect(kari.page.locator("#vote-panel tbody tr")).to_have_count(5)
    expect(anna.page.locator(".bars")).to_have_count(0)  # the wall tells it, card by card
    hall.shots("05-huk-published")
    kari.goes_on()


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
    for place, phone in zip((0, 0, 1), hall.phones, strict=True):
        phone.page.locator("button.choice").nth(place).click()
        phone.settled()
    expect(anna.page.locator("button.choice .tag:visible")).to_have_count(1)
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
    kari.press("tie-runoff")
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
    hall.shots("11-avtaler-red")
    expect(kari.page.locator("#board-console")).to_contain_text("Vi kjøper en delebil sammen")
    bjorn.page.locator("[id^=collect-box-] > summary").click()
    bjorn.page.locator("[id^=collect-][id$=-name]").fill("Bjørn Bakken")
    bjorn.page.locator("[id^=collect-][id$=-public]").check()
    bjorn.page.locator("[id^=collect-][id$=-button]").click()
    expect(hall.wall.page.locator(".deal-who")).to_contain_text("Bjørn Bakken")
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
