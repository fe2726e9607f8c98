"""Two processes on one database tell each other; one that was told nothing finds out by itself.

Here both are in memory, each with a hall of its own; tests/many/ has them as processes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from config import Config
from live.limits import ELSEWHERE, MOST, Limits
from live.many import LOST, Many
from live.peers import Peers
from live.rehearsals import Rehearsals
from methods import clock
from methods.engine import Done
from methods.refusal import Refused
from models import Facilitator
from storage import Storage
from tests.cast import Cast, Player
from tests.hall import Hall, Page

TELLS = "Kaffe i gangen"


class Bus(Peers):
    """What is told is heard at once by all others; nothing is, while it is not `up`."""

    def __init__(self, all_of_them: list[Bus]) -> None:
        self.me, self.hears, self.all, self.up = f"peer-{len(all_of_them)}", {}, all_of_them, True
        all_of_them.append(self)

    def tell(self, kind: str, *given: Any) -> None:
        for other in self.all:
            if other is not self and self.up:
                other.hears[kind](self.me, *given)


@dataclass
class Side:
    """One process: its hall, and what it has with the others."""

    hall: Hall
    many: Many

    @property
    def bus(self) -> Bus:
        assert isinstance(self.many.peers, Bus)
        return self.many.peers

    def opens(self, surface: str, player: Player | None = None) -> Page:
        page = self.hall.opens(surface, "nb", player)
        self.many.tell_pages()
        return page

    def does(self, player: Player, name: str, step: str | None = "", **args: Any) -> Done:
        """A command that this process takes and writes, as live/writer.py does."""
        done = player.sends(name, step, **args)
        seminar = player.cast.seminar
        player.cast.db.refresh(seminar)
        seminar.seq += 1
        player.cast.db.commit()
        done.seq = seminar.seq
        self.many.share(done)
        self.hall.push(done.touched)
        return done

    def sends_out(self) -> None:
        """The boards that are waiting go out."""
        self.hall.push(set())


@pytest.fixture
def sides(cast: Cast, storage: Storage, tmp_path: Path) -> Iterator[tuple[Side, Side]]:
    """Two processes that have looked at the seminar, at its opening."""
    cast.lead_to("aapning")
    buses: list[Bus] = []
    made = []
    for _ in range(2):
        hall = Hall(cast, storage, tmp_path)
        rehearsals = Rehearsals(Config(data=tmp_path))
        made.append(Side(hall, Many(Bus(buses), hall.boards, Limits(), rehearsals)))
    yield made[0], made[1]


def test_what_one_does_is_shown_at_the_other(sides: tuple[Side, Side], cast: Cast) -> None:
    here, there = sides
    phone, wall = there.opens("phone", cast.join("Anna")), there.opens("screen")
    here.does(cast.facilitator, "message", text=TELLS)
    there.sends_out()
    assert TELLS in phone.boards["phone"] and TELLS in wall.boards["screen"]


def test_what_nobody_told_is_found_in_the_database(sides: tuple[Side, Side], cast: Cast) -> None:
    here, there = sides
    phone = there.opens("phone", cast.join("Anna"))
    there.many.catch_up()
    there.sends_out()
    here.bus.up = False
    here.does(cast.facilitator, "message", text=TELLS)
    there.sends_out()
    assert TELLS not in phone.boards["phone"]
    there.many.catch_up()
    there.sends_out()
    assert TELLS in phone.boards["phone"]


def test_who_heard_everything_makes_nothing_anew(sides: tuple[Side, Side], cast: Cast) -> None:
    here, there = sides
    there.opens("phone", cast.join("Anna"))
    there.many.catch_up()
    there.sends_out()
    for text in ("Kaffe", "Te"):
        here.does(cast.facilitator, "message", text=text)
        there.does(cast.facilitator, "message", text=f"{text} til")
    there.sends_out()
    there.many.catch_up(wait=0.01)
    assert not there.hall.boards.dirty


def test_one_change_missed_before_another_is_noticed(sides: tuple[Side, Side], cast: Cast) -> None:
    here, there = sides
    there.opens("phone", cast.join("Anna"))
    there.many.catch_up()
    here.bus.up = False
    here.does(cast.facilitator, "message", text=TELLS)
    there.does(cast.facilitator, "message", text="Te")
    assert not there.hall.boards.dirty
    there.many.catch_up(wait=0.01)
    assert there.hall.boards.dirty


def test_people_are_counted_at_both(sides: tuple[Side, Side], cast: Cast) -> None:
    here, there = sides
    anna = cast.join("Anna")
    here.opens("phone", anna)
    there.opens("phone", anna)  # she has two pages open, and is one
    there.opens("phone", cast.join("Bo"))
    console = here.opens("console", cast.facilitator)
    here.sends_out()
    assert 'id="online">2<' in console.boards["console"]
    there.bus.tell("left")
    here.sends_out()
    assert 'id="online">1<' in console.boards["console"]


def test_who_was_without_redis_is_told_anew_who_is_here(
    sides: tuple[Side, Side], cast: Cast
) -> None:
    here, there = sides
    anna = there.opens("phone", cast.join("Anna"))
    there.bus.up = False
    there.hall.clients.remove(anna.client.sid)
    there.many.tell_pages_of(cast.seminar.id)  # which nobody hears
    there.opens("phone", cast.join("Bo"))
    there.opens("phone", cast.join("Cato"))
    assert here.hall.clients.online(cast.seminar.id) == 1
    there.bus.up = True
    here.many.back()
    assert here.hall.clients.online(cast.seminar.id) == 2


def test_a_process_that_is_silent_is_no_more(
    sides: tuple[Side, Side], cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = sides
    there.opens("phone", cast.join("Bo"))
    here.many.forget_the_lost()
    assert here.hall.clients.online(cast.seminar.id) == 1
    later = time.monotonic() + LOST + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    here.many.forget_the_lost()
    assert here.hall.clients.online(cast.seminar.id) == 0


def test_one_who_may_no_longer_lead_is_sent_off_at_the_other(
    sides: tuple[Side, Side], cast: Cast
) -> None:
    here, there = sides
    per = cast.helper()
    there.opens("helper", per)
    there.opens("console", cast.facilitator)
    here.does(cast.facilitator, "dismiss", None, crew=per.id)
    there.sends_out()
    assert [p.client.surface for p in there.hall.pages] == ["console"]


@pytest.mark.parametrize("told", [True, False])
def test_a_renewed_password_signs_out_at_the_other(
    sides: tuple[Side, Side], cast: Cast, told: bool
) -> None:
    """At once when it is told; when Redis was away, as soon as one looks."""
    here, there = sides
    there.opens("console", cast.facilitator)
    account = cast.db.get_one(Facilitator, cast.seminar.facilitator_id)
    account.password_at = clock.now() + 1
    cast.db.commit()
    here.bus.up = told
    here.bus.tell("signed_out", account.id)
    if not told:
        there.many.catch_up()
        there.sends_out()
    assert there.hall.pages == []


def test_a_removed_seminar_is_left_at_the_other(sides: tuple[Side, Side], cast: Cast) -> None:
    here, there = sides
    there.opens("phone", cast.join("Anna"))
    here.many.share(Done({"ok": True}, cast.seminar.id, removed={cast.seminar.id}))
    assert there.hall.pages == []


def test_wrong_guesses_are_counted_together(sides: tuple[Side, Side]) -> None:
    here, there = sides
    for _ in range(MOST // 2):
        here.many.limits.failed(ELSEWHERE)
        there.many.limits.failed(ELSEWHERE)
    with pytest.raises(Refused):
        here.many.limits.check(ELSEWHERE)
    here.many.limits.joined("192.0.2.7")
    assert there.many.limits.place("192.0.2.7") == "192.0.2.7"
