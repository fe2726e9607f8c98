"""The fairness instruments on a real console: one table wrote everything."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from demo.browser import Phone
from demo.server import Running
from tests.journeys.inspector import Inspector
from tests.journeys.people import LAPTOP, Facilitator
from tests.journeys.shortcut import FIND, PROBLEMS

pytestmark = pytest.mark.browser


def test_who_has_not_been_heard(chromium: Any, server: Running) -> None:
    inspector = Inspector()
    hear(chromium, server, inspector)
    assert not inspector.faults, "\n".join(inspector.faults)


def hear(chromium: Any, server: Running, inspector: Inspector | None) -> None:
    """With an inspector it looks at the page; without, it takes a picture."""
    kari = Facilitator(chromium, "console", LAPTOP, "nb-NO", inspector=inspector)
    kari.begins(server.link, "Bygda i 2040", 16)
    kari.press("open-doors-button")
    kari.reaches("open 1 open")
    token = (kari.page.locator("#copy-join").get_attribute("data-copy") or "").rpartition("/")[2]
    phones = [Phone(server.base, token, f"Nr. {n}").join() for n in range(10)]
    for place, phone in enumerate(phones):
        phone.must("sit", 1, table=1 + place % 2)
    for _ in range(FIND - 1):
        kari.closes()
        kari.goes_on()
        kari.opens_step()
    for title in PROBLEMS:
        phones[0].must("add", FIND, title=title)
    expect(kari.page.locator("#fairness")).to_have_count(0)  # nothing while they write
    kari.closes()
    kari.opens("fairness")
    expect(kari.page.locator("#fairness")).to_contain_text("Ingen kort har kommet fra: Bord 2")
    kari.shot("fairness")
    assert not kari.complaints
    for phone in phones:
        phone.close()
    kari.context.close()
