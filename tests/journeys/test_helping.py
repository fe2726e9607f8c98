"""A helper is invited from the console, scans the link, and helps from a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SHOTS
from tests.journeys.inspector import Inspector
from tests.journeys.people import LAPTOP, PHONE, Facilitator, Person
from tests.journeys.shortcut import FIND, GATHER, Lead

pytestmark = pytest.mark.browser


class Seen(Person):
    """Somebody whose page is both looked at and kept as a picture."""

    def shot(self, step: str) -> None:
        self.stands_still()
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"helping-{step}-{self.name}.png", full_page=True)
        super().shot(step)


class Kari(Seen, Facilitator):
    pass


def test_a_helper_on_a_phone(chromium: Any, lead: Lead) -> None:
    inspector = Inspector()
    kari = Kari(chromium, "kari", LAPTOP, "nb-NO", inspector=inspector)
    cookies = [{"name": c.name, "value": c.value or "", "url": lead.server.base}
               for c in lead.console.http.cookies]  # fmt: skip
    kari.context.add_cookies(cookies)  # type: ignore[arg-type]
    per = Seen(chromium, "per", PHONE, "nn-NO", inspector=inspector)
    siv = Seen(chromium, "siv", PHONE, "nb-NO", inspector=inspector)
    lead.to(FIND)
    come(kari, per, lead, "Per")
    come(kari, siv, lead, "Siv")
    call(kari, per, siv, lead)
    hide_and_place(per, lead)
    dismiss(kari, per, lead)
    for one in (kari, per, siv):
        one.context.close()
    assert not inspector.faults, "\n".join(inspector.faults)
    assert not kari.complaints + siv.complaints


def come(kari: Kari, helper: Seen, lead: Lead, name: str) -> None:
    """The facilitator makes the invitation, and the helper opens it."""
    kari.page.goto(f"{lead.server.base}/facilitator/{lead.console.number}")
    kari.press("to-crew")
    kari.writes("crew-name", name)
    kari.press("invite-button")
    kari.shot("1-invitation")
    helper.page.goto(kari.page.locator("#invitation-link").input_value())
    helper.shot("2-invited")
    helper.press("come-button")
    expect(helper.page.locator("#board-helper h1")).to_be_visible()
    helper.shot("3-nothing")
    kari.press("back")


def call(kari: Kari, per: Seen, siv: Seen, lead: Lead) -> None:
    """A table calls; one goes there, and the others see that."""
    table = lead.ola.own["table"]
    lead.ola.must("help", group=table)
    expect(per.page.locator("#calls")).to_have_text("1")
    per.shot("4-call")
    per.press(f"coming-{table}-button")
    per.settled()
    expect(siv.page.locator(f"#help-{table}")).to_contain_text("Per er på vei")
    siv.shot("5-taken")
    expect(kari.page.locator(f"#help-{table}")).to_contain_text("Per er på vei")
    kari.shot("6-console")
    per.press(f"helped-{table}-button")
    expect(siv.page.locator(f"#help-{table}")).to_have_count(0)


def hide_and_place(per: Seen, lead: Lead) -> None:
    """While the room reads: a text is hidden with a reason, and a new table is put up."""
    lead.to(GATHER)
    per.reaches("open 4 open")
    per.opens("hide-one")
    per.writes("hide-one-reason", "Navngir ein person")
    per.shot("7-hide")
    per.press("hide-one-button")
    per.sees("Skjult: Bussen")
    per.press("add-table-button")
    per.opens("place-people")
    per.page.select_option("#assign-person", label="Ola")
    per.page.select_option("#assign-group", label="2")
    per.shot("8-place")
    per.press("assign-one-button")
    per.settled()
    lead.ola.do("profile")
    assert lead.ola.own["table_number"] == 2
    per.press("to-done")
    per.shot("8b-done")
    per.page.get_by_role("button", name="Angre").first.click()
    expect(per.page.get_by_text("angra", exact=True).first).to_be_visible()
    per.press("back-to-helper")
    lead.ola.do("profile")
    assert lead.ola.own["table_number"] == 1, "set back where he sat"


def dismiss(kari: Kari, per: Seen, lead: Lead) -> None:
    """Removed at once: the open page says so by itself."""
    kari.press("to-crew")
    kari.page.get_by_role("button", name=re.compile("Fjern.*: Per$")).click()
    kari.page.get_by_role("button", name="Ja, fjern").click()
    expect(kari.page.locator("#leaders b", has_text=re.compile("^Per$"))).to_have_count(0)
    kari.shot("9-crew")
    expect(per.page.locator("#to-front")).to_be_visible()
    per.shot("10-out")
