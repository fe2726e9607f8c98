"""Undoing every command as it comes: the rows before, after, after the undo, and done again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods.recording import KEYS, LET_GO, OURS, let_go
from methods.scope import LEADING
from models import Act, Base, Step
from tests.cast import Cast, Player

TIMES = 3
Rows = dict[str, list[Any]]


def snapshot(db: Session) -> Rows:
    """Every row there is, but the log; of a round's key only that there is one."""
    return {table.name: [_row(table.name, dict(row)) for row in
                         db.connection().execute(select(table).order_by(*table.primary_key)).mappings()
                         if (table.name, row.get("kind")) != ("question", "hand")]
            for table in Base.metadata.sorted_tables if table.name not in OURS}  # fmt: skip


def _row(name: str, row: dict[str, Any]) -> dict[str, Any]:
    made = {
        column: value is not None if (name, column) in KEYS else value
        for column, value in row.items() if (name, column) not in LET_GO
    }  # fmt: skip
    if isinstance(data := made.get("data"), dict):
        made["data"] = {key: value for key, value in data.items() if key not in let_go()}
    return made


def newest(db: Session) -> Act | None:
    return db.scalars(select(Act).order_by(Act.id.desc()).limit(1)).first()


class Quiet:
    """A hall without pages, for a play that is not looked at."""

    def opens(self, *_: Any) -> None: ...

    @property
    def boards(self) -> Quiet:
        return self

    def age(self) -> None: ...


class Undone:
    """Undoes and does again every command of one who leads, and keeps what was found.

    `lasting` are the commands that can never be undone: `{command: reasons}`; `wrong` those after
    which the rows were not as they should be.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast, self.db = cast, cast.db
        self.played: set[str] = set()
        self.lasting: dict[str, set[str]] = {}
        self.tried: Counter[tuple[str, str]] = Counter()
        self.wrong: list[str] = []

    @contextmanager
    def all(self) -> Iterator[None]:
        sends = Player.sends

        def sending(player: Player, name: str, /, *args: Any, **kwargs: Any) -> Any:
            if player.actor.role not in LEADING or not self.wants(name):
                return sends(player, name, *args, **kwargs)
            before, last = snapshot(self.db), newest(self.db)
            answer = sends(player, name, *args, **kwargs)
            act = newest(self.db)
            if act is not None and (last is None or act.id != last.id):
                self.try_out(name, act, before)
            return answer

        Player.sends = sending  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            Player.sends = sends  # type: ignore[method-assign, assignment]

    def wants(self, name: str) -> bool:
        """Each command of each activity some times: enough to have seen it in several states."""
        step = self.db.get(Step, self.cast.seminar.current_id or 0)
        self.tried[key := (name, step.activity if step else "")] += 1
        return name != "undo" and self.tried[key] <= TIMES

    def try_out(self, name: str, act: Act, before: Rows) -> None:
        kari = self.cast.facilitator
        self.played.add(name)
        if act.lasts == "nothing":
            return
        if act.lasts:
            self.lasting.setdefault(name, set()).add(act.lasts)
            assert kari.refused("undo", None, act=act.id) == "depends"
            return
        after = snapshot(self.db)
        kari.does("undo", None, act=act.id)
        self.compare(f"{name} undone", before)
        again = newest(self.db)
        assert again is not None
        kari.does("undo", None, act=again.id)
        self.compare(f"{name} done again", after)
        self.db.expire_all()

    def compare(self, what: str, wanted: Rows) -> None:
        now = snapshot(self.db)
        self.wrong += [
            f"{what}: {name}: {row} is not in what it should be"
            for name in wanted for row in now[name] if row not in wanted[name]
        ]  # fmt: skip
        self.wrong += [
            f"{what}: {name}: {row} is missing"
            for name in wanted for row in wanted[name] if row not in now[name]
        ]  # fmt: skip
        assert not self.wrong, "\n".join(self.wrong)
