"""A facilitator looks for a method, reads about it, and plans a seminar with it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.server import Running
from tests.journeys.inspector import LOOKS, Inspector

pytestmark = pytest.mark.browser


def signed_in(chromium: Any, server: Running) -> Page:
    """A page of a facilitator who has just made her account."""
    page: Page = chromium.new_context(
        locale="nb-NO", viewport={"width": 1366, "height": 900}, **LOOKS
    ).new_page()
    page.goto(server.link)
    for name, text in (("name", "Kari"), ("email", "k@example.org"), ("password", "lang setning")):
        page.fill(f"[name={name}]", text)
    page.click("#start-button")
    return page


def test_from_five_choices_to_a_plan(chromium: Any, server: Running) -> None:
    inspector = Inspector()
    page = signed_in(chromium, server)
    page.click("#to-methods")
    expect(page.locator(".parts a")).to_have_count(5)
    inspector.look(page, "catalogue", "1-five")
    page.click("#part-use")
    page.fill("#people", "120")
    page.click("#show-minutes")
    inspector.look(page, "catalogue", "2-part")
    page.click("#method-premortem")
    expect(page.locator("h1")).to_have_text("Premortem")
    expect(page.get_by_text("Denne metoden er laget for 4 til 80 personer.")).to_be_visible()
    inspector.look(page, "catalogue", "3-method")
    page.click("#plan-with")
    expect(page.locator("#chosen-method")).to_contain_text("Premortem")
    expect(page.locator("#size")).to_have_value("120")
    inspector.look(page, "catalogue", "4-new")
    page.fill("#title", "Vaktsentralen")
    page.fill("#question", "Hva kan gå galt?")
    page.click("#create-button")
    expect(page.locator("#plan-hvorfor")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    for place, name in (("", "5-phone"), ("?part=what", "6-phone"), ("/ovre_eiker", "7-phone")):
        page.goto(f"{server.base}/facilitator/methods{place}")
        inspector.look(page, "catalogue", name)
    page.context.close()
    assert not inspector.faults, "\n".join(inspector.faults)


def test_a_single_activity_with_cards_that_are_typed(chromium: Any, server: Running) -> None:
    inspector = Inspector()
    page = signed_in(chromium, server)
    page.goto(f"{server.base}/facilitator/methods?part=what")
    page.click("#method-alone_vote")
    page.fill("#title", "Høstens tema")
    page.fill("#question", "Hva bruker vi høsten på?")
    page.fill("#lines", "Kino på bygda\n" + "Skyss " * 30)
    page.click("#create-button")
    expect(page.get_by_role("alert")).to_contain_text("Teksten din er tatt vare på")
    inspector.look(page, "catalogue", "8-too-long")
    assert "Kino på bygda" in page.locator("#lines").input_value()
    page.fill("#lines", "Kino på bygda\n\n Skyss til trening \nKino på bygda")
    page.click("#create-button")
    page.click("#to-console")
    inspector.look(page, "catalogue", "9-console")
    page.click("#open-doors-button")
    expect(page.locator("#close-step-button")).to_be_visible()
    inspector.look(page, "catalogue", "10-console-open")
    page.context.close()
    assert not inspector.faults, "\n".join(inspector.faults)
