"""Receipts: an operation that is sent twice is done once, and told the same answer both times."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from methods.command import Command
from models import Receipt

Key = tuple[str, str]
TABLE = Receipt.__table__
# Built once: a hall of phones sends a thousand commands a second.
STORED = select(TABLE.c.actor, TABLE.c.op_id, TABLE.c.reply).where(
    TABLE.c.actor.in_(bindparam("who", expanding=True)),  # by the key, which begins with them
    TABLE.c.op_id.in_(bindparam("ops", expanding=True)),
)
KEEP = insert(Receipt.__table__)  # type: ignore[arg-type]


class Receipts:
    """The answers to a batch of commands: read in one query, and the new ones written in one."""

    def __init__(self, db: Session, commands: Iterable[Command]) -> None:
        self.db = db
        who, ops = zip(*{_key(command) for command in commands}, strict=True)
        stored = db.connection().execute(STORED, {"who": [*{*who}], "ops": [*{*ops}]})
        self.told: dict[Key, dict[str, Any]] = {(actor, op): reply for actor, op, reply in stored}
        self.new: list[dict[str, Any]] = []

    def told_before(self, command: Command) -> dict[str, Any] | None:
        """The answer, if the operation has been done; of this batch too."""
        if command.actor.role != "participant":
            self.write()  # those who lead may take receipts away (methods/secrecy.py)
        return self.told.get(_key(command))

    def keep(self, command: Command, answer: dict[str, Any]) -> None:
        """From now on this is the answer to the operation."""
        self.told[_key(command)] = answer
        actor, op_id = _key(command)
        self.new.append({"actor": actor, "op_id": op_id, "seminar_id": command.actor.seminar_id,
                         "step_id": command.step_id, "reply": answer})  # fmt: skip

    def write(self) -> None:
        """Put what is new in the transaction, behind the rows that it is about."""
        if self.new:
            self.db.flush()
            self.db.connection().execute(KEEP, self.new)
            self.new = []


def _key(command: Command) -> Key:
    return command.actor.name, command.op_id
