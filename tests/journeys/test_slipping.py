"""Time slips in real browsers: cut in one tap, given back; and a message to one table."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from demo.server import Running
from tests.journeys.inspector import Inspector
from tests.journeys.people import LAPTOP, PHONE, Facilitator, Participant

pytestmark = pytest.mark.browser


def test_time_is_won_back_in_one_tap(chromium: Any, server: Running) -> None:
    inspector = Inspector()
    slip(chromium, server, inspector)
    assert not inspector.faults, "\n".join(inspector.faults)


def slip(chromium: Any, server: Running, inspector: Inspector | None) -> None:
    """With an inspector it looks at each page; without, it takes pictures."""
    kari = Facilitator(chromium, "console", LAPTOP, "nb-NO", inspector=inspector)
    anna = Participant(chromium, "anna", PHONE, "nb-NO", inspector=inspector)
    kari.begins(server.link, "Bygda i 2040", 100)
    kari.press("open-doors-button")
    kari.reaches("open 1 open")
    join = kari.page.locator("#copy-join").get_attribute("data-copy") or ""
    anna.joins(f"{server.base}/s/{join.rpartition('/')[2]}", "Åse")
    expect(kari.page.locator("#slips")).to_have_count(0)
    for late in (5, 10, 15, 20):
        kari.press("extend-5-button")
        expect(kari.page.locator("#slips")).to_contain_text(f"{late} minutter etter planen")
    expect(kari.page.locator("#slips")).to_contain_text("18 minutter i stedet for 30")
    kari.shot("slips-1-proposed")
    kari.press("catch-up-button")
    expect(kari.page.locator("#slips")).to_have_count(0)
    expect(kari.page.locator(".clockbar-end")).not_to_contain_text("etter planen")
    kari.page.locator("#message-group").select_option(label="Bord 1")
    kari.writes("message-text", "Kom fram til scenen, så begynner vi med dere.")
    kari.press("message-button")
    anna.sees("Kom fram til scenen")
    kari.shot("slips-2-cut")
    anna.shot("slips-2-told")
    anna.page.reload()
    anna.sees("Kom fram til scenen")
    kari.page.locator("[id^=message-clear-][id$=-button]").click()
    expect(anna.page.locator("#notice-group")).to_be_hidden()
    kari.page.locator("#given-up").get_by_role("button", name="Gi tiden tilbake").first.click()
    expect(kari.page.locator("#slips")).to_be_visible()
    for person in (kari, anna):
        assert not person.complaints
        person.context.close()
