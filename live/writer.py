"""The one writer: takes what has queued, does it in one transaction, and answers after commit.

Acknowledged means on disk. Sent twice means done once. A command that fails takes nobody down
with it: what stood in the same transaction is done again, each in its own.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gevent
from gevent.event import AsyncResult
from gevent.queue import Queue
from sqlalchemy import and_, bindparam, event, select, update
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from live.health import Health
from methods.command import Command
from methods.engine import Done, perform_among
from methods.receipts import Receipts
from methods.refusal import Refused
from models import Participant, Seminar, Step
from storage import Storage, Writing
from translations import N_, use

log = logging.getLogger("floke.writer")
GATHER = 0.003  # seconds, at most, to let more commands gather behind the first
EACH = 0.0005  # seconds of that for each that came with the last one: alone, nobody waits
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
        jobs: list[Job] = []
        while True:
            together, jobs = len(jobs), [self.queue.get()]
            gevent.sleep(min(GATHER, EACH * max(0, together - 1)))
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
        commands = [job.command for job in jobs]
        with self.storage.writing() as db:
            hold(db, commands)
            receipts = Receipts(db, commands)
            done = [_attempt(db, command, receipts) for command in commands]
            receipts.write()
            _count_up(db, done)
            db.commit()
        self.health.saved()
        return done

    def _alone(self, job: Job) -> Done:
        command = job.command
        try:
            with self.storage.writing() as db:
                hold(db, [command])
                receipts = Receipts(db, [command])
                try:
                    done = _attempt(db, command, receipts)
                except Spoiled as spoiled:
                    db.rollback()
                    assert isinstance(spoiled.__cause__, Refused)
                    done = _refused(command, spoiled.__cause__, receipts)
                receipts.write()
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


def hold(db: Session, commands: list[Command]) -> None:
    """Where and who act in a batch is read in two queries, and what was read stays until its end.

    Their seminars are this transaction's alone: on PostgreSQL another process waits here for its
    turn, so that what it reads, `seq` too, is what we leave.

    A session holds its rows weakly: each command would read the seminar and the step again.
    """
    places = {"seminars": sorted({c.actor.seminar_id for c in commands}),
              "steps": list({c.step_id for c in commands if c.step_id})}  # fmt: skip
    db.execute(PLACES, places).all()
    people = {c.actor.id for c in commands if c.actor.role == "participant"}
    if len(people) > 1:
        db.scalars(PEOPLE, {"people": list(people)}).all()


# Built once, and heard for every transaction of the writer's.
PLACES = (
    select(Seminar, Step)
    .outerjoin(Step, and_(Step.seminar_id == Seminar.id,
                          Step.id.in_(bindparam("steps", expanding=True))))
    .where(Seminar.id.in_(bindparam("seminars", expanding=True)))
    .order_by(Seminar.id)
    .with_for_update(key_share=True, of=Seminar)
)  # fmt: skip
PEOPLE = select(Participant).where(Participant.id.in_(bindparam("people", expanding=True)))
COUNT_UP = (
    update(Seminar.__table__)  # type: ignore[arg-type]
    .where(Seminar.__table__.c.id == bindparam("seminar"))
    .values(seq=bindparam("now"))
)
event.listen(Writing, "loaded_as_persistent",
             lambda db, row: db.info.setdefault("held", []).append(row))  # fmt: skip
event.listen(Writing, "after_flush", lambda db, _context: db.info.update(flushed=True))


def _attempt(db: Session, command: Command, receipts: Receipts) -> Done:
    """Do one command in a transaction shared with others; a clean refusal is just an answer."""
    db.flush()
    db.info["flushed"] = False
    try:
        return perform_among(db, command, receipts)
    except Refused as refusal:
        if db.info["flushed"] or db.new or db.dirty or db.deleted:
            raise Spoiled from refusal
        return _refused(command, refusal, receipts)


def _refused(command: Command, refusal: Refused, receipts: Receipts) -> Done:
    with use(command.actor.language):
        answer = refusal.answer()
    if refusal.code not in ("no_seminar", "other_seminar") and command.op_id:
        receipts.keep(command, answer)
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
    db.flush()
    for number in {d.seminar_id for d in done if d.touched}:
        seminar = db.get(Seminar, number)
        assert seminar is not None
        seq = seminar.seq + 1
        db.connection().execute(COUNT_UP, {"seminar": number, "now": seq})
        for one in done:
            if one.seminar_id == number:
                one.seq = seq
