"""Deleting a seminar, with every row there is of it."""

from __future__ import annotations

from functools import cache

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.orm import Session

from models import Base, Seminar

SEMINAR = Base.metadata.tables[Seminar.__tablename__]


def remove(db: Session, seminar: Seminar) -> None:
    """Delete the seminar and all that belongs to it. What other seminars say stays as it was."""
    db.flush()
    db.expire_all()
    number = seminar.id
    db.expunge(seminar)
    theirs = [(table, found) for table in reversed(Base.metadata.sorted_tables)
             if (found := owned(table, number)) is not None]  # fmt: skip
    for table, mine in theirs:
        if loose := _loose(table):
            db.execute(update(table).where(mine).values(dict.fromkeys(loose, None)))
    for table, mine in theirs:
        db.execute(delete(table).where(mine))


def owned(table: Table, number: int) -> ColumnElement[bool] | None:
    """The rows of `table` that belong to the seminar; None if the table belongs to none."""
    if table is SEMINAR:
        return SEMINAR.c.id == number
    if "seminar_id" in table.c:
        return table.c.seminar_id == number
    for column in table.c:
        for key in column.foreign_keys:
            if not column.nullable and belongs(key.column.table):
                above = owned(key.column.table, number)
                assert above is not None
                return column.in_(select(key.column).where(above))
    return None


@cache
def belongs(table: Table) -> bool:
    """Whether the rows of `table` are a seminar's."""
    return owned(table, 0) is not None


def _loose(table: Table) -> list[str]:
    """Columns that point sideways, such as a table's topic: they go first, for they go in rings."""
    return [c.name for c in table.c if c.nullable and table is not SEMINAR
            and any(belongs(key.column.table) for key in c.foreign_keys)]  # fmt: skip
