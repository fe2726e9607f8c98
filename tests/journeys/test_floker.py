"""A floke in the register, a seminar about it, and the next one that goes on from its cards."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.server import Running
from tests.journeys.inspector import Inspector
from tests.journeys.test_catalogue import signed_in

pytestmark = pytest.mark.browser
WHY = "Sju enheter møter de samme familiene.\nIngen ser helheten."


def look(page: Page, inspector: Inspector, name: str) -> None:
    """A picture on a laptop and on a phone, both checked."""
    for width, height, where in ((390, 844, "phone"), (1366, 900, "laptop")):
        page.set_viewport_size({"width": width, "height": height})
        inspector.look(page, "floker", f"{name}-{where}")


def put_in(page: Page, title: str, origin: str, stage: str) -> None:
    page.click("#new-floke")
    page.fill("#title", title)
    page.fill("#why", WHY)
    page.fill("#others", "NAV, den videregående skolen og fylkeskommunen")
    page.select_option("#origin", origin)
    page.select_option("#stage", stage)
    page.click("#save-floke")


def hold(page: Page, title: str, method: str, lines: str, floke: str) -> None:
    """Plan a seminar about the floke, open its doors and end it."""
    base, number = page.url.split("/facilitator")[0], page.url.split("/")[-1]
    page.goto(f"{base}/facilitator/new?method={method}&floke={number}")
    assert floke in page.locator("#floke").inner_text()
    page.fill("#title", title)
    page.fill("#question", "Hva skal til?")
    page.fill("#lines", lines)
    page.click("#create-button")
    do = page.url.replace("/plan", "/do")
    for command in ("open_doors", "end"):
        assert page.request.post(do, form={"command": command}).ok
    page.goto(f"{base}/facilitator/floker/{number}")


def test_from_the_register_to_the_next_seminar(chromium: Any, server: Running) -> None:
    inspector = Inspector()
    page = signed_in(chromium, server)
    page.click("#to-floker")
    look(page, inspector, "1-empty")
    for title, origin, stage in (("Tomme hus i sentrum", "trend", "understanding"),
                                 ("Vikarer i hjemmetjenesten", "self_made", "idea"),
                                 ("Unge som faller utenfor", "imposed", "test")):  # fmt: skip
        put_in(page, title, origin, stage)
        if stage != "test":
            page.click("#to-register")
    look(page, inspector, "2-new-floke")
    hold(page, "Samling på Nordlia", "alone_vote", "Én dør inn\nFast kontakt\nSkyss hjem", "Unge")
    expect(page.locator(".stops li").first).to_contain_text("Samling på Nordlia")
    look(page, inspector, "3-journey")
    page.click("#plan-next")
    page.goto(page.url.replace("/new?", "/new?method=hypotesetest&"))
    page.fill("#title", "Tre uker etter")
    page.fill("#question", "Stemmer det vi tror?")
    page.click("#show-cards")
    expect(page.locator("#title")).to_have_value("Tre uker etter")
    for box in page.locator("#cards input").all():
        box.set_checked(False)
    page.click("#create-button")
    expect(page.get_by_role("alert")).to_contain_text("Huk av for minst ett kort")
    look(page, inspector, "4-nothing-ticked")
    page.locator("#cards input").first.check()
    look(page, inspector, "5-ticked")
    page.click("#create-button")
    expect(page.locator("#plan-utgangspunkt")).to_be_visible()
    look(page, inspector, "6-plan")
    page.goto(page.url.split("/facilitator")[0] + "/facilitator/floker/3")
    expect(page.locator(".stops > li")).to_have_count(2)
    look(page, inspector, "7-two-seminars")
    page.click("#to-register")
    look(page, inspector, "8-register")
    page.click("#floke-3")
    page.click("#edit-floke")
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("#why", "Åtte enheter.")
    other.click("#save-floke")
    page.fill("#why", "Ni enheter.")
    page.click("#save-floke")
    expect(page.locator("#saved-text")).to_contain_text("Åtte enheter.")
    expect(page.locator("#why")).to_have_value("Ni enheter.")
    look(page, inspector, "9-conflict")
    page.context.close()
    assert not inspector.faults, "\n".join(inspector.faults)
