"""What a leader's command changes, row by row, so that it can be undone (methods/undoing.py).

Every row is read before its first change and once more when the command is done; the difference
is kept as an `Act`. Of a new value only a digest is kept: enough to see whether it still stands.

Never kept: ballots, likes, private notes (`PRIVATE`), a round's key, who wrote or asked (`WHO`),
who holds a field just now (`LET_GO`), raised hands. A command that makes the server forget such
things lasts.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from typing import Any, cast

from sqlalchemy import Table, and_, event, inspect, or_, select
from sqlalchemy.orm import ORMExecuteState, Session

from methods import clock
from methods.command import Command
from methods.scope import Scope
from models import Act, Base, Step

Key = tuple[Any, ...]
Row = dict[str, Any]
Change = dict[str, Any]

TABLES = Base.metadata.tables
PRIVATE = {"ballot", "tick", "score", "note", "like_", "likeness", "device"}
LASTING = {  # what nothing is kept of, and why
    "crew": "rights",
    "picture": "picture",
    "paper_batch": "paper",
    "paper_vote": "paper",
}
OURS = {"act", "entry", "receipt", "report"}  # the log itself, and what has been published
KEYS = {("step", "round_key")}  # kept as: there was one
WHO = {("item", "author_id"), ("question", "participant_id"), ("participant", "brought_by_id")}
LET_GO = {("line", "locked_by"), ("line", "locked_at"), ("seminar", "seq")}
GUESTS = {"participant", "guest", "invited", "follower", "stage"}  # who does not lead
MANY = 400  # keys in one query


class Recorder:
    """Reads rows before they are changed, as long as it listens to the session."""

    def __init__(self, db: Session) -> None:
        self.db = db
        self.before: dict[str, dict[Key, Row | None]] = {}
        self.lasts = ""  # why nothing is kept: rows were touched that must not be

    @contextmanager
    def listening(self) -> Iterator[None]:
        heard = (("before_flush", self._flushing), ("after_flush", self._flushed),
                 ("do_orm_execute", self._executing))  # fmt: skip
        self.db.flush()  # what came before is not of this command
        for name, hear in heard:
            event.listen(self.db, name, hear)
        try:
            yield
            self.db.flush()
        finally:
            for name, hear in heard:
                event.remove(self.db, name, hear)

    def touch(self, name: str, keys: Iterable[Key]) -> None:
        """These rows are about to be changed, or made again."""
        seen = self.before.setdefault(name, {})
        new = [key for key in keys if key not in seen]
        if new:
            found = rows(self.db, TABLES[name], new)
            seen.update((key, found.get(key)) for key in new)

    def changes(self, salt: str) -> list[Change]:
        """What is different now, as plain data."""
        made = []
        for name, before in self.before.items():
            after = rows(self.db, TABLES[name], before)
            for key, old in before.items():
                made += _change(name, key, old, after.get(key), salt)
        return made

    # --- what the session tells --------------------------------------------------------------

    def _flushing(self, db: Session, *_: Any) -> None:
        kept: dict[str, list[Key]] = {}
        for thing in [*db.dirty, *db.deleted]:
            mapper = inspect(thing).mapper
            if thing in db.deleted or db.is_modified(thing):
                key = tuple(mapper.primary_key_from_instance(thing))
                kept.setdefault(mapper.local_table.name, []).append(key)
        for name, keys in kept.items():
            self._met(name, keys)

    def _flushed(self, db: Session, *_: Any) -> None:
        for thing in db.new:
            mapper = inspect(thing).mapper
            name, key = mapper.local_table.name, tuple(mapper.primary_key_from_instance(thing))
            if not self._kept_from(name) and name not in OURS:
                self.before.setdefault(name, {}).setdefault(key, None)

    def _executing(self, state: ORMExecuteState) -> None:
        if state.is_insert:
            table = cast(Any, state.statement).table.name
            assert table in PRIVATE, f"{table}: add rows by the session, so that they can be undone"
        if not (state.is_update or state.is_delete):
            return
        self.db.flush()
        statement = cast(Any, state.statement)
        table = statement.table
        wanted = select(*table.primary_key.columns).select_from(table)
        if statement.whereclause is not None:
            wanted = wanted.where(statement.whereclause)
        given = state.parameters if isinstance(state.parameters, dict) else {}
        found = self.db.connection().execute(wanted, given)
        self._met(table.name, [tuple(row) for row in found])

    def _met(self, name: str, keys: list[Key]) -> None:
        if keys and not self._kept_from(name) and name not in OURS:
            self.touch(name, keys)

    def _kept_from(self, name: str) -> bool:
        """Whether nothing may be kept of rows of this table; then nothing is kept at all."""
        lasting, private = LASTING.get(name, ""), name in PRIVATE
        self.lasts = lasting or self.lasts or ("secret" if private else "")
        return bool(lasting) or private


@contextmanager
def recorded(scope: Scope, command: Command, step: Step | None) -> Iterator[None]:
    """Keep what the command inside does, if it is done by somebody who leads."""
    if scope.actor.role in GUESTS:
        yield
        return
    scope.recorder = recorder = Recorder(scope.db)
    with recorder.listening():
        yield
    if not inspect(scope.seminar).persistent:
        return  # it took the seminar away, and its log with it
    salt = secrets.token_hex(8)
    changes = recorder.changes(salt)
    if not changes and not recorder.lasts and not scope.entries:
        return
    if not scope.entries:
        scope.log(command.name, step)
    lasts = _lasts(scope, recorder, changes)
    act = Act(seminar_id=scope.seminar.id, at=clock.now(), actor=scope.actor.name,
              command=command.name, salt=salt, changes=[] if lasts else changes, lasts=lasts,
              undoes_id=scope.undoes and scope.undoes.id)  # fmt: skip
    scope.db.add(act)
    scope.db.flush()
    for entry in scope.entries:
        entry.act_id = act.id
    _mark(scope.db, scope.undoes, act)
    scope.touch("console")  # it tells what was done last


def _lasts(scope: Scope, recorder: Recorder, changes: list[Change]) -> str:
    """Why the command can never be undone; empty if it can."""
    if scope.seminar.state == "ended":
        return "ended"
    if scope.lasts or recorder.lasts:
        return scope.lasts or recorder.lasts
    who = any((change["table"], cell["column"]) in WHO and cell.get("before") is not None
              for change in changes for cell in change["cells"])  # fmt: skip
    return "forgotten" if who else "" if changes else "nothing"


def _mark(db: Session, undone: Act | None, by: Act) -> None:
    """`undone` is undone; if it had undone another, that one stands again, and so on."""
    gone = True
    while undone is not None:
        undone.undone_id = by.id if gone else None
        undone, gone = db.get(Act, undone.undoes_id) if undone.undoes_id else None, not gone


def rows(db: Session, table: Table, keys: Iterable[Key]) -> dict[Key, Row]:
    """The rows with these keys as they are in the database now."""
    wanted, columns, found = list(keys), list(table.primary_key.columns), {}
    for first in range(0, len(wanted), MANY):
        some = wanted[first : first + MANY]
        where = (columns[0].in_([key[0] for key in some]) if len(columns) == 1 else
                 or_(*(and_(*(c == v for c, v in zip(columns, key, strict=True)))
                       for key in some)))  # fmt: skip
        for row in db.connection().execute(select(table).where(where)).mappings():
            found[tuple(row[c.name] for c in columns)] = {c.name: row[c.name] for c in table.c}
    return found


def digest(value: Any, salt: str) -> str:
    told = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return blake2b(told, key=salt.encode(), digest_size=12).hexdigest()


def plain(name: str, column: str, value: Any) -> Any:
    """A value as it is kept: of a key only that there was one."""
    return value is not None if (name, column) in KEYS else value


def _change(name: str, key: Key, old: Row | None, new: Row | None, salt: str) -> list[Change]:
    if old == new or (name == "question" and (old or new or {}).get("kind") == "hand"):
        return []  # a hand that is down is raised anew
    kind = "made" if old is None else "removed" if new is None else "changed"
    cells = [cell for column in TABLES[name].c if (name, column.name) not in LET_GO
             for cell in _cells(name, column.name, old, new, salt)]  # fmt: skip
    return [{"table": name, "key": list(key), "kind": kind, "cells": cells}] if cells else []


def _cells(name: str, column: str, old: Row | None, new: Row | None, salt: str) -> list[Row]:
    """How a column differs; data with parts is told part by part."""
    if old is None and new is not None:
        return [{"column": column, "after": digest(plain(name, column, new[column]), salt)}]
    if new is None and old is not None:
        return [{"column": column, "before": plain(name, column, old[column])}]
    assert old is not None and new is not None
    was, now = (plain(name, column, row[column]) for row in (old, new))
    if isinstance(was, dict) and isinstance(now, dict):
        gone = let_go() if (name, column) == ("step", "data") else frozenset()
        parts = sorted({*was, *now} - gone)
        return [{"column": column, **_part(was, now, part, salt)} for part in parts
                if was.get(part, ...) != now.get(part, ...)]  # fmt: skip
    return [] if was == now else [{"column": column, "before": was, "after": digest(now, salt)}]


def _part(was: Row, now: Row, part: str, salt: str) -> Row:
    """How a part differs; a part that was not there has no `before`."""
    before = {"before": was[part]} if part in was else {}
    return {"part": part, **before, "after": mark(now, part, salt)}


def mark(parts: Row, part: str, salt: str) -> str:
    """The digest of a part; empty of one that is not there."""
    return digest(parts[part], salt) if part in parts else ""


@cache
def let_go() -> frozenset[str]:
    """Parts of a step's data that lead to a person, as its activity says."""
    from methods.engine import known  # the engine knows the activities; this module does not

    return frozenset().union(*(kind.lets_go for kind in known().values()))
