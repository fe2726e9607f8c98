"""Scenario (a), as `spec/scenarios.md` lays it down; all of it is invented."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from demo import behaviour
from demo.cast import Room, settle
from demo.scenarios.scenario import Scenario
from demo.script import dealt, shared_out
from demo.words import IDEAS
from demo.writing import write_card

if TYPE_CHECKING:
    from demo.browser import Phone
    from demo.desk import Desk
    from demo.page import Form
    from demo.person import Person
    from demo.venue import Venue

LATE = ["93", "94", "95"]
WALKED, WALKERS = 2, 5  # the topic, from 0, that so many walk to from the next
ON_PAPER, TABLE = ["101", "102", "103", "104"], 12  # four without a phone, who sit there
HANDOVERS = [("municipality", "volunteers", True), ("volunteers", "municipality", False)]


class Granvik(Scenario):
    """(a) «Bygda i 2040»: 96 people at 12 tables, the Øvre Eiker method."""

    method, people = "ovre_eiker", 96
    merges, objections = {"samle": 6}, 1
    votes = [41, 38, 37, 33, 30, 29, 27, 24, 22, 21, 21, 21] + [
        value for value, times in (
            (15, 2), (14, 4), (13, 5), (12, 6), (11, 7), (10, 8), (9, 6), (8, 5), (7, 4), (6, 4),
            (5, 3), (4, 3), (3, 2), (2, 1), (1, 1), (0, 1),
        ) for _ in range(times)
    ]  # fmt: skip
    ideas = [52, 47, 44, 40, 36, 33, 31, 22, 20, 18, 16, 15, 14, 13, 12, 10, 8, 6, 4]
    run_off = [35, 31, 22]
    topics = [22, 15, 12, 11, 9, 8, 7, 6, 4, 0]
    evaluation = [1, 4, 12, 41, 30]
    ballots = {"huk": dealt(votes, 94, 35), "sil": dealt(ideas, 91, 34)}

    def __init__(self) -> None:
        super().__init__()
        self.seats = {number: 90 + n for n, number in enumerate(ON_PAPER)}

    def opens(self, desk: Desk) -> None:
        """Four get a paper number at the door, and sit down at the last table."""
        desk.press(desk.wait_for("issue"), count=len(ON_PAPER), table=TABLE)

    def writes(self, me: Person, form: Form) -> bool:
        if self.key(form) == "finn":
            self.write_many(me, form, 7 if int(str(me.phone.own["table_number"])) <= 7 else 6)
            return True
        if self.key(form) == "ideer":
            group = str(me.phone.own.get("place"))
            if self.room_for(group, 2, "ideas", len(self.ideas)):
                write_card(me, form, *IDEAS[me.number % len(IDEAS)])
            return True
        return False

    def ticks(self, me: Person, form: Form, *, single: bool) -> list[int] | None:
        choices = [int(c) for c in form.choices["items"]]
        if single:
            one = shared_out(self.run_off, self.voter(me))
            return [] if one is None else choices[one : one + 1]
        ballots = self.ballots.get(self.key(form), [])
        mine = ballots[self.voter(me)] if self.voter(me) < len(ballots) else set()
        return [choices[n] for n in sorted(mine) if n < len(choices)]

    def group(self, me: Person, form: Form) -> str | None:
        if self.key(form) != "saker":
            return None
        place = shared_out(self.topics, me.number)
        if place == WALKED and me.number < sum(self.topics[:WALKED]) + WALKERS:
            place += 1  # and then to their own (`walk`)
        return "" if place is None else form.choices["group"][place]

    def scores(self, me: Person, form: Form, turn: int) -> int | None:
        place = shared_out(self.evaluation, me.number)
        return 0 if place is None else place + 1

    def proposes(self, me: Person) -> int | None:
        return me.number if me.number < 7 else None

    def collects(self, me: Person) -> int | None:
        return me.number - 10 if 10 <= me.number < 16 else None

    def joins(self, me: Person) -> int | None:
        """With the seven who write one and the six who collect one they are 61."""
        return me.number if 20 <= me.number < 68 else None

    def tie(self, choices: list[str]) -> str:
        return "runoff" if "runoff" in choices else choices[0]

    def at_desk(self, desk: Desk, form: Form, room: Room) -> None:
        super().at_desk(desk, form, room)
        then = {
            "huk": self.come_late,
            "saker": self.walk,
            "sil": self.sieve_on_paper,
            "avtaler": self.hand_over,
        }
        if does := then.get(self.key(form)):
            does(desk, form, room)

    def on_paper(self, desk: Desk, form: Form, voter: str) -> list[int]:
        """The numbers that the voter of a paper number has ticked, as they stand on paper."""
        numbers = sorted(desk.console.numbers())
        ticked = self.ballots[self.key(form)][self.seats[voter]]
        return [numbers[place] for place in sorted(ticked)]

    def sieve_on_paper(self, desk: Desk, form: Form, _room: Room) -> None:
        """One of the four votes in the second sieve: that ballot is entered by itself."""
        numbers = " ".join(map(str, self.on_paper(desk, form, ON_PAPER[0])))
        desk.press(desk.wait_for("enter_for"), paper=ON_PAPER[0], numbers=numbers)

    def come_late(self, desk: Desk, form: Form, room: Room) -> None:
        """Three come while the others tick, and get full ballots; the four on paper are entered."""
        given = Counter(n for voter in ON_PAPER for n in self.on_paper(desk, form, voter))
        rows = "\n".join(f"{number} {count}" for number, count in sorted(given.items()))
        desk.press(desk.wait_for("paper_batch"), table=TABLE, ballots=len(ON_PAPER), rows=rows,
                   numbers=" ".join(ON_PAPER))  # fmt: skip
        for who in LATE:
            person = room.admit(who)
            self.seen.setdefault("late", []).append(person.phone.own["left"])
            behaviour.act(person, form.step or 0, behaviour.AT_ONCE)

    def walk(self, desk: Desk, _form: Form, room: Room) -> None:
        """Five walk to another topic; the large are split, and what nobody took is parked.

        Two of those on paper are put where they point, and two settle nowhere.
        """
        for number in ON_PAPER[:2]:
            put = next(f for f in desk.forms("assign") if f.id == "assign-one")
            desk.press(put, person=self.person(desk, number), group=put.choices["group"][-2])
        first = sum(self.topics[:WALKED])
        for who in room.people[first : first + WALKERS]:
            choose = room.phones[who].forms("choose")[0]
            room.phones[who].press(choose, group=choose.choices["group"][WALKED])
        large = [n for n in self.topics if n > 12]
        desk.wait_until(lambda: len(desk.forms("split")) == len(large))
        for _ in large:
            desk.press(desk.forms("split")[0])
        for command in ("call_out", "park"):
            desk.press_first(command)

    @staticmethod
    def person(desk: Desk, number: str) -> str:
        """Whom the console calls by that paper number."""
        found = re.search(rf'<option value="(\d+)">[^<]*\b{number}\b',
                          desk.console.boards["console"])  # fmt: skip
        assert found
        return found.group(1)

    def hand_over(self, _desk: Desk, _form: Form, room: Room) -> None:
        """A member offers it, and somebody who was asked to take it over answers."""
        answering = room.phones[LATE[-1]]
        deals = [form.given["agreement"] for form in answering.forms("join")]
        for deal, (now, later, accept) in zip(deals, HANDOVERS, strict=False):
            giver, form = next(
                (phone, form) for phone in room.phones.values()
                for form in about(phone, "hand_over", deal) if form.seen(phone.own)
            )  # fmt: skip
            giver.press(form, owner_now=now, owner_later=later, when="våren 2099")
            answer = settle(answering, partial(about, answering, "accept_handover", deal))
            answering.press(answer[0], accept=accept)


def about(phone: Phone, command: str, deal: str) -> list[Form]:
    """The forms of `command` on the page that are about the agreement `deal`."""
    return [form for form in phone.forms(command) if form.given["agreement"] == deal]


def play(venue: Venue) -> None:
    """One day; three of the 96 come late, and four have no phone."""
    script = Granvik()
    people = [str(n) for n in range(script.people - len(LATE) - len(ON_PAPER))]
    with venue.open():
        lead = venue.seminar(people, script, size=script.people)
        lead.through()
        venue.done(lead)
