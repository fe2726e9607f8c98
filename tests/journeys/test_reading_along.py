"""Whoever only reads along in a step for another role has the texts, and nothing to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from app import create_app
from config import Config
from methods.catalogue import parse
from models import Participant
from storage import Storage
from tests.cast import Cast
from tests.plays import method, step, words

pytestmark = pytest.mark.browser
STEPS = {
    "vote": ('who = "elected"', f"options = [{words('Buss')}, 'Tog']"),
    "gather": ('who = "elected"',),
    "rate": ('who = "elected"', 'show = "spread"'),
}
TAKES = ":is(#board-phone, #board-own, #board-group) :is(button, input, textarea, select)"


def shown(page: Page) -> list[str]:
    """What one could press or fill in on the boards, beside the question of one's own role."""
    return [
        one.get_attribute("id") or ""
        for one in page.locator(TAKES).all()
        if one.is_visible() and not one.evaluate("one => one.closest('#about-form, details')")
    ]


@pytest.mark.parametrize("activity", STEPS)
def test_nothing_to_fill_in_is_seen_by_one_who_reads_along(
    chromium: Any, storage: Storage, tmp_path: Path, activity: str
) -> None:
    text = method("rolle", step("steget", activity, *STEPS[activity]))
    cast = Cast(storage, method=parse(text, "rolle"))
    cast.open_doors()
    at, browser = f"/s/{cast.seminar.token}", chromium.new_context(java_script_enabled=False)
    client = create_app(Config(data=tmp_path, secret="x" * 32), storage).test_client()
    cast.db.commit()
    client.post(f"{at}/join", data={"language": "nb"})

    def answer(route: Route) -> None:
        got = client.get(route.request.url.partition("floke.test")[2])
        route.fulfill(status=got.status_code, body=got.data, content_type=got.content_type)

    page = browser.new_page()
    page.route("**/*", answer)
    page.goto(f"http://floke.test{at}")
    assert page.locator("[data-reads-along]").is_visible()
    assert shown(page) == []
    (person,) = cast.db.query(Participant)
    person.role = "elected"
    cast.db.commit()
    page.reload()
    assert shown(page), "one of that role has something to answer with"
    round_ = page.locator("#me > summary").evaluate("one => getComputedStyle(one).borderRadius")
    assert round_ != "0px", "a square summary would cover the corners of its box"
    browser.close()
