"""The way back: undone by keyboard, done again, and read in the history."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from demo.server import Running
from tests.journeys.inspector import Inspector
from tests.journeys.people import LAPTOP, Facilitator

pytestmark = pytest.mark.browser


def test_an_action_is_undone_by_keyboard_and_stands_in_the_history(
    chromium: Any, server: Running
) -> None:
    inspector = Inspector()
    kari = Facilitator(chromium, "kari", LAPTOP, "nb-NO", bypass_csp=True, reduced_motion="reduce")
    page = kari.page
    kari.begins(server.link, "Bygda i 2040", 24)
    kari.press("open-doors-button")
    kari.press("close-step-button")
    undo = page.locator("#undo-button")
    expect(undo).to_contain_text("Angre: Ankomst – steget ble stengt")
    inspector.look(page, "undo", "console")
    undo.focus()
    page.keyboard.press("Enter")
    kari.reaches("open 1 open")
    expect(page.locator("#redo-button")).to_contain_text("steget ble stengt")
    kari.is_as_fresh()
    page.locator("#redo-button").focus()
    page.keyboard.press("Enter")
    kari.reaches("open 1 published")
    kari.press("next-step-button")
    expect(undo).to_contain_text("seminaret gikk videre")
    kari.press("to-history")
    kari.sees("Alt som er gjort")
    kari.sees("Kari Nordmann")
    kari.sees("Angre dette først: Ankomst – seminaret gikk videre til neste steg.")
    inspector.look(page, "undo", "history")
    page.locator(".history-line button").first.focus()
    page.keyboard.press("Enter")
    kari.sees("angret: Ankomst – seminaret gikk videre til neste steg")
    page.set_viewport_size({"width": 390, "height": 844})
    inspector.look(page, "undo", "history-narrow")
    assert not inspector.faults
    assert not kari.complaints
    kari.context.close()
