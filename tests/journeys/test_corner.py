"""The question corner in real browsers: asked on a phone, answered at the console, on the wall."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from demo.server import Running
from tests.journeys.inspector import Inspector
from tests.journeys.people import LAPTOP, PHONE, WALL, Facilitator, Participant, Person

pytestmark = pytest.mark.browser


def test_a_question_and_a_hand_beside_a_step(chromium: Any, server: Running) -> None:
    inspector = Inspector()
    ask(chromium, server, inspector)
    assert not inspector.faults, "\n".join(inspector.faults)


def ask(chromium: Any, server: Running, inspector: Inspector | None) -> None:
    """With an inspector it looks at each page; without, it takes pictures."""
    kari = Facilitator(chromium, "console", LAPTOP, "nb-NO", inspector=inspector)
    anna = Participant(chromium, "anna", PHONE, "nb-NO", inspector=inspector)
    wall = Person(chromium, "wall", WALL, "nb-NO", inspector=inspector)
    kari.begins(server.link, "Bygda i 2040", 8)
    wall.page.goto(f"{server.base}{kari.page.locator('#open-screen').get_attribute('href')}")
    kari.press("open-doors-button")
    kari.reaches("open 1 open")
    join = kari.page.locator("#copy-join").get_attribute("data-copy") or ""
    anna.joins(f"{server.base}/s/{join.rpartition('/')[2]}", "Åse")
    expect(anna.page.locator("#ask-text")).to_be_hidden()  # it is not in the way
    anna.shot("corner-0-folded")
    anna.opens("corner")
    anna.writes("ask-text", "Hva koster det å kjøre bussen én time til om kvelden?")
    anna.press("ask-button")
    anna.settled()
    anna.press("raise-hand-button")
    anna.sees("Hånden din er oppe")
    anna.opens("failure-form-box")
    anna.writes("failure-happened", "Vi la om bussruta uten å spørre dem som reiser.")
    anna.writes("failure-learnt", "Spør først, og legg om etterpå.")
    anna.press("failure-button")
    anna.settled()
    anna.shot("corner-1-asked")
    expect(kari.page.locator("#desk")).to_contain_text("Åse")
    kari.shot("corner-1-asked")
    expect(wall.page.locator("body")).not_to_contain_text("Hva koster det")
    desk = kari.page.locator("#desk li", has_text="Hva koster det")
    desk.get_by_role("button", name="Vis på storskjermen").click()
    wall.sees("Hva koster det")
    wall.shot("corner-2-lifted")
    desk.get_by_text("Svar skriftlig").click()
    desk.locator("textarea").fill("Omtrent 400 000 kroner i året. Tallene står i økonomiplanen.")
    desk.get_by_role("button", name="Send svaret").click()
    anna.sees("Omtrent 400 000 kroner")
    expect(wall.page.locator("body")).not_to_contain_text("Hva koster det")
    kari.page.locator("#desk").get_by_role("button", name="Har fått ordet").click()
    expect(anna.page.locator("#raise-hand-button")).to_be_visible()
    anna.shot("corner-3-answered")
    anna.page.reload()
    anna.opens("corner")
    anna.sees("Omtrent 400 000 kroner")  # one who comes back reads it too
    for person in (kari, anna, wall):
        assert not person.complaints
        person.context.close()
