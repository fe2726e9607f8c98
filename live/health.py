"""How the server is: whether it can save, told to who leads and to who watches over it.

When a transaction could not be written (a full disk, a database that is gone) nothing is
acknowledged, and phones keep what they have. Until a small write succeeds again, consoles say so,
and `/ready` says that no more traffic should come. Figures for Prometheus hold counts and times,
and nothing of who or what.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import gevent
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.process_collector import ProcessCollector
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage import Storage

log = logging.getLogger("floke.health")
PROBE = 2.0  # seconds between tries while nothing can be saved
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Health:
    """`troubled`: nothing can be saved now. `changed` is called when that begins and ends."""

    def __init__(self, storage: Storage, changed: Callable[[], None]) -> None:
        self.storage = storage
        self.changed = changed
        self.troubled = False
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.commands = Counter("floke_commands_total", "Commands answered", ("outcome",),
                                registry=self.registry)  # fmt: skip
        self.saving = Histogram("floke_commit_seconds", "From the first command of a transaction "
                                "taken up until all is on disk", buckets=SECONDS,
                                registry=self.registry)  # fmt: skip
        self.waiting = Gauge("floke_commands_waiting", "Commands that wait to be taken up",
                             registry=self.registry)  # fmt: skip
        self.sockets = Gauge("floke_sockets", "Open pages", ("surface",), registry=self.registry)
        self.redis_away = Gauge("floke_redis_away", "1 while others' changes are read from "
                                "the database", registry=self.registry)  # fmt: skip
        self.trouble = Gauge("floke_cannot_save", "1 while nothing can be saved",
                             registry=self.registry)  # fmt: skip
        self.trouble.set_function(lambda: float(self.troubled))

    def not_saved(self) -> None:
        """A transaction could not be written: say so, and try until one can."""
        if not self.troubled:
            log.error("nothing can be saved; trying every %g seconds", PROBE)
            self._turn(True)
            gevent.spawn(self._probe)

    def saved(self) -> None:
        """A transaction has been written."""
        if self.troubled:
            log.warning("saving works again")
            self._turn(False)

    def reads(self) -> bool:
        """Whether the database answers."""
        try:
            with self.storage.read.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def _turn(self, troubled: bool) -> None:
        self.troubled = troubled
        self.changed()

    def _probe(self) -> None:
        while self.troubled:
            gevent.sleep(PROBE)
            try:
                with self.storage.writing() as db:
                    db.execute(text("UPDATE alembic_version SET version_num = version_num"))
                    db.commit()
            except SQLAlchemyError:
                continue
            self.saved()
