"""The postman: wakes by the clock, plans what is due, and sends each notice once."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import gevent
from sqlalchemy.exc import IntegrityError

from config import Config
from live import mail
from methods import clock, letters, notices, retention
from methods.due import Wanted, wanted
from models import Notice
from storage import Storage

EVERY = 300  # seconds between rounds
LOG = logging.getLogger("floke.notices")


@dataclass
class Postman:
    config: Config
    storage: Storage
    kept: date | None = None  # the day on which the two clocks were last looked at

    def start(self) -> None:
        """Go the rounds as long as the server runs."""
        gevent.spawn(self._always)

    def _always(self) -> None:
        while True:
            gevent.sleep(EVERY)
            try:
                self.round()
            except Exception as error:  # one bad round must not be the last
                LOG.error("A round of notices failed: %s", type(error).__name__)

    def round(self) -> Counter[str]:
        """Forget what is past its time, plan what is due, and send what can be sent.

        How many people were forgotten and seminars removed, how many notices were planned and
        sent, and how many failed of each kind.
        """
        today = date.fromtimestamp(clock.now())
        told = self._keep() if today != self.kept else Counter[str]()
        self.kept = today
        told["planned"] = self._plan()
        if self.config.smtp is None:
            return told
        for together in self._ready():
            try:
                told["sent"] += self._send(together)
            except mail.Unsent as unsent:
                told[unsent.error] += 1
                if unsent.whole:
                    break  # the rest waits for the next round, and has used up no try
        return told

    def _keep(self) -> Counter[str]:
        with self.storage.alone(), self.storage.writing() as db:
            done = retention.keep(db, self.config.keep_contacts_days, self.config.keep_years)
            db.commit()
        if any(done.values()):
            self.storage.wipe_freed()
            LOG.warning("Kept to the time limits: %s", dict(done))
        return done

    def _plan(self) -> int:
        with self.storage.reading() as db:
            now = wanted(db)
        with self.storage.writing() as db:
            try:
                made = notices.plan(db, now)
                db.commit()
            except IntegrityError:
                return 0  # another process was here at the same time, and has done it
        return made

    def _ready(self) -> list[list[Notice]]:
        """What may be sent now, the oldest first; what one reader gets of a seminar, together."""
        with self.storage.reading() as db:
            now, made = wanted(db), defaultdict[Any, list[Notice]](list)
            for notice in notices.ready(db):
                if notice.key in now and (email := now[notice.key].reader.email):
                    made[notice.seminar_id, email.casefold()].append(notice)
        return list(made.values())

    def _send(self, together: list[Notice]) -> int:
        """How many notices went out, in one e-mail: none that is over or another process has."""
        assert self.config.smtp is not None
        with self.storage.writing() as db:
            now = wanted(db, together[0].seminar_id)
            mine = [n for n in together if n.key in now and now[n.key].reader.email
                    and notices.claim(db, n)]  # fmt: skip
            if not mine:
                return 0
            told = [now[n.key] for n in mine]
            made = letters.bound([self._written(each) for each in told])
            db.commit()
        name = "+".join([told[0].seminar.token, *(each.key for each in told)])
        try:
            mail.send(self.config.smtp, mail.message(made, self.config.smtp, told[0].reader.email,
                                                     name))  # fmt: skip
        except mail.Unsent as unsent:
            self._settle(mine, unsent.error)
            raise
        self._settle(mine)
        return len(mine)

    def _written(self, now: Wanted) -> letters.Letter:
        return letters.write(now, self.config.address, self.config.key())

    def _settle(self, sent: list[Notice], error: str = "") -> None:
        with self.storage.writing() as db:
            for notice in sent:
                notices.settle(db, notice.id, error)
            db.commit()
