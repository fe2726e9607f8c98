"""The simulated room: who sits where, and everybody doing what their page lets them do."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import gevent
from gevent.pool import Pool

from demo import behaviour
from demo.browser import Console, Failed, Phone
from demo.page import forms
from demo.progress import Progress
from demo.recorded import Recording
from demo.words import NAMES

AT_ONCE = 40  # phones that do something at the same moment
SPREAD = 12.0  # seconds that a step's work is spread over, when people look on


class Room:
    """All the phones of a seminar. With a recording, they say and tick what was recorded."""

    def __init__(self, base: str, token: str, people: list[str], recording: Recording | None,
                 language: str, *, fast: bool) -> None:  # fmt: skip
        self.base, self.token, self.language = base, token, language
        self.people = people
        self.recording = recording
        self.spread = 0.0 if fast else SPREAD
        self.phones: dict[str, Phone] = {}
        self.items: dict[str, int] = {}  # a recorded problem's number -> its item
        self.chance = random.Random(2022)

    def settings(self) -> list[tuple[str, str]]:
        """What the facilitator sets in the plan: a recording is played without limits."""
        if self.recording is None:
            return []
        return [("finn.max_items", "0"), ("huk.budget", "free"), ("huk.target", "10")]

    @staticmethod
    def step_ids(console: Console) -> dict[str, int]:
        """The steps' numbers by key, read from the plan."""
        page = console.read_page(f"/facilitator/{console.number}/plan")
        found = {}
        for chunk in page.split('id="plan-form-')[1:]:
            key = chunk.partition('"')[0]
            found[key] = int(forms(f'<form data-command="plan" {chunk}')[0].given["step"])
        return found

    def join(self, progress: Progress) -> None:
        """Everybody scans, a few at a time."""

        def one(number: int, who: str) -> None:
            name = NAMES[number % len(NAMES)] if self.recording is None else ""
            self.phones[who] = Phone(self.base, self.token, name, self.language).join()
            progress.count("have joined", len(self.phones), len(self.people))

        self._all(one)

    def work(self, step: int | None, progress: Progress) -> None:
        """Everybody does what their page lets them do in this step."""
        if step is None or not settle(self._anyone(), lambda: self._anyone().shows(step), 2.0):
            return  # a step to listen in
        done = [0]

        def one(number: int, who: str) -> None:
            behaviour.act(self, self.phones[who], number, who, step)
            done[0] += 1
            progress.count("are done", done[0], len(self.people))

        self._all(one)

    def _anyone(self) -> Phone:
        return next(iter(self.phones.values()))

    def _all(self, one: Callable[[int, str], None]) -> None:
        pool = Pool(AT_ONCE if not self.spread else None)

        def at_leisure(number: int, who: str) -> None:
            gevent.sleep(self.chance.random() * self.spread)
            one(number, who)

        jobs = [pool.spawn(at_leisure, n, who) for n, who in enumerate(self.people)]
        gevent.joinall(jobs)
        for job in jobs:
            if job.exception is not None:
                raise Failed(str(job.exception)) from job.exception

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
