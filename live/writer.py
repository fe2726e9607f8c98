"""The one writer: takes what has queued, does it in one transaction, and answers after commit.

Acknowledged means on disk. Sent twice means done once. A command that fails takes nobody down
with it: what stood in the same transaction is done again, each in its own.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import gevent
from gevent.event import AsyncResult
from gevent.queue import Queue
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from live.health import Health
from methods.command import Command
from methods.engine import Done, keep, perform
from methods.refusal import Refused
from models import Participant, Seminar
from storage import Storage
from translations import N_, use

log = logging.getLogger("floke.writer")
GATHER = 0.004  # seconds to let more commands gather behind the first
MOST = 200  # commands in one transaction
PATIENCE = 6.0  # seconds to finish in; what is not acknowledged then is sent again
FAREWELL = 0.1  # seconds for the last answers to leave the machine


@dataclass
class Job:
    command: Command
    answer: AsyncResult = field(default_factory=AsyncResult)


class Spoiled(Exception):
    """A refused command had already changed rows: the transaction cannot be used."""


class Writer:
    """`submit` a command and get its answer when it is on disk.

    `touched` hears which boards changed, `removed` which seminars are no more; `shared` hears of
    everything that was done, where other processes write too.
    """

    def __init__(self, storage: Storage, touched: Callable[[int, set[str]], None],
                 removed: Callable[[int], None], health: Health | None = None,
                 shared: Callable[[Done], None] | None = None) -> None:  # fmt: skip
        self.storage = storage
        self.health = health or Health(storage, lambda: None)
        self.touched = touched
        self.removed = removed
        self.shared = shared or (lambda _done: None)
        self.queue: Queue[Job] = Queue()
        self.unanswered, self.ends = 0, False
        self.greenlet = gevent.spawn(self._run)

    def submit(self, command: Command) -> dict[str, Any]:
        """`{ok: true, reply}` or `{ok: false, code, sentence}`; `retry` if it was not saved."""
        if self.ends:
            return _failed(command, "not_saved", retry=True).reply
        job = Job(command)
        self.queue.put(job)
        self.unanswered += 1
        try:
            answer: dict[str, Any] = job.answer.get()
        finally:
            self.unanswered -= 1
        return answer

    def finish(self) -> None:
        """Take no more, and return when what was taken is on disk and answered."""
        self.ends = True
        with gevent.Timeout(PATIENCE, False):
            while self.unanswered:
                gevent.sleep(0.01)
            gevent.sleep(FAREWELL)

    def _run(self) -> None:
        while True:
            jobs = [self.queue.get()]
            gevent.sleep(GATHER)
            while len(jobs) < MOST and not self.queue.empty():
                jobs.append(self.queue.get())
            try:
                self._write(jobs)
            except Exception:
                # Everyone is answered; a fault in what comes after must not end all writing.
                log.exception("after the answers")

    def _write(self, jobs: list[Job]) -> None:
        began = time.perf_counter()
        try:
            done = self._together(jobs)
        except Exception:
            # Each alone: the faulty one is answered, the others are kept.
            done = [self._alone(job) for job in jobs]
        self.health.saving.observe(time.perf_counter() - began)
        for job, result in zip(jobs, done, strict=True):
            job.answer.set(result.reply)
            self.health.commands.labels("done" if result.reply["ok"] else "refused").inc()
        for result in done:
            self.shared(result)
            if result.touched:
                self.touched(result.seminar_id, result.touched)
            for seminar_id in result.removed:
                self.removed(seminar_id)
        if any(result.forget for result in done):
            self.storage.wipe_freed()

    def _together(self, jobs: list[Job]) -> list[Done]:
        with self.storage.writing() as db, held(db, [job.command for job in jobs]):
            done = [_attempt(db, job.command) for job in jobs]
            _count_up(db, done)
            db.commit()
        self.health.saved()
        return done

    def _alone(self, job: Job) -> Done:
        command = job.command
        try:
            with self.storage.writing() as db, held(db, [command]):
                try:
                    done = _attempt(db, command)
                except Spoiled as spoiled:
                    db.rollback()
                    assert isinstance(spoiled.__cause__, Refused)
                    done = _refused(db, command, spoiled.__cause__)
                _count_up(db, [done])
                db.commit()
            self.health.saved()
            return done
        except SQLAlchemyError as error:
            log.error("not saved: %s (%s)", command.name, type(error).__name__)
            if isinstance(error, OperationalError):
                self.health.not_saved()
            return _failed(command, "not_saved", retry=True)
        except Exception:
            log.exception("failed: %s", command.name)
            return _failed(command, "failed")


@contextmanager
def held(db: Session, commands: list[Command]) -> Iterator[None]:
    """Who act in a batch are read in one query, and what was read once stays until its end.

    Their seminars are this transaction's alone: on PostgreSQL another process waits here for its
    turn, so that what it reads, `seq` too, is what we leave.

    A session holds its rows weakly: each command would read the seminar and the step again.
    """
    kept: list[Any] = []
    event.listen(db, "loaded_as_persistent", lambda _db, row: kept.append(row))
    event.listen(db, "after_flush", lambda db, *_: db.info.update(flushed=True))
    seminars = {c.actor.seminar_id for c in commands}
    db.scalars(select(Seminar).where(Seminar.id.in_(seminars)).order_by(Seminar.id)
               .with_for_update(key_share=True)).all()  # fmt: skip
    people = {c.actor.id for c in commands if c.actor.role == "participant"}
    if len(people) > 1:
        db.scalars(select(Participant).where(Participant.id.in_(people))).all()
    yield


def _attempt(db: Session, command: Command) -> Done:
    """Do one command in a transaction shared with others; a clean refusal is just an answer."""
    db.flush()
    db.info["flushed"] = False
    try:
        return perform(db, command)
    except Refused as refusal:
        if db.info["flushed"] or db.new or db.dirty or db.deleted:
            raise Spoiled from refusal
        return _refused(db, command, refusal)


def _refused(db: Session, command: Command, refusal: Refused) -> Done:
    with use(command.actor.language):
        answer = refusal.answer()
    if refusal.code not in ("no_seminar", "other_seminar") and command.op_id:
        keep(db, command, answer)
    return Done(answer, command.actor.seminar_id)


def _failed(command: Command, code: str, *, retry: bool = False) -> Done:
    message = N_(
        "The server could not save that. What you wrote is kept on this device. Try again."
    )
    with use(command.actor.language):
        answer = Refused(code, message).answer()
    return Done({**answer, "retry": retry}, command.actor.seminar_id)


def _count_up(db: Session, done: list[Done]) -> None:
    """The seminar's `seq` grows with every transaction that touched a board."""
    for seminar_id in {d.seminar_id for d in done if d.touched}:
        seminar = db.get(Seminar, seminar_id)
        assert seminar is not None
        seminar.seq += 1
        for one in done:
            if one.seminar_id == seminar_id:
                one.seq = seminar.seq
