"""The simulated room: who sits where, and everybody doing what their page lets them do."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import gevent
from gevent.pool import Pool

from demo import behaviour
from demo.browser import Console, Failed, Phone
from demo.page import Form
from demo.person import SHRUGGED_AT, Person
from demo.progress import Progress
from demo.recorded import Recording
from demo.script import Script
from demo.words import NAMES

AT_ONCE = 40  # phones that do something at the same moment
HEARD = 0.4  # seconds until everybody's page shows what was just done
LATE = 5.0  # seconds that it may take where the machine has much to do
SPREAD = 12.0  # seconds that a step's work is spread over, when people look on


class Sent(NamedTuple):
    """That somebody has sent a form, and it was taken in."""

    step: int
    command: str
    form: str
    who: str


class Room:
    """All the phones of a seminar. With a recording, they say and tick what was recorded."""

    def __init__(self, base: str, token: str, people: list[str], recording: Recording | None,
                 language: str, script: Script | None = None, *, fast: bool,
                 day: datetime.date | None = None) -> None:  # fmt: skip
        self.base, self.token, self.language = base, token, language
        self.people = list(people)
        self.recording = recording
        self.script = script
        self.spread = 0.0 if fast else SPREAD
        self.phones: dict[str, Phone] = {}
        self.items: dict[str, int] = {}  # a recorded problem's number -> its item
        self.sent: list[Sent] = []
        self.chance = random.Random(2022)
        self.day = day or datetime.date.today()

    def taken_in(self, form: Form, who: str) -> None:
        """The server has taken in what a person sent."""
        self.sent.append(Sent(form.step or 0, form.command, form.id, who))

    def settings(self) -> list[tuple[str, str]]:
        """What the facilitator sets in the plan: a recording is played without limits."""
        if self.recording is None:
            return []
        longest = max((len(p.text) for p in self.recording.problems), default=0)
        return [("finn.max_items", "0"), ("finn.body_max", str(max(280, longest))),
                ("huk.budget", "free"), ("huk.target", "10")]  # fmt: skip

    @staticmethod
    def step_ids(console: Console) -> dict[str, int]:
        """The steps' numbers by key, read from the plan."""
        page = console.read_page(f"/facilitator/{console.number}/plan")
        steps = re.findall(r'id="plan-([a-z0-9_]+)" data-step="(\d+)"', page)
        return {key: int(number) for key, number in steps}

    def join(self, progress: Progress) -> None:
        """Everybody scans, a few at a time."""

        def one(number: int, who: str) -> None:
            self._scan(number, who)
            there.append(who)
            progress.count("have joined", len(there), len(self.people))

        there: list[str] = []

        self.each(one)

    def admit(self, who: str) -> Person:
        """One more comes, late."""
        self.people.append(who)
        return self._scan(len(self.people) - 1, who)

    def _scan(self, number: int, who: str) -> Person:
        name = NAMES[number % len(NAMES)] if self.recording is None else ""
        language = self.script and self.script.language(number)
        phone = Phone(self.base, self.token, name, language or self.language)
        self.phones[who] = phone.join(self.script.role(number) if self.script else "")
        settle(phone, phone.at, 2.0)
        person = Person(self, phone, number, who)
        behaviour.tell_about_oneself(person)
        return person

    def work(self, step: int | None, at: str, progress: Progress) -> None:
        """Everybody does what their page lets them do in this step; `at` is where it stands."""
        if step is None:
            return
        done = self._each(step, at, behaviour.AT_ONCE, progress)
        if left := behaviour.afterwards(done):
            self._hear(step)
            self._each(step, at, left, None)

    def _hear(self, step: int) -> None:
        """Wait until all have heard of what the others did."""
        gevent.sleep(HEARD)
        sent = {s.command for s in self.sent if s.step == step}
        wanted = [form for command, form in behaviour.STANDS_AS.items() if command in sent]
        phones = list(self.phones.values())
        settle(phones[0], lambda: all(phone.forms(form) for phone in phones for form in wanted),
               LATE)  # fmt: skip

    def _each(self, step: int, at: str, does: dict[str, behaviour.Does],
              progress: Progress | None) -> set[str]:  # fmt: skip
        done: set[str] = set()
        count = [0]

        def one(number: int, who: str) -> None:
            phone = self.phones[who]
            settle(phone, lambda: phone.at() == at and phone.current())
            done.update(behaviour.act(Person(self, phone, number, who), step, does))
            count[0] += 1
            if progress:
                progress.count("are done", count[0], len(self.people))

        self.each(one)
        return done

    def each(self, one: Callable[[int, str], None]) -> None:
        """Let everybody do `one`, by number and name, some at a time."""
        pool = Pool(AT_ONCE if not self.spread else None)

        def at_leisure(number: int, who: str) -> None:
            gevent.sleep(self.chance.random() * self.spread)
            one(number, who)

        jobs = [pool.spawn(at_leisure, n, who) for n, who in enumerate(self.people)]
        gevent.joinall(jobs)
        for job in jobs:
            if job.exception is not None:
                raise Failed(str(job.exception)) from job.exception

    def shrugs_at(self, code: str) -> bool:
        """Whether a person lets a refusal be."""
        return code in SHRUGGED_AT

    def close(self) -> None:
        for phone in self.phones.values():
            phone.close()


def settle(phone: Phone, ready: Callable[[], Any], patience: float = 15.0) -> Any:
    """Wait until `ready()` says something of the phone's page; what it says, or None."""
    waited = 0.0
    while not (found := ready()):
        if waited > patience:
            return None
        gevent.sleep(0.05)
        waited += 0.05
    return found
