"""Scenario (b), «Nordlia»: two days with a night between them, and what came of it weeks later."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from demo.browser import Failed, Phone
from demo.scenarios.asking import Asking
from demo.scenarios.finding import Finding
from demo.scenarios.roles import Roles

if TYPE_CHECKING:
    from demo.cast import Room
    from demo.lead import Lead
    from demo.venue import Venue

FIRST_DAY = datetime.date(2025, 8, 31)
SECOND_DAY = FIRST_DAY + datetime.timedelta(days=1)
WEEKS_LATER = SECOND_DAY + datetime.timedelta(weeks=3)
FLOKE = "Unge som faller utenfor"
ABOUT: dict[str, Any] = {
    "title": "Nordlia: ledersamling", "sponsor": "Nordlia kommune",
    "question": "Hvorfor mister vi ungdommer ingen av oss klarer å følge opp alene?",
    "promise": "Kommunedirektøren bekrefter bildet før vi velger floke.", "lines": "",
}  # fmt: skip
LEADERS = [str(n) for n in range(24)]
DEPUTY_FOR = LEADERS[-1]


def play(venue: Venue) -> None:
    """Three days on one database, each with a server of its own; each seminar in its folder."""
    with venue.open(FIRST_DAY):
        finding = venue.seminar(LEADERS, Finding(), new_floke=FLOKE, **ABOUT)
        finding.begin()
        if not finding.on():
            raise Failed("the seminar ended before the night")
        evening(finding)
    with venue.open(SECOND_DAY):
        morning(finding)
        finding.on()
        hypotheses = finding.console.cards("hypotesetest", finding.console.number)
        venue.done(finding)
        roles = venue.seminar(LEADERS, Roles(), **{**ABOUT, "title": "Nordlia: hvem gjør hva"})
        roles.through()
        venue.done(roles, Roles.method)
    with venue.open(WEEKS_LATER):
        card, title = list(hypotheses.items())[Asking.which]
        asking = venue.seminar(LEADERS, Asking(title), card=card, earlier=finding.console.number,
                               **{**ABOUT, "title": "Nordlia: hva fant vi ut?"})  # fmt: skip
        asking.through()
        venue.done(asking, Asking.method)


def evening(lead: Lead) -> None:
    """Everybody closes their page; the server is stopped after this."""
    for browser in (*lead.room.phones.values(), lead.console):
        browser.leave()
    lead.progress.say("Good night.")


def morning(lead: Lead) -> None:
    """Everybody comes back, one in four on another device; one leader has sent a deputy."""
    room = lead.room
    before = {who: phone.own for who, phone in room.phones.items()}

    def back(number: int, who: str) -> None:
        phone = room.phones[who]
        room.phones[who] = phone.elsewhere() if number % 4 == 3 else phone.open()

    lead.console.open()
    room.each(back)
    known = [who for who, phone in room.phones.items() if same(phone.own, before[who])]
    elsewhere = [who for n, who in enumerate(room.people) if n % 4 == 3]
    room.phones[DEPUTY_FOR].close()
    deputy = replace(room, DEPUTY_FOR)
    lead.script.seen["morning"] = {
        "known": len(known), "on_another_device": len(elsewhere),
        "deputy_is_new": deputy.own["me"] not in [own["me"] for own in before.values()],
    }  # fmt: skip
    lead.progress.say(f"Good morning. {len(known)} are back, and a deputy has come for one.")
    lead.desk.press_first("go_on")


def same(now: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether it is the same person, with the same code, at the same table."""
    return all(now[key] == before[key] for key in ("me", "code", "table_number"))


def replace(room: Room, who: str) -> Phone:
    """Somebody else takes the place of `who`, and scans the code like everybody."""
    deputy = Phone(room.base, room.token, "Vara", room.language).join()
    room.phones[who] = deputy
    return deputy
