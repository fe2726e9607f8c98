"""Cards that are rated stand one a page on the phone; without a script they are one long list."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from demo.browser import Console, Phone
from demo.server import Running
from tests.journeys.people import PHONE, Participant

pytestmark = pytest.mark.browser


def test_one_card_a_page_and_the_next_that_is_not_answered_first(
    chromium: Any, server: Running
) -> None:
    console = Console(server.base).start(server.link, title="Seminar", size=8, language="nb",
                                         question="Hva gjør vi først?", sponsor="Oss",
                                         method="beslutningsmatrise")  # fmt: skip
    console.must("open_doors")
    ola = Phone(server.base, console.token, "Ola").join()
    for title in ("Buss om kvelden", "Båt til øya", "Gågate i sentrum"):
        ola.must("add", 1, title=title)
    console.must("next", 1)
    console.must("open", 2)
    anna = Participant(chromium, "anna", PHONE, "nb-NO")
    anna.joins(f"{server.base}/s/{console.token}", "Anna")
    shown = anna.page.locator(".rate-card:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Buss om kvelden")
    expect(anna.page.locator("[id$=-back]")).to_be_disabled()
    for label in shown.locator("label", has_text="4").all():
        label.click()
    anna.settled()
    expect(shown).to_contain_text("Buss om kvelden")  # it stays until one turns the page
    anna.shot("rate-card")
    anna.page.locator("[id^=cards-][id$=-on]").click()
    expect(shown).to_contain_text("Båt til øya")
    expect(shown.locator("h2")).to_be_focused()
    anna.page.reload()
    expect(shown).to_contain_text("Båt til øya")  # the first that is not answered
    ola.close()
    console.close()
