"""What people do wrong in the browser: a sentence says so in their language, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from demo.server import Running
from reports.writers import WRITERS
from tests.journeys.people import PHONE, Participant
from tests.journeys.shortcut import AGREE, FIND, GO, TICK, Lead
from tests.reports import hostile
from translations import use

pytestmark = pytest.mark.browser


@pytest.fixture
def anna(chromium: Any, lead: Lead) -> Iterator[Participant]:
    person = Participant(chromium, "anna", PHONE, "nn-NO")
    person.joins(lead.join, "Anna")
    yield person
    person.context.close()


def boxes(person: Participant) -> Any:
    return person.page.locator(".tick-list input")


def test_an_unknown_code_stands_in_the_field_with_a_sentence(
    chromium: Any, server: Running
) -> None:
    guest = Participant(chromium, "guest", PHONE, "nn-NO")
    guest.page.goto(server.base)
    guest.writes("code", "AAAAAA")
    guest.page.keyboard.press("Enter")
    guest.sees("Ingen seminar har koden")
    expect(guest.page.locator("#code")).to_have_value("AAAAAA")
    guest.context.close()


ORDERS = """() => {
  window.orders = new Set();
  const look = () => {
    const rows = [...document.querySelectorAll(".tick-list > li")].map((row) => row.id);
    if (rows.length) window.orders.add(rows.join());
    requestAnimationFrame(look);
  };
  look();
}"""


def test_a_ballot_never_moves_under_the_finger(anna: Participant, lead: Lead) -> None:
    anna.page.evaluate(ORDERS)
    lead.to(TICK)
    boxes(anna).first.check()
    anna.settled()
    (shown,) = anna.page.evaluate("() => [...window.orders]")
    anna.page.reload()
    rows = anna.page.locator(".tick-list > li")
    assert [row.get_attribute("id") for row in rows.all()] == shown.split(","), "as the server says"


def test_one_tick_too_many_is_answered_at_once(anna: Participant, lead: Lead) -> None:
    lead.to(TICK)
    for place in range(3):
        boxes(anna).nth(place).check()
    boxes(anna).nth(3).click()
    anna.sees("Alle kryssa dine er brukte")
    expect(anna.page.locator(".tick-list input:checked")).to_have_count(3)
    anna.settled()


def test_a_tick_that_comes_after_the_vote_is_closed(anna: Participant, lead: Lead) -> None:
    lead.to(TICK)
    expect(boxes(anna)).to_have_count(6)
    anna.context.set_offline(True)
    boxes(anna).first.check()
    lead.console.must("close", TICK)
    anna.page.wait_for_timeout(300)
    anna.context.set_offline(False)
    anna.sees("Avstemminga er stengd")
    anna.settled()


def test_a_text_that_is_too_long_is_kept_for_editing(anna: Participant, lead: Lead) -> None:
    lead.to(FIND)
    field = anna.page.locator(f"#note-{FIND}-text")
    field.evaluate("(el) => el.removeAttribute('maxlength')")
    field.fill("å" * 700)
    anna.press("note-button")
    anna.sees("Det er 700 teikn")
    expect(field).to_have_value("å" * 700)


def test_a_date_that_has_passed_keeps_the_agreement_in_the_form(
    anna: Participant, lead: Lead
) -> None:
    lead.to(AGREE)
    anna.opens("propose-box")
    anna.writes(f"propose-{AGREE}-what", "Nattbuss på prøve")
    anna.writes(f"propose-{AGREE}-date", "2020-01-01")
    anna.press("propose-button")
    anna.sees("Den datoen er passert")
    expect(anna.page.locator(f"#propose-{AGREE}-what")).to_have_value("Nattbuss på prøve")


def test_the_keyboard_alone_writes_ticks_and_chooses(anna: Participant, lead: Lead) -> None:
    keys = anna.page.keyboard
    lead.to(FIND)
    anna.page.locator(f"#note-{FIND}-text").focus()
    keys.type("Bare tastatur")
    keys.press("Tab")
    keys.press("Enter")
    expect(anna.page.locator("#board-own")).to_contain_text("Bare tastatur")
    lead.to(TICK)
    boxes(anna).first.focus()
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    expect(anna.page.locator(".tick-list input:checked")).to_have_count(2)
    anna.settled()
    lead.console.must("close", TICK)
    ties = lead.console.do("tie", TICK, choice="include")
    assert ties["ok"] or ties["code"] == "no_tie"
    lead.console.must("publish", TICK)
    lead.to(GO)
    anna.page.locator("button.choice").first.focus()
    keys.press("Enter")
    expect(anna.page.locator("button.choice .tag:visible")).to_have_count(1)


def test_the_code_of_a_seminar_that_is_over_leads_to_its_outcome(chromium: Any, lead: Lead) -> None:
    lead.to(2)
    lead.console.must("end", 2)
    guest = Participant(chromium, "guest", PHONE, "nb-NO")
    guest.page.goto(lead.join)
    guest.sees("Seminaret er slutt")
    guest.context.close()


def test_hard_texts_break_no_report_fetch_nothing_and_run_nothing(chromium: Any) -> None:
    with use("nb"):
        page = WRITERS["html"].write(hostile.reading(), hostile.outcome()).decode()
    phone = chromium.new_page(viewport={"width": 390, "height": 844})
    asked, said = list[str](), list[str]()
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("dialog", lambda dialog: said.append(dialog.message))
    phone.set_content(page)
    assert phone.evaluate("() => document.documentElement.scrollWidth") == 390
    assert not said and not [url for url in asked if not url.startswith("data:")]
    phone.close()
