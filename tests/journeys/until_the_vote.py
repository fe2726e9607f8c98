"""From the QR code to the published vote."""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.in_hall import Hall


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
    seen = zxingcpp.read_barcodes(Image.open(BytesIO(wall.page.screenshot())))
    assert [code.text for code in seen] == [join], "a phone at the back of the room reads this"
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
