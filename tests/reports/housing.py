"""A seminar of 350 people on 119 problems: a recorded consultation where it lies beside the
repository (../shared/data), and on any other machine one of the same size, made of numbers."""

from __future__ import annotations

import random
from itertools import cycle
from pathlib import Path
from typing import Any

from demo.recorded import Problem, Recording, read
from reports.outcome import outcome
from storage import Storage
from tests.cast import Cast, Player
from tests.methods.granvik import Granvik

HELD = Path(__file__).parents[3] / "shared" / "data" / "affordable-housing"
PROBLEMS, PEOPLE, TICKS = 119, 350, 32  # a person, some of them twice


def recording() -> Recording:
    """The recorded one if it is here, else one as large."""
    if HELD.is_dir():
        return read(HELD / "problems.csv", HELD / "votes.csv")
    chance = random.Random(2017)
    problems = [
        Problem(str(n), str(n % 60), f"Measure {n}: " + "more homes, and sooner. " * (n % 8 + 1))
        for n in range(PROBLEMS)
    ]
    liked = [1 / (1 + n % 40) for n in range(PROBLEMS)]
    votes = {str(who): [str(n) for n in set(chance.choices(range(PROBLEMS), liked, k=TICKS))]
             for who in range(PEOPLE)}  # fmt: skip
    return Recording(problems, votes)


class Housing(Granvik):
    """Granvik's day with these problems and ticks; afterwards the room does as it did there."""

    def __init__(self, storage: Storage, recorded: Recording) -> None:
        self.recorded, self.names = recorded, recorded.people()
        self.cast = Cast(storage, size=len(self.names), language="nn")
        self.kari = self.cast.open_doors().facilitator
        longest = max(len(p.text) for p in recorded.problems)
        for step, key, value in (("finn", "max_items", "0"), ("finn", "body_max", str(longest)),
                                 ("huk", "budget", "free")):  # fmt: skip
            self.kari.does("set", step, key=key, value=value)
        self.people = self.cast.people(len(self.names))

    def write(self) -> None:
        self.cast.lead_to("finn")
        writers: dict[int | None, Player] = {
            p.person.table_id: p for p in self.people if p.own()["is_host"]
        }
        self.items: dict[str, int] = {}
        for problem, writer in zip(self.recorded.problems, cycle(writers.values()), strict=False):
            self.items[problem.number] = writer.does("add", **problem.card())["item"]

    def tick(self) -> None:
        """Nothing was merged: each problem gets the ticks that were recorded."""
        self.cast.lead_to("huk")
        phones = dict(zip(self.names, self.people, strict=True))
        for who, ticked in self.recorded.votes.items():
            phones[who].does("ballot", items=[self.items[n] for n in ticked])

    def walk(self) -> None:
        self.cast.lead_to("saker")
        groups = [g.id for g in self.cast.activity().groups()]
        for person, group in zip(self.people, cycle(groups), strict=False):
            person.does("choose", group=group)
        self.kari.does("close")

    def sieve(self) -> None:
        """Each ticks three ideas."""
        self.cast.lead_to("sil")
        items, chance = self.cast.activity().step.data["items"], random.Random(1)
        for person in self.people:
            person.does("ballot", items=chance.sample(items, 3))
        self.close()

    def close(self) -> None:
        """The vote ends; all who stand alike at the cut go on."""
        self.kari.does("close")
        if self.cast.activity().view("console")["tie"]:
            self.kari.does("tie", choice="include")

    def told(self) -> dict[str, Any]:
        """Plays it to the end; its outcome."""
        self.write()
        self.tick()
        self.close()
        self.kari.does("publish")
        self.afterwards()
        made = outcome(self.cast.db, self.cast.seminar)
        self.cast.close()
        return made
