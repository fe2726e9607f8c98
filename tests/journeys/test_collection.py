"""An example is written, found and read, with a failure of the same thread, and the FAQ grows."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.server import Running
from tests.journeys.inspector import Inspector
from tests.journeys.test_catalogue import signed_in

pytestmark = pytest.mark.browser
TOLD = {"place": "Nes i Akershus", "origin": "Nes kommune", "theme": "Transport",
        "done": "Bygda mistet kveldsbussen, og en gruppe prøvde delebil i tre måneder.",
        "result": "Fjorten husstander ble med. Avtalen er holdt.", "lesson": "Begynn om våren.",
        "thread": "Folk kommer seg ikke rundt", "video": "https://example.org/video",
        "contact_name": "Anne Berg", "contact_how": "anne@example.org"}  # fmt: skip


def look(page: Page, inspector: Inspector, name: str) -> None:
    """A picture on a laptop and on a phone, both checked."""
    for width, height, where in ((390, 844, "phone"), (1280, 800, "laptop")):
        page.set_viewport_size({"width": width, "height": height})
        inspector.look(page, "collection", f"{name}-{where}")


def write(page: Page, base: str, title: str, kind: str) -> None:
    page.goto(f"{base}/facilitator/examples/new")
    page.select_option("#kind", kind)
    for field, text in {**TOLD, "title": title}.items():
        page.fill(f"#{field}", text)
    page.check("#contact_yes")
    page.check("#consent")


def test_from_a_card_to_the_collection_and_the_faq(chromium: Any, server: Running) -> None:
    inspector = Inspector()
    page = signed_in(chromium, server)
    base = page.url.split("/facilitator")[0]
    for title, kind in (("Kveldsbussen ingen tok", "failure"), ("Delebil i Nes", "example")):
        write(page, base, title, kind)
        if kind == "example":
            look(page, inspector, "1-form")
        page.click("#save-example")
    expect(page.locator("#contact")).to_contain_text("Anne Berg")
    look(page, inspector, "2-card")
    page.goto(f"{base}/examples")
    page.select_option("#kind", "failure")
    page.click("#show-examples")
    expect(page.locator("article")).to_have_count(1)
    look(page, inspector, "3-collection")
    page.goto(f"{base}/facilitator/faq")
    page.fill("#question-new", "Hva koster det?")
    page.fill("#answer-new", "Ingenting for deltakerne.")
    page.click("#add")
    look(page, inspector, "4-faq-desk")
    for name in ("faq", "components", "facilitator/examples"):
        page.goto(f"{base}/{name}")
        look(page, inspector, f"5-{name.replace('/', '-')}")
    assert inspector.faults == []
