"""Bad Wi-Fi, flat batteries, two tabs, old phones: nobody is left out and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from demo.server import free_port, running
from tests.journeys.people import PHONE, Participant
from tests.journeys.shortcut import AGREE, FIND, TICK, Lead

pytestmark = pytest.mark.browser


@pytest.fixture
def anna(chromium: Any, lead: Lead) -> Iterator[Participant]:
    person = Participant(chromium, "anna", PHONE, "nb-NO")
    person.joins(lead.join, "Anna")
    yield person
    person.context.close()


def ticks(person: Participant) -> Any:
    return person.page.locator(".tick-list input:checked")


def tick(person: Participant, *titles: str) -> None:
    for title in titles:
        person.page.locator(".tick-list li").filter(has_text=title).locator("input").check()


def test_ticks_set_without_net_are_said_to_be_unsent_and_are_sent_later(
    anna: Participant, lead: Lead
) -> None:
    lead.to(TICK)
    expect(anna.page.locator(".tick-list input")).to_have_count(6)
    anna.context.set_offline(True)
    tick(anna, "Bussen", "Ungdom")
    anna.page.locator(".tick-list li").filter(has_text="Ungdom").locator("input").uncheck()
    expect(anna.page.locator("#wire")).to_contain_text("Ikke sendt ennå", timeout=15_000)
    anna.page.wait_for_timeout(300)
    anna.context.set_offline(False)
    anna.settled()
    anna.page.reload()
    expect(ticks(anna)).to_have_count(1)
    expect(anna.page.locator(".tick-list li").filter(has_text="Bussen").locator("input")
           ).to_be_checked()  # fmt: skip


def test_what_waits_survives_that_the_page_is_closed(anna: Participant, lead: Lead) -> None:
    lead.to(TICK)
    expect(anna.page.locator(".tick-list input")).to_have_count(6)
    anna.context.set_offline(True)
    tick(anna, "Nærbutikken")
    anna.page.close()
    anna.context.set_offline(False)
    anna.page = anna.context.new_page()
    anna.page.goto(lead.join)
    expect(ticks(anna)).to_have_count(1)
    anna.settled()
    anna.page.reload()
    expect(ticks(anna)).to_have_count(1)


def test_a_phone_that_slept_past_the_close_is_current_and_told_what_came_too_late(
    anna: Participant, lead: Lead
) -> None:
    """R14: its vote is refused in words, and never dropped in silence."""
    lead.to(TICK)
    tick(anna, "Ungdom")
    anna.settled()
    anna.context.set_offline(True)
    tick(anna, "Bussen")
    expect(anna.page.locator("#wire")).to_contain_text("Ikke sendt ennå", timeout=15_000)
    phone = anna.context.new_cdp_session(anna.page)
    phone.send("Page.setWebLifecycleState", {"state": "frozen"})
    lead.publish()
    phone.send("Page.setWebLifecycleState", {"state": "active"})
    anna.context.set_offline(False)
    expect(anna.page.locator("#notice")).to_contain_text("Det som kom inn før")
    anna.reaches(f"open {TICK} published")
    anna.settled()
    anna.shot("slept-past-the-close")
    anna.is_as_fresh()


def test_a_half_written_note_is_still_there(anna: Participant, lead: Lead) -> None:
    lead.to(FIND)
    anna.writes(f"note-{FIND}-text", "Ærlig talt, halvferdig")
    anna.page.reload()
    expect(anna.page.locator(f"#note-{FIND}-text")).to_have_value("Ærlig talt, halvferdig")


def test_a_pushed_board_takes_neither_focus_nor_text(anna: Participant, lead: Lead) -> None:
    lead.to(FIND)
    field = anna.page.locator(f"#note-{FIND}-text")
    field.click()
    field.press_sequentially("Halv")
    lead.console.must("message", None, text="Fem minutter igjen")
    anna.sees("Fem minutter igjen")
    expect(field).to_be_focused()
    field.press_sequentially("ferdig")
    expect(field).to_have_value("Halvferdig")


def test_another_tab_is_the_same_person(anna: Participant, lead: Lead) -> None:
    lead.to(TICK)
    tick(anna, "Bussen", "Ungdom")
    anna.settled()
    tab = anna.context.new_page()
    tab.goto(lead.join)
    expect(tab.locator(".tick-list input:checked")).to_have_count(2)
    tab.locator(".tick-list li").filter(has_text="Bussen").locator("input").uncheck()
    expect(ticks(anna)).to_have_count(1)


def test_the_return_code_brings_the_same_person_back_on_another_phone(
    chromium: Browser, anna: Participant, lead: Lead
) -> None:
    lead.to(TICK)
    tick(anna, "Bussen", "Ungdom")
    anna.settled()
    anna.opens("me")
    shown = anna.page.locator(".return-code")
    expect(shown).to_be_visible()
    code = shown.inner_text()
    other = Participant(chromium, "another", PHONE, "nb-NO")
    other.page.goto(lead.join)
    other.opens("return")
    other.writes("return-code", code.lower().replace("-", " "))
    other.press("return-button")
    expect(ticks(other)).to_have_count(2)
    assert other.complaints == []
    other.context.close()


@pytest.mark.parametrize(("step", "sign"), [(FIND, "Lappene mine"), (TICK, "Bussen går ikke"),
                                            (AGREE, "Skriv en avtale")])  # fmt: skip
def test_who_comes_late_takes_part_at_once(
    chromium: Browser, lead: Lead, step: int, sign: str
) -> None:
    lead.to(step)
    late = Participant(chromium, "late", PHONE, "nb-NO")
    late.joins(lead.join, "Sein")
    late.sees(sign)
    assert late.complaints == []
    late.context.close()


def test_without_script_one_joins_writes_and_ticks(chromium: Browser, lead: Lead) -> None:
    lead.to(FIND)
    old = Participant(chromium, "old", PHONE, "nb-NO", java_script_enabled=False)
    old.page.goto(lead.join)
    old.writes("name", "Gammel")
    old.press("join-button")
    old.writes(f"note-{FIND}-text", "En lapp på gamlemåten")
    old.press("note-button")
    old.sees("En lapp på gamlemåten")
    lead.to(TICK)
    old.page.goto(lead.join)
    tick(old, "Bussen", "Få vet")
    old.page.get_by_role("button", name="Lever kryssene mine").click()
    old.page.goto(lead.join)
    expect(ticks(old)).to_have_count(2)
    old.context.close()


def test_a_server_that_starts_again_has_everything(chromium: Browser, tmp_path: Any) -> None:
    port = free_port()
    with running(tmp_path, port) as server:
        lead = Lead(server)
        lead.to(TICK)
        anna = Participant(chromium, "anna", PHONE, "nb-NO")
        anna.joins(lead.join, "Anna")
        tick(anna, "Bussen")
        anna.settled()
        lead.close()
    tick(anna, "Ungdom")
    expect(anna.page.locator("#wire")).not_to_have_attribute("data-state", "sent")
    with running(tmp_path, port):
        expect(anna.page.locator("#wire")).to_have_attribute("data-state", "sent", timeout=20_000)
        anna.page.reload()
        expect(ticks(anna)).to_have_count(2)
        anna.context.close()
