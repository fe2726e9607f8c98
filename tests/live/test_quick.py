"""What a hall does all at once asks for rows by their keys, however many rows there are."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

from live.identity import Identity
from live.writer import Job, Writer
from methods.command import Command
from models import Base, Device
from storage import Storage
from tests.cast import Cast
from tests.methods.vote.room import open_vote

TABLES = Base.metadata.tables


class Asked:
    """The statements that a database is asked, and which of them walk through a whole table."""

    def __init__(self, storage: Storage) -> None:
        self.storage, self.told = storage, list[tuple[str, Any]]()
        event.listen(storage.read, "before_cursor_execute", self._hear)

    def _hear(self, _connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        self.told.append((statement, given))

    def walks(self) -> list[str]:
        event.remove(self.storage.read, "before_cursor_execute", self._hear)
        if self.storage.read.dialect.name != "sqlite":
            return []  # PostgreSQL walks through what is small, and says so
        with self.storage.read.connect() as db:
            asked = [(s, g[0] if isinstance(g, list) else g) for s, g in self.told
                     if s.startswith(("SELECT", "UPDATE", "DELETE"))]  # fmt: skip
            plans = [row.detail.split() for s, g in asked
                     for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {s}", g)]  # fmt: skip
        return [name for how, name, *_ in plans if how == "SCAN" and name in TABLES]


def test_a_tick_walks_through_no_table(cast: Cast, storage: Storage) -> None:
    people = cast.people(8)
    item, *_ = open_vote(cast, people)
    step = cast.seminar.current_id
    cast.db.commit()
    writer = Writer(storage, lambda *_: None, lambda *_: None)
    asked = Asked(storage)
    for on in (True, False):
        jobs = [Job(Command(p.actor, "tick", step, {"item": item, "on": on}, f"{p.id}-is-{on}"))
                for p in people]  # fmt: skip
        writer._write(jobs)
        assert all(job.answer.get(block=False)["ok"] for job in jobs)
    writer.greenlet.kill()
    told = len(asked.told)
    assert told <= 2 * 7 + (4 + 2) * len(people), "what all need is read once a transaction"
    assert asked.walks() == []


def test_a_phone_comes_in_without_a_walk_through_a_table_and_only_to_its_own_seminar(
    cast: Cast, storage: Storage
) -> None:
    anna, identity = cast.join("Anna"), Identity(storage, "key", secure=False)
    cast.db.add(Device(participant_id=anna.id, token_hash=identity.hash("hers")))
    cast.db.commit()
    mine, auth = cast.seminar.id, {"surface": "phone", "key": cast.seminar.token}
    asked = Asked(storage)

    def comes(cookie: str, **told: str) -> int | None:
        client = identity.client("sid", {"HTTP_COOKIE": cookie}, {**auth, **told})
        return client.participant_id if client else None

    assert comes(f"floke-{mine}=hers") == anna.id
    assert comes(f"floke-{mine + 1}=hers") is None, "a cookie under another seminar's name"
    assert comes(f"floke-{mine}=another") is None
    assert comes(f"floke-{mine}=hers", key="another") is None
    assert comes("") is None
    assert asked.walks() == []
