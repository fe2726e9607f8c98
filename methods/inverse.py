"""Setting back what an act changed: its rows as they were before it, in an order the keys allow.

Core statements, not objects: a row that was taken away is made again under its own number.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, Column, Table, delete, insert, inspect, null, select, update
from sqlalchemy.orm import Session

from methods.recording import KEYS, TABLES, Change
from models import Act, Base

KEY_BYTES = 32
LOG = ("entry", "receipt")  # they point at a step, and outlive it


def of_kind(act: Act, kind: str) -> list[Change]:
    """What the act made, changed or removed: what is pointed at before what points at it."""
    order = {table.name: n for n, table in enumerate(Base.metadata.sorted_tables)}
    found = [change for change in act.changes if change["kind"] == kind]
    return sorted(found, key=lambda change: order[change["table"]])


def logged(db: Session, act: Act, name: str = "entry") -> list[tuple[Any, ...]]:
    """The keys of what the log says of a step that will be gone: it stays, and names no step."""
    gone = [change["key"][0] for change in of_kind(act, "made") if change["table"] == "step"]
    table = TABLES[name]
    wanted = select(*table.primary_key.columns).where(table.c.step_id.in_(gone))
    return [tuple(key) for key in db.connection().execute(wanted)] if gone else []


def apply(db: Session, act: Act) -> None:
    """Make every row what it was before `act`. The caller has seen that nothing stands against it.

    References are let go first and set last, so that rows may point at each other.
    """
    made, changed, removed = (of_kind(act, kind) for kind in ("made", "changed", "removed"))
    for name in LOG:
        for key in logged(db, act, name):
            _set(db, TABLES[name], key, {"step_id": None})
    for change in made:
        _set(db, *_at(change), dict.fromkeys(_pointing(change), None))
    for change in changed:
        _set(db, *_at(change), dict.fromkeys(_pointing(change), None))
    for change in reversed(made):
        table, key = _at(change)
        db.connection().execute(delete(table).where(*_where(table, key)))
    for change in changed:
        _set(db, *_at(change), _values(db, change, pointing=False))
    for change in removed:
        table, _key = _at(change)
        db.connection().execute(insert(table).values(_values(db, change, pointing=False)))
    for change in [*changed, *removed]:
        _set(db, *_at(change), _values(db, change, pointing=True))
    _forget_objects(db, made)


def _at(change: Change) -> tuple[Table, tuple[Any, ...]]:
    return TABLES[change["table"]], tuple(change["key"])


def _where(table: Table, key: Iterable[Any]) -> list[Any]:
    return [c == v for c, v in zip(table.primary_key.columns, key, strict=True)]


def _pointing(change: Change) -> list[str]:
    """The columns of the change that point at another row, and may point at none."""
    table = TABLES[change["table"]]
    return [cell["column"] for cell in change["cells"] if _loose(table.c[cell["column"]])]


def _loose(column: Column[Any]) -> bool:
    return bool(column.foreign_keys) and bool(column.nullable)


def _values(db: Session, change: Change, *, pointing: bool) -> dict[str, Any]:
    """What the columns held before; of a round's key a new one."""
    table, key = _at(change)
    made: dict[str, Any] = {}
    for cell in change["cells"]:
        column = table.c[cell["column"]]
        if _loose(column) != pointing:
            continue
        if "part" in cell:
            parts = made.get(column.name) or _now(db, column, key)
            made[column.name] = _with(parts, cell)
        else:
            made[column.name] = _old(column, cell["before"])
    return made


def _old(column: Column[Any], value: Any) -> Any:
    if (column.table.name, column.name) in KEYS:
        return secrets.token_bytes(KEY_BYTES) if value else None
    return null() if value is None and isinstance(column.type, JSON) else value


def _now(db: Session, column: Column[Any], key: Iterable[Any]) -> dict[str, Any]:
    table = column.table
    found = db.connection().execute(select(column).where(*_where(table, key))).scalar()
    return dict(found or {})


def _with(parts: dict[str, Any], cell: dict[str, Any]) -> dict[str, Any]:
    kept = {part: value for part, value in parts.items() if part != cell["part"]}
    return {**kept, cell["part"]: cell["before"]} if "before" in cell else kept


def _set(db: Session, table: Table, key: Iterable[Any], values: dict[str, Any]) -> None:
    if values:
        db.connection().execute(update(table).where(*_where(table, key)).values(values))


def _forget_objects(db: Session, made: list[Change]) -> None:
    """The session no longer knows the rows that are gone, and reads the others anew."""
    gone = {(change["table"], tuple(change["key"])) for change in made}
    for thing in list(db.identity_map.values()):
        kind, key, *_ = inspect(thing).key  # never loads: its row may be gone
        if (kind.__table__.name, tuple(key)) in gone:
            db.expunge(thing)
    db.expire_all()
