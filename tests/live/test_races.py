"""Two want the same at the same moment: one of them gets it, and the other is told so in words."""

from __future__ import annotations

import itertools
import os
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from live import writer as writing
from methods.command import Command
from methods.shelf import alone
from models import Ballot, Step, Tick
from storage import Storage
from tests.cast import Cast, Player
from tests.live.conftest import Answer, Submits
from tests.methods.topics import go, open_topics
from tests.methods.working import texts

OPS = itertools.count()
ROUNDS = int(os.environ.get("RACES", "20"))  # python -m tests.chaos has more of them
VOTERS, CLOSES, NEXTS, EDITS = 50, 50, 20, 100


def sent(player: Player, name: str, step: Step, /, **args: Any) -> Command:
    return Command(player.actor, name, step.id, args, f"race-{next(OPS):08}")


@pytest.fixture(autouse=True)
def small_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the race is decided between transactions, and not only within one."""
    monkeypatch.setattr(writing, "MOST", 16)


def refusals(answers: list[Answer]) -> set[tuple[str, bool]]:
    """The codes of the refused, and whether there was a sentence with them."""
    return {(a["code"], bool(a["sentence"])) for a in answers if not a["ok"]}


def test_who_votes_while_it_is_closed_is_counted_or_told_that_it_was(
        storage: Storage, submits: Submits) -> None:  # fmt: skip
    """R10: counted is acknowledged, and everybody who closes hears of one closing."""
    cast = Cast(storage, size=VOTERS, method=alone()["alone_vote"], lines="Kino\nSkyss\nKafé")
    people, chance = cast.people(VOTERS), Random(10)
    counted = select(func.count()).select_from(Tick).join(Ballot)
    late = 0
    for _round in range(ROUNDS):
        step = cast.step()
        items = [option.id for option in cast.activity().taken()]
        votes = [sent(p, "tick", step, item=chance.choice(items), on=True) for p in people]
        closes = [sent(cast.facilitator, "close", step) for _ in range(CLOSES)]
        # The first votes are as likely to be in time as the last ones to be late.
        first, rest = votes[: (head := chance.randrange(VOTERS))], votes[head:] + closes
        race = first + chance.sample(rest, len(rest))
        cast.db.commit()
        answered = dict(zip((c.op_id for c in race), submits(*race), strict=True))
        told = [answered[vote.op_id] for vote in votes]
        closed = [answered[close.op_id] for close in closes]
        assert sum(answer["ok"] for answer in closed) == 1
        assert refusals(closed) == {("moved", True)}
        assert refusals(told) <= {("closed", True)}
        acknowledged = sum(answer["ok"] for answer in told)
        assert cast.db.scalar(counted.where(Ballot.step_id == step.id)) == acknowledged
        late += VOTERS - acknowledged
        cast.db.expire_all()
        if cast.activity().undecided():
            cast.facilitator.does("tie", choice="lot")
        cast.facilitator.does("publish")
        result = cast.step().result or {}
        assert sum(row["votes"] for row in result["ranking"]) == acknowledged
        cast.facilitator.does("reopen")
    assert 0 < late < ROUNDS * VOTERS, "nobody raced with the closing"


def test_two_who_press_next_at_once_move_the_seminar_by_one_step(
        storage: Storage, submits: Submits) -> None:  # fmt: skip
    """R11: no step is passed over, and the other hears where the seminar stands."""
    for _round in range(ROUNDS):
        cast = Cast(storage)
        both = cast.facilitator, cast.colleague()
        step = cast.open_doors().step()
        cast.db.commit()
        answers = submits(*(sent(who, "next", step) for who in both * (NEXTS // 2)))
        assert sum(answer["ok"] for answer in answers) == 1
        assert refusals(answers) == {("moved", True)}
        assert cast.step().position == step.position + 1
        assert cast.step().state == "waiting"
        cast.close()


def test_of_a_hundred_who_save_one_field_nobody_overwrites_another(
        cast: Cast, submits: Submits) -> None:  # fmt: skip
    """R12: who was not first gets the other text beside their own, and adds to it."""
    people = cast.people(EDITS)
    (group, *_rest) = open_topics(cast)
    go(people, group)
    cast.lead_to("ideer")
    step = cast.step()
    cast.db.commit()
    waiting = {person.id: (person, f"nr {n}", 0) for n, person in enumerate(people, 1)}
    text = ""
    for saved in range(EDITS):
        at_once = list(waiting)[: EDITS if not saved else 4]
        edits = [sent(person, "write", step, field="virkelig", text=told, revision=seen)
                 for person, told, seen in map(waiting.__getitem__, at_once)]  # fmt: skip
        answers = dict(zip(at_once, submits(*edits), strict=True))
        (first,) = [number for number, answer in answers.items() if answer["ok"]]
        text = waiting.pop(first)[1]
        assert answers.pop(first)["reply"] == {"revision": saved + 1}
        for number, answer in answers.items():
            assert answer["code"] == "conflict" and answer["sentence"]
            assert answer["reply"] == {"theirs": text, "revision": saved + 1}
            person, mine, _seen = waiting[number]
            both = f"{text}, {mine.rpartition(', ')[2]}"
            waiting[number] = (person, both, saved + 1)
    assert sorted(text.split(", ")) == sorted(f"nr {n}" for n in range(1, EDITS + 1))
    assert texts(cast, people[0]) == {"virkelig": text}
