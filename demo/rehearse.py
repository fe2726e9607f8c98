"""`run.py rehearse`: simulated people come to a rehearsal, and do what the facilitator opens.

They are no model pupils: some come late, some leave, and some lose the net.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable

import gevent
import requests
from gevent.pool import Group as Jobs
from socketio.exceptions import SocketIOError

from demo import behaviour
from demo.browser import Failed, Phone
from demo.cast import Room, settle
from demo.person import Person
from demo.words import NAMES

ARRIVAL = 90.0  # seconds in which people come, at tempo 1
THINKING = 60.0  # seconds in which a step's work is done, at tempo 1
AWAY = 15.0  # seconds without the net, at tempo 1
LOOK = 0.3
TROUBLE = (Failed, SocketIOError, requests.RequestException, OSError)


class Rehearsal(Room):
    """A room without a script, whose people follow what their phones show until it is over."""

    def __init__(self, base: str, token: str, people: int, tempo: float) -> None:
        super().__init__(base, token, [str(n) for n in range(people)], None, "nb", fast=False)
        self.tempo = tempo
        self.over = False
        self.jobs = Jobs()

    def shrugs_at(self, code: str) -> bool:
        return True  # the facilitator closes a step when it suits the room, not the slow

    def play(self) -> None:
        """Until the seminar has ended or is no more, or `over` is set."""
        while not self.over and not self._open():
            gevent.sleep(LOOK)
        for number, who in enumerate(self.people):
            self.jobs.spawn(self._live, number, who)
        while not self.over and len(self.jobs):
            gevent.sleep(LOOK)
        self.jobs.kill()

    def _open(self) -> bool:
        page = requests.get(f"{self.base}/s/{self.token}", timeout=30)
        if page.status_code == 404:
            self.over = True
        return 'id="join-button"' in page.text

    def _live(self, number: int, who: str) -> None:
        """One person's day: come, do each step as it opens, and maybe leave."""
        late = 2.0 if _every(number, 10, 9) else 1.0
        self._wait(self.chance.random() * ARRIVAL * late)
        name = NAMES[number % len(NAMES)] if number % 3 else ""
        language = ("nb", "nb", "nb", "nn", "en")[number % 5]
        phone = Phone(self.base, self.token, name, language)
        try:
            phone.join()
            self.phones[who] = phone
            settle(phone, phone.at)
            me = Person(self, phone, number, who)
            behaviour.tell_about_oneself(me)
            self._follow(me, leaves_after=3 if _every(number, 20, 7) else 0)
        except TROUBLE:
            pass  # one who gives up; the others go on
        finally:
            phone.close()

    def _follow(self, me: Person, leaves_after: int) -> None:
        seen, steps = "", 0
        while not self.over and (at := me.phone.at()) and not at.startswith("ended"):
            if at == seen or not at.endswith(" open"):
                gevent.sleep(LOOK)
                continue
            seen, steps = at, steps + 1
            if leaves_after and steps > leaves_after:
                return
            if _every(me.number + steps, 12, 5):
                self._lose_the_net(me.phone)
            self._work(me, at, behaviour.AT_ONCE)
            self._work(me, at, behaviour.AFTERWARDS)

    def _work(self, me: Person, at: str, does: dict[str, behaviour.Does]) -> None:
        self._wait(self.chance.random() * THINKING)
        found = re.search(r'name="step" value="(\d+)"', "".join(me.phone.boards.values()))
        if found and me.phone.at() == at:
            behaviour.act(me, int(found.group(1)), does)

    def _lose_the_net(self, phone: Phone) -> None:
        phone.wire.disconnect()
        self._wait(AWAY)
        phone.connect(self.token, phone.language)
        phone.wire.emit("look", {})

    def _wait(self, seconds: float) -> None:
        """So long at tempo 1; a change of tempo is felt at once."""
        left = seconds
        while left > 0 and not self.over:
            gevent.sleep(min(0.5, left / self.tempo))
            left -= 0.5 * self.tempo


def _every(number: int, of: int, first: int) -> bool:
    return number % of == first


def rehearse(given: argparse.Namespace) -> int:
    """Come to the rehearsal at `given.join`; 0, or 1 with a sentence."""
    base, _slash, token = given.join.partition("/s/")
    if 'class="callout rehearsal"' not in requests.get(given.join, timeout=30).text:
        print("That is no rehearsal. Simulated people never come to a real seminar.",
              file=sys.stderr)  # fmt: skip
        return 1
    room = Rehearsal(base, token, given.people, given.tempo)
    if given.led:
        gevent.spawn(_led, room, sys.stdin.readline)
    room.play()
    return 0


def _led(room: Rehearsal, line: Callable[[], str]) -> None:
    """Each line on standard input is a new tempo; the end of it is the end of the rehearsal."""
    while told := gevent.get_hub().threadpool.apply(line):
        if told.strip().isdecimal():
            room.tempo = max(1.0, float(told))
    room.over = True
