"""From a channel that is named to a phone at the table whose card it scanned."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.server import Running
from tests.journeys.inspector import LOOKS, Inspector
from tests.journeys.test_catalogue import signed_in

pytestmark = pytest.mark.browser


def planned(page: Page, server: Running) -> str:
    """A seminar of the first method; the address of its console."""
    page.goto(f"{server.base}/facilitator/new")
    page.fill("#title", "Bygda i 2040")
    page.fill("#question", "Hvorfor flytter de unge?")
    page.click("#create-button")
    expect(page.locator("#to-prints")).to_be_visible()
    return page.url.removesuffix("/plan")


def test_a_poster_leads_a_phone_to_its_seat(chromium: Any, server: Running) -> None:
    inspector, page = Inspector(), signed_in(chromium, server)
    console = planned(page, server)
    page.click("#to-prints")
    page.fill("#begins", "2026-12-01T18:00")
    page.fill("#venue", "Granvik samfunnshus")
    page.click("#save-time")
    page.fill("#channel-name", "biblioteket")
    page.click("#add-channel")
    card = page.locator("article", has_text="biblioteket")
    expect(card).to_contain_text("færre enn fem har kommet")
    inspector.look(page, "invitere", "til-utskrift")
    made = page.request.get(page.url + "/poster.pdf?paper=a3")
    assert made.headers["content-type"] == "application/pdf"
    link = re.search(r'http[^\s"<>]+channel=\w+', card.inner_html())
    assert link
    page.goto(console)
    page.click("#open-doors-button")
    phone = chromium.new_context(
        locale="nb-NO", viewport={"width": 390, "height": 844}, **LOOKS
    ).new_page()
    phone.goto(f"{link[0]}&table=3")
    expect(phone.locator("#way")).to_contain_text("Du kom hit gjennom biblioteket")
    inspector.look(phone, "invitere", "bli-med")
    phone.click("#join-button")
    expect(phone.locator("main")).to_contain_text("Bord 3")
    phone.goto(f"{link[0].partition('?')[0]}?table=5")
    inspector.look(phone, "invitere", "bordkort")
    phone.click("#go-there")
    expect(phone.locator("main")).to_contain_text("Bord 5")
    assert not inspector.faults, "\n".join(inspector.faults)
