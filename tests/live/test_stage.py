"""The stage: a board that was rendered while its seminar changed is not kept."""

from __future__ import annotations

from pathlib import Path

import gevent
import pytest

from live.boards import Boards
from storage import Storage
from tests.cast import Cast
from tests.hall import Hall


def test_a_board_is_sent_at_most_four_times_a_second(
    cast: Cast, storage: Storage, tmp_path: Path
) -> None:
    cast.open_doors()
    hall = Hall(cast, storage, tmp_path)
    sent: list[str] = []
    boards = Boards(hall.stage, hall.clients, hall.wire)
    hall.opens("screen", "nb")
    hall.wire.emit = lambda event, message, to: sent.append(event)  # type: ignore[method-assign]
    running = gevent.spawn(boards._run)
    for _ in range(100):
        boards.touch(cast.seminar.id, {"screen"})
        gevent.sleep(0.01)
    gevent.sleep(0.3)
    running.kill()
    assert sent and set(sent) == {"board"}
    assert len(sent) <= 7, "a second of changes, and what is left at the end"


def test_a_board_rendered_while_somebody_wrote_is_rendered_again(
    cast: Cast, storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.open_doors()
    stage = Hall(cast, storage, tmp_path).stage
    render, number = stage._board, cast.seminar.id

    def slowly(*given: object) -> object:
        made = render(*given)  # type: ignore[arg-type]
        stage.forget(number)  # as a commit does while PostgreSQL has not answered yet
        return made

    monkeypatch.setattr(stage, "_board", slowly)
    stage.board(number, "screen", "nb")
    monkeypatch.setattr(stage, "_board", render)
    cast.join("Anna")
    board = stage.board(number, "screen", "nb")
    assert board is not None
    assert "1 person er her" in board["html"]
