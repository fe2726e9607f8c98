"""Scenario (c), as `spec/scenarios.md` lays it down; all of it is invented."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

from demo.cast import settle
from demo.scenarios.scenario import Scenario
from demo.script import dealt, shared_out
from demo.words import IDEAS, PROBLEMS
from demo.writing import write_card

if TYPE_CHECKING:
    from demo.browser import Phone
    from demo.cast import Room
    from demo.desk import Desk
    from demo.page import Form
    from demo.person import Person
    from demo.venue import Venue

PHONES, PAPERS, TABLES = 262, 38, 38
PAPER_TABLES = 19  # two without a phone at each of the first
BALLOTS_ON_PAPER = 36
TWO_ONLY = (7, 23)  # tables that hand in two cards and not three
LANGUAGES = ["nb", "nb", "nn", "en"]
ELECTED = range(30, 36)


class Storoya(Scenario):
    """(c) «Storøya»: 300 people, 262 of them with phones, the Øvre Eiker method."""

    method, people = "ovre_eiker", PHONES
    merges = {"samle": 64}
    votes = [143, 131, 128, 119, 111, 104, 98, 95, 90, 88, 87,
             *(61 - 5 * j // 4 for j in range(37))]  # fmt: skip
    ideas = [90 - 2 * n for n in range(41)]
    topics = [60, 41, 38, 33, 29, 27, 22, 17, 13, 8, 0]
    evaluation = [2, 10, 40, 110, 80]
    ballots = dealt(votes, 255 + BALLOTS_ON_PAPER, 35)
    sieve = dealt(ideas, PHONES, 35)

    def language(self, number: int) -> str:
        return LANGUAGES[number % len(LANGUAGES)]

    def role(self, number: int) -> str:
        return "elected" if number in ELECTED else "resident"

    def writes(self, me: Person, form: Form) -> bool:
        if self.key(form) == "finn":
            if me.phone.own.get("is_host"):
                table = int(str(me.phone.own["table_number"]))
                for n in range(2 if table in TWO_ONLY else 3):
                    title, body = PROBLEMS[(3 * table + n) % len(PROBLEMS)]
                    write_card(me, form, f"{title}, bord {table}", body, turn=n)
            return True
        if self.key(form) == "ideer":
            if self.room_for(str(me.phone.own.get("place")), 1, "ideas", len(self.ideas)):
                write_card(me, form, *IDEAS[me.number % len(IDEAS)])
            return True
        return False

    def ticks(self, me: Person, form: Form, *, single: bool) -> list[int] | None:
        choices = [int(c) for c in form.choices["items"]]
        mine: set[int] = set()
        if self.key(form) == "huk" and me.number < 255:
            mine = self.ballots[me.number]
        elif self.key(form) == "sil":
            mine = self.sieve[me.number]
        return [choices[n] for n in sorted(mine) if n < len(choices)]

    def group(self, me: Person, form: Form) -> str | None:
        if self.key(form) != "saker":
            return None
        place = shared_out(self.topics, self.line(me.number))
        return "" if place is None else form.choices["group"][place]

    @staticmethod
    def line(number: int) -> int:
        """Where a phone stands in the line to the topics: every seventh there has no phone."""
        return number + min(PAPERS, (number + 3) // 6)

    def scores(self, me: Person, form: Form, turn: int) -> int | None:
        place = shared_out(self.evaluation, me.number)
        return 0 if place is None else place + 1

    def proposes(self, me: Person) -> int | None:
        return me.number if me.number < 12 else None

    def collects(self, me: Person) -> int | None:
        return me.number - 20 if 20 <= me.number < 28 else None

    def joins(self, me: Person) -> int | None:
        return me.number if 40 <= me.number < 160 else None

    def at_desk(self, desk: Desk, form: Form, room: Room) -> None:
        super().at_desk(desk, form, room)
        then = {"ankomst": self.sit_closer, "huk": self.count_in, "saker": self.place,
                "sil": self.read_on_phones, "avtaler": self.step_back}  # fmt: skip
        if does := then.get(self.key(form)):
            does(desk, form, room)

    def opens(self, desk: Desk) -> None:
        """Those without a phone get paper numbers, two at each of the first tables."""
        for table in range(1, PAPER_TABLES + 1):
            desk.press(desk.forms("issue")[0], count=2, table=table, first=0)

    def sit_closer(self, desk: Desk, _form: Form, room: Room) -> None:
        """Three walk from the last table, so that 37 have eight people and one has four."""
        last = [p for p in room.phones.values() if p.own["table_number"] == TABLES]
        small = re.findall(r'id="table-(\d+)"[^>]*><b>[^<]*</b>\s*<span>7 ',
                           desk.console.boards["console"])  # fmt: skip
        here = str(last[0].own["table"])
        for phone, table in zip(last, [t for t in small if t != here], strict=False):
            phone.press(phone.forms("move")[0], group=int(table))

    def count_in(self, desk: Desk, _form: Form, _room: Room) -> None:
        """Two ballots on paper at each of eighteen tables, entered by the table."""
        desk.wait_until(lambda: 'data-rows="' in desk.console.boards["console"])
        found = re.search(r'data-rows="([^"]*)"', desk.console.boards["console"])
        numbers = sorted(map(int, json.loads(unescape(found.group(1) if found else "{}"))))
        for turn in range(BALLOTS_ON_PAPER // 2):
            two = [self.ballots[255 + 2 * turn + n] for n in range(2)]
            rows = [
                f"{number} {sum(place in one for one in two)}"
                for place, number in enumerate(numbers)
                if any(place in one for one in two)
            ]
            desk.press(desk.forms("paper_batch")[0], table=turn + 1, ballots=2,
                       rows="\n".join(rows))  # fmt: skip

    def decides(self, desk: Desk, form: Form) -> None:
        """The natural break is followed."""
        if self.key(form) == "huk":
            natural = next(f for f in desk.forms("cut") if f.id == "natural-form")
            self.seen["natural"] = int(natural.given["size"])
            desk.press(natural)

    def place(self, desk: Desk, _form: Form, _room: Room) -> None:
        """Those without a phone tell a helper where they go; the large groups are split."""
        line = sorted(set(range(288)) - {self.line(n) for n in range(250)})
        assign = desk.forms("assign")
        one = next(f for f in assign if f.choices.get("person") and f.choices.get("group"))
        papers = one.choices["person"][:PAPERS]  # they came first
        for person, place in zip(papers, line, strict=True):
            topic = shared_out(self.topics, place)
            desk.press(one, person=int(person), group=int(one.choices["group"][topic or 0]))
        large = [n for n in self.topics if n > 12]
        desk.wait_until(lambda: len(desk.forms("split")) == len(large))
        for _ in large:
            desk.press(desk.forms("split")[0])
        for command in ("call_out", "park"):
            desk.press_first(command)

    def read_on_phones(self, desk: Desk, _form: Form, _room: Room) -> None:
        self.seen["pitches"] = len(desk.forms("pitch"))

    def step_back(self, _desk: Desk, _form: Form, room: Room) -> None:
        """An elected collector is warned, lets another collect it, and becomes the deputy."""
        elected, other = room.phones[str(ELECTED[0])], room.phones["36"]
        ninth = elected.forms("join")[8].given["agreement"]
        elected.press(about(elected, "collect", ninth), name="Folkevalgt i Storøya")
        self.seen["warned"] = elected.own["elected"]
        elected.press(about(elected, "leave", ninth))
        other.press(about(other, "collect", ninth), name=other.name)
        elected.press(about(elected, "deputise", ninth), name="Folkevalgt i Storøya")


def about(phone: Phone, command: str, deal: str) -> Form:
    """The form of `command` about the agreement `deal`, as soon as it stands on the page."""
    found: list[Form] = settle(
        phone, lambda: [f for f in phone.forms(command) if f.given["agreement"] == deal]
    )
    return found[0]


def play(venue: Venue) -> None:
    """One evening."""
    script = Storoya()
    with venue.open():
        lead = venue.seminar([str(n) for n in range(PHONES)], script, size=PHONES + PAPERS)
        lead.through()
        venue.done(lead)
