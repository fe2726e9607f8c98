"""The first seminar of scenario (b): a shared picture, 19 tangles, four of them, 8 hypotheses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from demo.cast import settle
from demo.scenarios.scenario import PLACES, Scenario
from demo.script import shared_out
from demo.words import IDEAS, PROBLEMS
from demo.writing import write_card

if TYPE_CHECKING:
    from demo.browser import Phone
    from demo.cast import Room
    from demo.desk import Desk
    from demo.page import Form
    from demo.person import Person

HYPOTHESES = [
    ("én dør inn gir flere hjelp i tide", "køen er borte"),
    ("en fast kontaktlærer holder flere på skolen", "fraværet går ned"),
    ("jobb etter skolen gir flere noe å stå opp til", "tolv har fått en"),
    ("skyss hjem om kvelden gir flere venner", "klubben er full på onsdager"),
    ("et sted å være demper uroen", "naboene slutter å ringe"),
    ("hjemmebesøk når dem vi ikke ser", "fire familier har bedt om et til"),
    ("tidlig varsel stopper fraværet", "ingen er borte tre uker på rad"),
    ("voksne som blir, gir trygghet", "ungdommene kan si navnet på én"),
]
LAST_DAY, DAY_AFTER = "2026-02-28", "2026-03-01"  # six months after 31 August 2025


class Finding(Scenario):
    """24 leaders at 4 mixed tables of 6 find tangles, and make hypotheses of what may help."""

    method, people = "flokefinning", 24
    merges, at_a_table = {"rydd": 12}, 6
    votes = [17, 15, 13, 11, 11, 8, 7, 6, 5, 5, 4, 4, 3, 3, 2, 1, 1, 1, 0]
    first_statement = [0, 2, 4, 11, 7]
    matrix = [(2.5, 4.5, 4), (3.5, 3.5, 3), (4, 2.5, 2), (1.5, 4.5, 4.5)]  # voting.md oracle 12
    criteria = ("letthet", "gevinst", "politisk")
    stakeholders = {  # how much power, interest, and how affected
        "Ungdom": (1, 4, 4), "Foreldre": (2, 4, 4), "Kontaktlærere": (2, 3, 3),
        "Fastlegene": (3, 3, 2), "Frivilligsentralen": (2, 4, 2), "Naboer": (1, 1, 2),
        "Fylkeskommunen": (4, 2, 1), "Næringsforeningen": (3, 2, 1),
    }  # fmt: skip
    evaluate_by = LAST_DAY

    def __init__(self) -> None:
        super().__init__()
        self.ideas: dict[str, int] = {}  # an idea's number -> the group of who wrote it
        self.constraints: set[str] = set()

    def writes(self, me: Person, form: Form) -> bool:
        key = self.key(form)
        if key == "floker":
            self.write_many(me, form, 7 if me.phone.own["table_number"] == 4 else 8)
        elif key == "bilde":
            if me.number < 6:
                write_card(me, form, *PROBLEMS[me.number + 8])
        elif key == "hvem":
            if me.number < len(self.stakeholders):
                write_card(me, form, list(self.stakeholders)[me.number], "")
        elif key == "ide":
            self.has_idea(me, form)
        elif key == "venn":
            self.reads(me, form)
            return False
        elif key == "tror":
            if me.number % 6 < 2:  # two of each group
                what, sign = HYPOTHESES[2 * group_of(me) + me.number % 6]
                write_card(me, form, f"Vi tror at {what}", f"Vi ser det når {sign}.")
        else:
            return False
        return True

    def has_idea(self, me: Person, form: Form) -> None:
        """One idea each about the group's own tangle, when the constraint stands on the page."""
        mine = rf'id="card-{me.phone.own["card"]}"[^>]*><b>[^<]*</b> ([^<]+)'
        drawn = settle(me.phone, lambda: re.findall(mine, " ".join(me.phone.boards.values())))
        self.constraints.update(text.strip() for text in drawn or [])
        title, body = IDEAS[me.number % len(IDEAS)]
        place, own = PLACES[me.number // len(IDEAS)], group_of(me)
        idea = write_card(me, form, f"{title} {place}", body, turn=own - me.number)
        self.ideas[str(idea)] = own
        self.seen["constraints"] = sorted(self.constraints)

    def reads(self, me: Person, form: Form) -> None:
        """Whose ideas the person gets to be a critical friend of: by group, from 0."""
        groups = {self.ideas[item] for item in form.choices["about"]}
        read = self.seen.setdefault("friends", [[] for _ in range(4)])[group_of(me)]
        read += [group for group in groups if group not in read]

    def ticks(self, me: Person, form: Form, *, single: bool) -> list[int] | None:
        choices = [int(c) for c in form.choices["items"]]
        mine = _five_each(self.votes)[self.voter(me)]
        return [choices[n] for n in sorted(mine) if n < len(choices)]

    def group(self, me: Person, form: Form) -> str | None:
        return form.choices["group"][group_of(me)]

    def scores(self, me: Person, form: Form, turn: int) -> int | None:
        key, question = self.key(form), form.given["criterion"]
        if key == "enig" and turn == 0:
            place = shared_out(self.first_statement, me.number)
            return None if place is None else place + 1
        if key == "kart":
            place = ("makt", "interesse", "berort").index(question)
            return self.stakeholders[_card(me.phone, form)][place]
        if key == "matrise":
            mean = self.matrix[turn // 3 % 4][self.criteria.index(question)]
            return int(mean) + (mean % 1 > 0 and me.number < self.people // 2)
        return None

    def opinion(self, me: Person, form: Form) -> str | None:
        no, yes = form.choices["option"][:2]
        return no if me.every(8) else yes

    def chooses(self, form: Form, options: list[str]) -> str | None:
        return options[-1] if self.key(form) == "felles" else None

    def at_desk(self, desk: Desk, form: Form, room: Room) -> None:
        super().at_desk(desk, form, room)
        key = self.key(form)
        if key == "felles":  # nobody goes on before the sponsor has said what is decided
            self.seen["unconfirmed"] = desk.console.do("next", form.step)["code"]
        elif key in ("sti", "avtal"):
            self.seen.setdefault("late", {})[key] = too_late(room)

    def tie(self, choices: list[str]) -> str:
        return "lot" if "lot" in choices else choices[0]


def group_of(me: Person) -> int:
    """The tangle the person works on, from 0: six go to each of the four."""
    return me.number // 6


def _five_each(votes: list[int]) -> list[set[int]]:
    """The ballots of (b), at most five ticks each: the fifth has its ticks from three tables."""
    ballots: list[set[int]] = [set() for _ in range(24)]
    for item, count in enumerate(votes):
        among = range(18) if item == 4 else range(24)
        order = sorted(among, key=lambda v: (len(ballots[v]), (7 * v + 5 * item) % 24))
        for voter in order[:count]:
            ballots[voter].add(item)
    return ballots


def _card(phone: Phone, form: Form) -> str:
    """The title of the card that is asked about."""
    mark = rf'id="card-{form.given["item"]}".*?<span dir="auto">([^<]*)'
    found = [re.search(mark, html, re.DOTALL) for html in phone.boards.values()]
    return next((match[1] for match in found if match), "")


def too_late(room: Room) -> str:
    """What is said to one who wants to evaluate the day after six months have gone."""
    phone = next(iter(room.phones.values()))
    for form in phone.forms("propose"):
        return str(phone.press(form, what="For sent", evaluate_by=DAY_AFTER)["code"])
    form = next(f for f in phone.forms("write") if f.given["field"] == "evalueres")
    return str(phone.press(form, text=DAY_AFTER)["code"])
