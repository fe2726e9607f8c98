"""A facilitator makes her own method in the browser, with the mistakes told while she types."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from demo.server import Running
from tests.journeys.inspector import Inspector
from tests.journeys.test_catalogue import signed_in

pytestmark = pytest.mark.browser


def test_a_method_is_copied_changed_and_used(chromium: Any, server: Running) -> None:
    inspector = Inspector()
    page = signed_in(chromium, server)
    page.goto(f"{server.base}/facilitator/methods/igp")
    page.click("#copy-button")
    expect(page.locator(".plan-step")).to_have_count(3)
    inspector.look(page, "workshop", "1-order")
    page.select_option("#activity", "vote")
    page.click("#add-button")
    expect(page.locator("h1")).to_have_text("Et steg: Avstemning")
    expect(page.locator("[data-fault=title]")).to_contain_text("mangler tekst på nb, nn, en")
    inspector.look(page, "workshop", "2-new-step")
    for code, title in (("nb", "Kryss"), ("nn", "Kryss"), ("en", "Tick")):
        for key in ("title", "lead"):
            page.fill(f"#f-{key}-{code}", title)
    page.fill("#f-s-target", "mange")
    expect(page.locator("[data-fault='s.target']")).to_contain_text("kan ikke brukes her")
    expect(page.locator("[data-fault=title]")).to_be_empty()
    page.fill("#f-s-target", "3")
    expect(page.locator("[data-fault='s.target']")).to_be_empty()
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_be_visible()
    for surface, text in (("phone", "Kryss"), ("console", "Lukk"), ("screen", "har stemt")):
        shown = page.frame_locator(f"iframe[src$='preview/{surface}']").locator("body")
        expect(shown).to_contain_text(text)
    inspector.look(page, "workshop", "3-saved")
    page.click("#to-method")
    page.click("#up-3")
    expect(page.locator("#step-2")).to_contain_text("Kryss")
    page.set_viewport_size({"width": 390, "height": 844})
    inspector.look(page, "workshop", "4-phone")
    page.click("#plan-with")
    expect(page.locator("#chosen-method")).to_contain_text("(kopi)")
    page.goto(f"{server.base}/facilitator/workshop")
    inspector.look(page, "workshop", "5-shelf")
    page.context.close()
    assert not inspector.faults, "\n".join(inspector.faults)
