"""Paper in the browser: entered by keyboard alone, refused row by row, and a phone handed on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, expect

from tests.journeys.people import LAPTOP, PHONE, WALL, Participant, Person
from tests.journeys.shortcut import TICK, Lead
from tests.live.conftest import wait_for

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(chromium: Any, lead: Lead) -> Iterator[Person]:
    """Kari's console in a browser of its own; the vote is open, four without phone at table 1."""
    lead.console.must("issue", None, count=4, table=1)
    lead.to(TICK)
    kari = Person(chromium, "kari", LAPTOP, "nb-NO")
    kari.page.goto(f"{lead.server.base}/facilitator")
    kari.writes("email", lead.console.email)
    kari.writes("password", lead.console.password)
    kari.page.keyboard.press("Enter")
    expect(kari.page.locator("#new-seminar")).to_be_visible()
    kari.page.goto(f"{lead.server.base}/facilitator/{lead.console.number}")
    kari.settled()
    kari.complaints.clear()  # the page one signs in on answers 401
    yield kari
    kari.context.close()


@pytest.fixture
def anna(chromium: Any, lead: Lead) -> Iterator[Participant]:
    person = Participant(chromium, "anna", PHONE, "nb-NO")
    person.joins(lead.join, "Anna")
    yield person
    person.context.close()


def test_a_batch_is_entered_by_keyboard_alone_and_every_wrong_row_is_told(desk: Person) -> None:
    keys = desk.page.keyboard
    desk.page.locator("#batch-box > summary").focus()
    keys.press("Enter")
    expect(desk.page.locator("#batch-table")).to_be_visible()
    desk.stands_still()  # what unfolds cannot be tabbed into before it stands there
    for text in ("1", "4", ""):
        keys.press("Tab")
        keys.type(text)
    keys.press("Tab")
    keys.type("1 4\n2 9\n77 1\n")
    expect(desk.page.locator("#batch-echo li")).to_have_count(3)
    expect(desk.page.locator("#batch-echo li[data-fault]")).to_have_count(2)
    expect(desk.page.locator("#batch-sum")).to_contain_text("Summen er 14 av høyst 12.")
    desk.shot("paper-wrong")
    keys.press("Tab")
    keys.press("Enter")
    desk.sees("Rad 2: 9 er for mange: disse sedlene kan gi én sak høyst 4.")
    desk.sees("Rad 3: nummer 77 står ikke på stemmeseddelen.")
    expect(desk.page.locator("#batch-rows")).to_have_value("1 4\n2 9\n77 1\n")
    desk.writes("batch-rows", "1 4\n2 3\n6 4")
    expect(desk.page.locator("#batch-echo li[data-fault]")).to_have_count(0)
    desk.press("batch-button")
    desk.sees("Bord 1: 4 stemmesedler, 11 kryss")
    expect(desk.page.locator("#batch-rows")).to_have_value("")
    desk.shot("paper-entered")
    assert not desk.complaints


def test_one_phone_votes_for_two_and_each_is_secret_from_the_next(
    desk: Person, anna: Participant, lead: Lead
) -> None:
    anna.page.locator(".tick-list input").first.check()
    anna.settled()
    anna.press("one-more")
    anna.writes("paper", "101")
    expect(anna.page.locator(".tick-list")).to_have_count(0)  # nothing of Anna's own ballot
    anna.shot("paper-number")
    anna.press("lend-button")
    expect(anna.page.locator("#lent-ballot input:checked")).to_have_count(0)
    for place in range(4):
        anna.page.locator("#lent-ballot .tick-list input").nth(place).check()
    anna.press("hand-in")
    anna.sees("Du har 3 kryss")
    expect(anna.page.locator("#lent-ballot .tick-list input:checked")).to_have_count(4)
    anna.page.locator("#lent-ballot .tick-list input").nth(3).uncheck()
    anna.shot("paper-lent")
    anna.press("hand-in")
    anna.sees("Takk. Stemmeseddelen er talt med")
    for _turn in range(2):
        with suppress(Error):  # the browser does not show a posted page once more: so be it
            anna.page.go_back()
        expect(anna.page.locator("input:checked")).to_have_count(0)
    anna.page.goto(f"{lead.join}/one-more")
    anna.writes("paper", "101")
    anna.press("lend-button")
    anna.sees("Nummer 101 har stemt allerede")
    anna.press("bring-button")
    anna.sees("Nummeret ditt er 105")
    anna.press("back")
    expect(anna.page.locator(".tick-list input:checked")).to_have_count(1)
    desk.sees("Nummer 101 har stemt")


def test_the_result_tells_what_came_on_paper(
    chromium: Any, desk: Person, anna: Participant, lead: Lead
) -> None:
    lead.console.must("paper_batch", TICK, table=1, ballots=4, rows="1 4\n2 4\n3 3")
    lead.console.must("close", TICK)
    if "tie-form" in lead.console.boards["console"]:
        lead.console.do("tie", TICK, choice="include")
    lead.console.must("publish", TICK)
    desk.sees("herav 4 på papir")
    desk.opens("account-box")
    desk.sees("Papirsedler fra bord 1")
    desk.shot("paper-result")
    wall = Person(chromium, "wall", WALL, "nb-NO")
    wall.page.goto(f"{lead.server.base}{lead.console.screen}")
    lead.console.must("next", TICK)
    lead.console.must("open", TICK + 1)
    wait_for(lambda: "reveal-button" in lead.console.boards["console"])
    while "reveal-button" in lead.console.boards["console"]:
        lead.console.do("reveal", TICK + 1)
        desk.page.wait_for_timeout(300)
    wall.sees("herav 4 på papir")
    anna.sees("herav 4 på papir")
    anna.shot("paper-phone")
    wall.shot("paper-wall")
    wall.context.close()
