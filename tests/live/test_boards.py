"""The boards: a fault in one takes down no other, and time alone is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from methods import clock
from methods.activities.frame.activity import Frame
from storage import Storage
from tests.cast import Cast
from tests.hall import Hall, Page


@pytest.fixture
def hall(cast: Cast, storage: Storage, tmp_path: Path) -> Hall:
    """Anna and Bo with their phones, the wall and the console, at the opening."""
    cast.lead_to("aapning")
    made = Hall(cast, storage, tmp_path)
    for name in ("Anna", "Bo"):
        made.opens("phone", "nb", cast.join(name))
    made.opens("screen", "nb")
    made.opens("console", "nb")
    return made


def says(hall: Hall, text: str) -> set[str]:
    """A message is sent; the surfaces on which it stands then."""
    done = hall.cast.facilitator.sends("message", text=text)
    hall.push(done.touched)
    return {p.client.surface for p in hall.pages if text in p.boards[p.client.surface]}


def fault(monkeypatch: pytest.MonkeyPatch, method: str, when: Any) -> None:
    """From now on the opening fails in `method` for one surface or person."""
    real = getattr(Frame, method)

    def faulty(self: Frame, about: Any, *rest: Any) -> Any:
        if when(about):
            raise ZeroDivisionError
        return real(self, about, *rest)

    monkeypatch.setattr(Frame, method, faulty)


def test_a_message_reaches_every_surface(hall: Hall) -> None:
    assert says(hall, "Kaffe") == {"phone", "screen", "console"}


def test_every_page_hears_the_heartbeat_also_when_nothing_has_changed_since_it_came(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each would take the line for dead, and come in anew again and again."""
    heard = set()
    monkeypatch.setattr(Page, "hear", lambda page, event, message: heard.add(
        (page.client.sid, event, *message.items())))  # fmt: skip
    hall.boards.beat()
    assert {(p.client.sid, "seq", (p.client.surface, 0)) for p in hall.pages} <= heard


def test_a_board_that_says_what_it_said_is_not_sent_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Phones come first, and a question corner that nobody has asked in costs a hall nothing."""
    sent: list[str] = []
    monkeypatch.setattr(hall.wire, "emit", lambda _event, told, **_to: sent.append(told["board"]))
    everything = {"phone", "corner", "screen", "console"}
    hall.push(everything)
    assert sent[:1] == ["phone"]
    sent.clear()
    hall.push(everything)
    assert set(sent) == {"screen", "console"}
    sent.clear()
    hall.cast.facilitator.sends("message", text="Kaffe")
    hall.push(everything)
    assert (sent[0], set(sent)) == ("phone", everything - {"corner"})


def test_a_board_that_was_touched_while_it_was_read_is_not_taken_for_the_newest(
    hall: Hall, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL others have their turn meanwhile: a newer one may have been sent before it."""
    stage, seminar = hall.stage, cast.seminar.id
    real = stage._board

    def overtaken(*board: Any) -> Any:
        old = real(*board)
        monkeypatch.setattr(stage, "_board", real)
        cast.facilitator.sends("message", text="Kaffe")
        cast.seminar.seq += 1
        cast.db.commit()
        hall.push({"phone"})
        return old

    monkeypatch.setattr(stage, "_board", overtaken)
    stage.forget(seminar)
    old = stage.board(seminar, "phone", "nb")
    new = stage.board(seminar, "phone", "nb")
    assert old and new and "Kaffe" in new["html"] and "Kaffe" not in old["html"]
    assert old["seq"] < new["seq"]


@pytest.mark.parametrize("broken", ["phone", "screen", "console"])
def test_a_board_that_cannot_be_rendered_stays_as_it_was_and_the_others_go_on(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    before = {p.client.surface: p.boards[p.client.surface] for p in hall.pages}
    with monkeypatch.context() as faulty:
        fault(faulty, "view", lambda surface: surface == broken)
        assert says(hall, "Kaffe") == {"phone", "screen", "console"} - {broken}
        stuck = [p for p in hall.pages if p.client.surface == broken]
        assert stuck and all(p.boards[broken] == before[broken] for p in stuck)
    assert says(hall, "Te") == {"phone", "screen", "console"}


def test_one_persons_own_part_that_fails_keeps_nobody_elses_back(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bo = hall.pages[:2]
    anna.own = bo.own = {}
    fault(monkeypatch, "own", lambda person: person.name == "Anna")
    hall.push({"own:*"})
    assert (bool(anna.own), bool(bo.own)) == (False, True)


def test_what_time_alone_changes_is_sent_also_past_a_board_that_fails(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now()
    wall = hall.pages[2]
    monkeypatch.setattr(clock, "now", lambda: at + 3600)
    before = {p.client.sid: p.boards[p.client.surface] for p in hall.pages}
    fault(monkeypatch, "view", lambda surface: surface == "screen")
    hall.boards.age()
    changed = {p.client.surface for p in hall.pages
               if p.boards[p.client.surface] != before[p.client.sid]}  # fmt: skip
    assert "console" in changed, "the console tells when it all ends"
    assert wall.boards["screen"] == before[wall.client.sid]


def test_however_many_come_back_at_once_each_board_is_made_once(
    hall: Hall, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R8: a storm of phones costs one rendering a board and language."""
    spoken = ("nb", "nn")
    people = [(cast.join(language=spoken[n % 2]), spoken[n % 2]) for n in range(50)]
    made: list[tuple[Any, ...]] = []
    real = hall.stage._board

    def counted(*board: Any) -> Any:
        made.append(board[1:3])
        return real(*board)

    monkeypatch.setattr(hall.stage, "_board", counted)
    hall.stage.forget(cast.seminar.id)
    for _storm in range(3):
        for person, language in people:
            hall.opens("phone", language, person)
    of_phones = [board for board in made if board[0] in ("phone", "corner")]
    assert sorted(of_phones) == sorted((b, spoke) for b in ("phone", "corner") for spoke in spoken)
