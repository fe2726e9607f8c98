"""No sequence of commands loses a text, counts anything twice, or leaves a step in two states."""

from __future__ import annotations

import itertools
import secrets
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from methods import clock
from methods.command import declared
from methods.engine import known
from methods.moderation import Moderation
from methods.refusal import Refused
from models import Participant, Step
from tests import machine_checks as checks
from tests.cast import Cast, Player
from tests.conftest import fresh
from tests.machine_methods import small_methods
from tests.sending import TEXTS, arguments, correction

LEADING = ("open", "pause", "resume", "extend", "close", "publish", "next", "go_on", "skip",
           "reopen")  # fmt: skip
VOTING = ("tick", "tick", "tick", "dots", "dots", "rank", "agree", "opinion", "score")
OPS = itertools.count()
METHODS = small_methods()
SEEDS = st.integers(0, 2**32)


class Seminar(RuleBasedStateMachine):
    """A seminar in which anybody may send anything that a page could send, at any moment."""

    migrated: Path | str
    folder: Path
    at: dict[str, float]
    chance: Random

    def __init__(self) -> None:
        super().__init__()
        self.at["now"] = 1_800_000_000.0
        self.chance.seed(1)
        self.opened = fresh(self.migrated, self.folder)
        self.storage = self.opened.__enter__()
        self.people: list[Player] = []
        self.seen: set[int] = set()
        self.states: dict[int, str] = {}
        self.results: dict[tuple[int, int], bytes] = {}
        self.agreements: set[int] = set()
        self.sent: tuple[Player, str, int | None, dict[str, Any], str] | None = None

    @initialize(name=st.sampled_from(sorted(METHODS)), ahead=st.integers(0, 6), seed=SEEDS)
    def begins(self, name: str, ahead: int, seed: int) -> None:
        """Some have come, and some steps are done."""
        self.luck = Random(f"{name} {ahead} {seed}")
        self.cast = Cast(self.storage, size=6, method=METHODS[name])
        self.people = self.cast.people(3)
        self.states = {s.id: s.state for s in self.cast.seminar.steps}
        for _step in range(ahead):
            for title, person in zip(TEXTS, self.people, strict=False):
                self.send(person, "add", {"title": title})
                self.send(person, "propose", {"what": title})
                self.send(person, "write", {"field": "mener", "text": title})
                self.participant_does(person, 2)
            self.everybody_votes(ahead)
            self.settle()
            self.send(self.cast.facilitator, "open", {})

    # --- what happens ------------------------------------------------------------------------

    @rule()
    @precondition(lambda self: len(self.people) < 7)
    def somebody_comes(self) -> None:
        if self.cast.seminar.state == "open":
            self.people.append(self.cast.join())

    @rule(minutes=st.sampled_from([0.2, 2, 30]))
    def time_passes(self, minutes: float) -> None:
        self.at["now"] += 60 * minutes

    @rule(seed=SEEDS)
    def participants_do(self, seed: int) -> None:
        self.luck.seed(f"{seed} {self.luck.random()}")
        for person in self.people:
            self.participant_does(person, self.luck.randint(0, 3))

    @rule(seed=SEEDS)
    def everybody_votes(self, seed: int) -> None:
        """More than they have, each in every way there is: most of it is refused."""
        self.luck.seed(f"{seed} {self.luck.random()}")
        there = known()[self.now().activity].commands()
        for person in self.people:
            for name in (n for n in VOTING if n in there):
                self.send(person, name, arguments(self.cast, there[name], self.luck))

    @rule(seed=SEEDS)
    def the_facilitator_does(self, seed: int) -> None:
        """Some commands of the current step's activity."""
        self.luck.seed(f"{seed} {self.luck.random()}")
        for _turn in range(3):
            self.does(self.cast.facilitator, known()[self.now().activity], "facilitator")

    @rule(seed=SEEDS)
    def the_facilitator_moderates(self, seed: int) -> None:
        self.luck.seed(f"{seed} {self.luck.random()}")
        for _turn in range(3):
            self.does(self.cast.facilitator, Moderation, "facilitator")

    @rule(name=st.sampled_from(LEADING), place=st.integers(0, 20))
    def the_facilitator_leads(self, name: str, place: int) -> None:
        steps = self.cast.seminar.steps
        step = steps[place % len(steps)].id if name == "reopen" else self.now().id
        self.send(self.cast.facilitator, name, {"minutes": 3} if name == "extend" else {}, step)

    @rule(seed=SEEDS)
    @precondition(lambda self: self.now().activity in ("agree", "follow", "work"))
    def they_agree_and_follow_up(self, seed: int) -> None:
        """In the later steps much hangs together: each does several things after one another."""
        self.luck.seed(f"{seed} {self.luck.random()}")
        for person in self.people:
            self.participant_does(person, 5)
        for _turn in range(3):
            self.does(self.cast.facilitator, known()[self.now().activity], "facilitator")

    @rule(seed=SEEDS, place=st.integers(0, 20))
    def the_facilitator_corrects(self, seed: int, place: int) -> None:
        """A published vote is counted again, or corrected, wherever the seminar stands."""
        self.luck.seed(f"{seed} {self.luck.random()}")
        votes = [s for s in self.cast.seminar.steps
                 if s.activity == "vote" and s.state == "published"]  # fmt: skip
        for _turn in range(4 if votes else 0):
            step = votes[place % len(votes)].id
            name, args = correction(self.cast, step, self.luck)
            self.send(self.cast.facilitator, name, args, step)

    @rule(surely=st.booleans())
    def the_facilitator_ends(self, surely: bool) -> None:
        """Then people and the facilitator go on sending, as hasty pages do."""
        if surely:
            self.send(self.cast.facilitator, "end", {})

    @rule()
    def the_facilitator_goes_on(self) -> None:
        self.settle()
        self.send(self.cast.facilitator, "open", {})

    @rule()
    def the_same_is_sent_again(self) -> None:
        """A page that heard no answer sends once more: nothing is done twice."""
        if self.sent is not None:
            player, name, step, args, op_id = self.sent
            self.send(player, name, args, step, op_id)

    # --- what holds --------------------------------------------------------------------------

    @invariant()
    def it_all_holds(self) -> None:
        if not self.people:
            return
        self.cast.db.expire_all()
        checks.steps_hold(self.cast.seminar)
        checks.items_hold(self.cast, self.seen)
        checks.ballots_hold(self.cast)
        checks.agreements_hold(self.cast, self.agreements)
        checks.after_the_end(self.cast)
        everybody = [self.cast.db.get(Participant, p.id) for p in self.people]
        checks.everything_is_shown(self.cast, [p for p in everybody if p is not None])
        self.cast.db.rollback()

    def teardown(self) -> None:
        if self.people:
            self.cast.close()
        self.opened.__exit__(None, None, None)

    # --- how ---------------------------------------------------------------------------------

    def now(self) -> Step:
        return next(s for s in self.cast.seminar.steps if s.id == self.cast.seminar.current_id)

    def participant_does(self, person: Player, times: int) -> None:
        for _turn in range(times):
            self.does(person, known()[self.now().activity], "participant")

    def does(self, player: Player, owner: type, role: str) -> None:
        """A command of `owner` that this role may send; mostly one that the step's state allows."""
        there = {n: d for n, d in declared(owner).items() if role in d.roles}
        state = self.now().state
        names = [n for n, d in there.items() if state in d.states or self.luck.random() < 0.1]
        if names:
            name = self.luck.choice(names)
            self.send(player, name, arguments(self.cast, there[name], self.luck))

    def settle(self) -> None:
        """Decide what is to be decided, and go on to the next step."""
        self.send(self.cast.facilitator, "close", {})
        if self.now().state == "closed":
            self.send(self.cast.facilitator, "tie", {"choice": "lot"})
            for option in self.now().data.get("items", [])[-1:]:
                self.send(self.cast.facilitator, "choose", {"option": option})
            self.send(self.cast.facilitator, "publish", {})
        self.send(self.cast.facilitator, "next", {})

    def send(self, player: Player, name: str, args: dict[str, Any], step: int | None = None,
             op_id: str = "") -> None:  # fmt: skip
        """Send it; that it is refused is an answer, too."""
        step = step or self.now().id
        op_id = op_id or f"machine-{next(OPS):08}"
        self.sent = player, name, step, args, op_id
        over = self.cast.seminar.state == "ended" and player.actor.role != "facilitator"
        again = checks.answered(self.cast, player.actor.name, op_id)
        try:
            player.posts(name, step, args, op_id)
        except Refused:
            return
        assert not over or again, f"{name} was taken in after the end"
        self.cast.step()
        checks.moved_rightly(self.states, self.cast.seminar)
        self.states = {s.id: s.state for s in self.cast.seminar.steps}
        checks.results_hold(self.results, self.cast)


def test_no_sequence_of_commands_breaks_a_seminar(
    migrated: Path | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, chance = {"now": 0.0}, Random()
    monkeypatch.setattr(clock, "now", lambda: at["now"])
    monkeypatch.setattr(secrets, "token_bytes", lambda n=32: chance.randbytes(n))
    monkeypatch.setattr(secrets, "token_hex", lambda n=32: chance.randbytes(n).hex())
    monkeypatch.setattr(secrets, "randbits", chance.getrandbits)
    kept = {"migrated": migrated, "folder": tmp_path, "at": at, "chance": chance}
    machine = type("Played", (Seminar,), kept)
    run_state_machine_as_test(machine, settings=settings(  # type: ignore[no-untyped-call]
        derandomize=True, database=None, max_examples=36, stateful_step_count=10, deadline=None,
        phases=(Phase.generate,), suppress_health_check=list(HealthCheck)))  # fmt: skip
