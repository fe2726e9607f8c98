"""The one writer: takes what has queued, does it in one transaction, and answers after commit.

Acknowledged means on disk. Sent twice means done once. A command that fails takes nobody down
with it: what stood in the same transaction is done again, each in its own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gevent
from gevent.event import AsyncResult
from gevent.queue import Queue
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from methods.command import Command
from methods.engine import Done, keep, perform
from methods.refusal import Refused
from models import Seminar
from storage import Storage
from translations import N_, use

log = logging.getLogger("floke.writer")
GATHER = 0.004  # seconds to let more commands gather behind the first
MOST = 200  # commands in one transaction


@dataclass
class Job:
    command: Command
    answer: AsyncResult = field(default_factory=AsyncResult)


class Spoiled(Exception):
    """A refused command had already changed rows: the transaction cannot be used."""


class Writer:
    """`submit` a command and get its answer when it is on disk. `touched` hears what changed."""

    def __init__(self, storage: Storage, touched: Callable[[int, set[str]], None]) -> None:
        self.storage = storage
        self.touched = touched
        self.queue: Queue[Job] = Queue()
        self.greenlet = gevent.spawn(self._run)

    def submit(self, command: Command) -> dict[str, Any]:
        """`{ok: true, reply}` or `{ok: false, code, sentence}`; `retry` if it was not saved."""
        job = Job(command)
        self.queue.put(job)
        answer: dict[str, Any] = job.answer.get()
        return answer

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
        try:
            done = self._together(jobs)
        except Exception:
            # Each alone: the faulty one is answered, the others are kept.
            done = [self._alone(job) for job in jobs]
        for job, result in zip(jobs, done, strict=True):
            job.answer.set(result.reply)
        for result in done:
            if result.touched:
                self.touched(result.seminar_id, result.touched)
        if any(result.forget for result in done):
            self.storage.wipe_freed()

    def _together(self, jobs: list[Job]) -> list[Done]:
        with self.storage.writing() as db:
            done = [_attempt(db, job.command) for job in jobs]
            _count_up(db, done)
            db.commit()
        return done

    def _alone(self, job: Job) -> Done:
        command = job.command
        try:
            with self.storage.writing() as db:
                try:
                    done = _attempt(db, command)
                except Spoiled as spoiled:
                    db.rollback()
                    assert isinstance(spoiled.__cause__, Refused)
                    done = _refused(db, command, spoiled.__cause__)
                _count_up(db, [done])
                db.commit()
                return done
        except SQLAlchemyError as error:
            log.error("not saved: %s (%s)", command.name, type(error).__name__)
            return _failed(command, "not_saved", retry=True)
        except Exception:
            log.exception("failed: %s", command.name)
            return _failed(command, "failed")


def _attempt(db: Session, command: Command) -> Done:
    """Do one command in a transaction shared with others; a clean refusal is just an answer."""
    db.flush()
    flushed: list[int] = []

    def note(*_: Any) -> None:
        flushed.append(1)

    event.listen(db, "after_flush", note)
    try:
        return perform(db, command)
    except Refused as refusal:
        if flushed or db.new or db.dirty or db.deleted:
            raise Spoiled from refusal
        return _refused(db, command, refusal)
    finally:
        event.remove(db, "after_flush", note)


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
