"""The one writer: many in one transaction, on disk before the answer, each fault its own."""

from __future__ import annotations

from typing import Any

import gevent
import pytest
from sqlalchemy import func, select

from live import writer as writing
from live.writer import Writer
from methods import people, text
from methods.command import Actor, Command, command
from methods.people import People
from methods.refusal import Refused
from models import Participant, Receipt, Seminar
from storage import Storage
from tests.cast import Cast, Player
from tests.live.conftest import Heard, Submits
from translations import N_


@pytest.fixture
def room(cast: Cast) -> list[Player]:
    """Twelve people have joined; nothing holds the database."""
    there = cast.people(12)
    cast.db.commit()
    return there


def rename(player: Player, name: str, op_id: str = "") -> Command:
    return Command(player.actor, "profile", None, {"name": name}, op_id or f"rename-{player.id}")


def joins(cast: Cast, token: str, op_id: str) -> Command:
    return Command(cast.guest.actor, "join", None, {"token_hash": token, "language": "nb"}, op_id)


def names(storage: Storage) -> list[str]:
    with storage.reading() as db:
        return list(db.scalars(select(Participant.name).order_by(Participant.id)))


def count(storage: Storage, table: type) -> int:
    with storage.reading() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def explode(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the name `Bang` is a bug in the server."""

    def faulty(told: str, *args: Any, **kwargs: Any) -> str:
        if told == "Bang":
            raise ZeroDivisionError
        return text.clean(told, *args, **kwargs)

    monkeypatch.setattr(people, "clean", faulty)


def test_what_gathers_is_one_transaction(
    room: list[Player], submits: Submits, heard: Heard, storage: Storage
) -> None:
    answers = submits(*(rename(p, f"Nr {n}") for n, p in enumerate(room)))
    assert all(answer["ok"] for answer in answers)
    assert heard.commits == 1
    assert names(storage) == [f"Nr {n}" for n in range(12)]


def test_a_transaction_has_an_upper_size(
    room: list[Player], submits: Submits, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST", 5)
    assert all(a["ok"] for a in submits(*(rename(p, "Ny") for p in room)))
    assert heard.commits == 3


def test_each_transaction_that_changes_a_board_counts_up_once(
    room: list[Player], submits: Submits, cast: Cast, storage: Storage
) -> None:
    before = cast.seminar.seq
    submits(*(rename(p, "Ny") for p in room))
    with storage.reading() as db:
        assert db.scalar(select(Seminar.seq)) == before + 1


def test_when_the_answer_comes_another_connection_reads_it(
    room: list[Player], writer: Writer, storage: Storage
) -> None:
    assert writer.submit(rename(room[0], "Anna"))["ok"]
    assert names(storage)[0] == "Anna"


def test_on_a_full_disk_nothing_is_acknowledged_and_later_the_same_is_done(
    room: list[Player], submits: Submits, heard: Heard, storage: Storage
) -> None:
    both = [rename(room[0], "Anna"), rename(room[1], "Bo")]
    heard.fails = True
    answers = submits(*both)
    assert [(a["ok"], a["retry"]) for a in answers] == [(False, True)] * 2
    assert "Prøv igjen" in answers[0]["sentence"] or "Try again" in answers[0]["sentence"]
    assert names(storage)[:2] == ["", ""]
    assert heard.touched == []
    heard.fails = False
    assert all(a["ok"] for a in submits(*both))
    assert names(storage)[:2] == ["Anna", "Bo"]


def test_sent_twice_at_once_is_done_once_with_the_same_answer(
    room: list[Player], submits: Submits, cast: Cast, storage: Storage
) -> None:
    first, again = submits(joins(cast, "hash", "the-same"), joins(cast, "hash", "the-same"))
    assert first["ok"] and first == again
    assert count(storage, Participant) == 13


def test_sent_again_later_is_done_once_with_the_same_answer(
    room: list[Player], writer: Writer, heard: Heard, cast: Cast, storage: Storage
) -> None:
    first = writer.submit(joins(cast, "hash", "the-same"))
    told = len(heard.touched)
    assert writer.submit(joins(cast, "hash", "the-same")) == first
    assert count(storage, Participant) == 13
    assert len(heard.touched) == told, "nothing has changed, so no board is touched"


def test_the_same_op_id_from_another_person_is_another_command(
    room: list[Player], submits: Submits, storage: Storage
) -> None:
    submits(rename(room[0], "Anna", "the-same"), rename(room[1], "Bo", "the-same"))
    assert names(storage)[:2] == ["Anna", "Bo"]


def test_a_refusal_keeps_the_others_and_is_told_again(
    room: list[Player], submits: Submits, heard: Heard, storage: Storage
) -> None:
    bad = Command(room[1].actor, "open_doors", None, {}, "not-mine-to-do")
    answers = submits(rename(room[0], "Anna"), bad, rename(room[2], "Cecilie"))
    assert [a["ok"] for a in answers] == [True, False, True]
    assert (answers[1]["code"], bool(answers[1]["sentence"])) == ("not_allowed", True)
    assert names(storage)[:3] == ["Anna", "", "Cecilie"]
    assert heard.commits == 1
    assert submits(bad) == [answers[1]]


def test_a_refusal_after_a_change_takes_only_its_own_change_back(
    room: list[Player], submits: Submits, cast: Cast, storage: Storage,
    monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def profile(self: People, name: str = "") -> None:
        self.scope.participant().name = name
        if name == "Half":
            raise Refused("too_late", N_("Choose two different ones."))

    monkeypatch.setattr(People, "profile", command("participant")(profile))
    half = rename(room[1], "Half")
    answers = submits(rename(room[0], "Anna"), half, joins(cast, "hash", "a-newcomer"))
    assert [a["ok"] for a in answers] == [True, False, True]
    assert (answers[1]["code"], bool(answers[1]["sentence"])) == ("too_late", True)
    assert names(storage)[:2] == ["Anna", ""]
    assert count(storage, Participant) == 13
    assert submits(half) == [answers[1]]


def test_a_bug_in_one_command_is_answered_in_words_and_spoils_no_other(
    room: list[Player], submits: Submits, heard: Heard, storage: Storage,
    monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    explode(monkeypatch)
    answers = submits(*(rename(p, "Bang" if n == 3 else f"Nr {n}") for n, p in enumerate(room)))
    assert [n for n, a in enumerate(answers) if not a["ok"]] == [3]
    assert (answers[3]["code"], bool(answers[3]["sentence"])) == ("failed", True)
    assert "ZeroDivisionError" not in str(answers[3])
    assert names(storage) == ["" if n == 3 else f"Nr {n}" for n in range(12)]
    assert len(heard.touched) == 11


def test_what_failed_is_tried_anew_when_it_is_sent_again(
    room: list[Player], writer: Writer, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as faulty:
        explode(faulty)
        assert writer.submit(rename(room[0], "Bang"))["code"] == "failed"
    assert writer.submit(rename(room[0], "Bang"))["ok"]
    assert names(storage)[0] == "Bang"


def test_a_command_to_no_seminar_leaves_nothing_behind(
    room: list[Player], writer: Writer, storage: Storage
) -> None:
    before = count(storage, Receipt)
    lost = Command(Actor("participant", room[0].id, 999), "profile", None, {}, "to-nowhere")
    assert writer.submit(lost)["code"] == "no_seminar"
    assert count(storage, Receipt) == before


def test_the_writer_lives_on_when_what_comes_after_the_answer_fails(
    room: list[Player], writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "touched", None)
    assert writer.submit(rename(room[0], "Anna", "op-one"))["ok"]
    assert writer.submit(rename(room[0], "Anne", "op-two"))["ok"]


def test_a_writer_that_ends_answers_what_it_has_taken_and_takes_no_more(
    room: list[Player], storage: Storage, writer: Writer
) -> None:
    taken = gevent.spawn(writer.submit, rename(room[0], "Anna"))
    gevent.sleep(0)
    writer.finish()
    assert taken.get(block=False)["ok"] and "Anna" in names(storage)
    refused = writer.submit(rename(room[1], "Bo"))
    assert refused["retry"] and not refused["ok"] and "Bo" not in names(storage)
