"""Granvik's outcome page in Chromium, on a phone and a laptop: from agreements to first words.

The day was played into the server's own database before it started.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.server import running
from tests.journeys.inspector import LOOKS, Inspector
from tests.journeys.laid import database, led_by_kari
from tests.methods.granvik import Granvik

pytestmark = pytest.mark.browser


@pytest.fixture
def outcome(migrated: Path | str, tmp_path: Path) -> Iterator[str]:
    """The address of the page, on a server that holds the whole day."""
    with database(migrated, tmp_path / "data") as storage:
        granvik = Granvik(storage)
        granvik.to_the_end()
        token = granvik.cast.seminar.token
        granvik.cast.close()
    with running(tmp_path / "data") as server:
        yield f"{server.base}/outcome/{token}"


def told(page: Page, inspector: Inspector, kari: str) -> None:
    """Kari ties an agreement to the budget, a deadline that is past, and tells some news."""
    page.goto(f"{kari}/plans")
    page.select_option("#plan", "budget")
    page.fill("#text", "Skolen holdes åpen på torsdager")
    page.fill("#deadline", "2020-09-15")
    page.click("#save-plan")
    expect(page.locator("#past")).to_be_visible()
    inspector.look(page, "outcome-page", "6-plans")
    page.goto(f"{kari}/news")
    page.fill("#text", "Bussen går fra fredag.")
    page.click("#post-news")
    expect(page.locator(".note")).to_contain_text("Bussen går")
    inspector.look(page, "outcome-page", "7-tells")


def test_a_citizen_reads_what_came_of_it(chromium: Any, outcome: str, tmp_path: Path) -> None:
    inspector = Inspector()
    page: Page = chromium.new_page(locale="nb-NO", **LOOKS)
    for width, height, where in ((390, 844, "phone"), (1280, 800, "laptop")):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(outcome)
        inspector.look(page, "outcome-page", f"1-whole-{where}")
        page.fill("#q", "bord 3 problem 2 ærlig")
        page.click("#find-button")
        expect(page.locator("#hits li").first).to_contain_text("Bord 3, problem 2")
        inspector.look(page, "outcome-page", f"2-found-{where}")
        page.locator("#hits a").first.click()
        expect(page.locator("#fate")).to_be_visible()
        inspector.look(page, "outcome-page", f"3-problem-{where}")
        page.click("#back")
        page.locator(".outcome-deal h3 a").first.click()
        expect(page.locator("#chain blockquote").first).to_contain_text("ærlig talt")
        inspector.look(page, "outcome-page", f"4-agreement-{where}")
        page.locator("#chain blockquote a").first.click()
        expect(page.locator(".outcome-deal").first).to_be_visible()
        inspector.look(page, "outcome-page", f"5-back-again-{where}")
    led_by_kari(page, tmp_path / "data", outcome.split("/outcome/")[0])
    told(page, inspector, outcome.split("/outcome/")[0] + "/facilitator/1")
    page.goto(outcome)
    expect(page.locator("#news + ol")).to_contain_text("Bussen går")
    inspector.look(page, "outcome-page", "8-news")
    page.context.close()
    assert not inspector.faults, "\n".join(inspector.faults)
