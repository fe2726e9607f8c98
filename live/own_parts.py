"""Own parts for those who were just answered: all who are answered at once, from one look."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator

import gevent
from gevent.event import AsyncResult

from live.stage import OwnPart, Stage

log = logging.getLogger("floke.boards")
BREATH = 20  # own parts made before others get a turn


class Unmade(Exception):
    """A person's own part could not be made; why has been logged."""


class OwnParts:
    """`of` a person: what is theirs now. The writer answers many at once, and they ask together."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.asked: dict[int, dict[int, AsyncResult]] = defaultdict(dict)

    def of(self, seminar_id: int, person_id: int) -> OwnPart | None:
        """The part; none if they are no longer in the seminar. Raises `Unmade`."""
        asked = self.asked[seminar_id]
        if not asked:
            gevent.spawn(self._look, seminar_id)
        waits = asked.setdefault(person_id, AsyncResult())
        made: OwnPart | None = waits.get()
        return made

    def several(self, seminar_id: int, people: list[int]) -> dict[int, OwnPart | None]:
        """The parts of several; none of who has left. One that cannot be made is logged and out."""
        try:
            found = self.stage.owns(seminar_id, people)
        except Exception:
            # One person's fault must not keep the others' parts from them.
            return dict(self._each(seminar_id, people))
        return {person: found.get(person) for person in people}

    def _each(self, seminar_id: int, people: list[int]) -> Iterator[tuple[int, OwnPart | None]]:
        for person in people:
            try:
                yield person, self.stage.own(seminar_id, person)
            except Exception:
                log.exception("own part of %s in seminar %s", person, seminar_id)

    def _look(self, seminar_id: int) -> None:
        asked = self.asked.pop(seminar_id, {})
        people = list(asked)
        for first in range(0, len(people), BREATH):
            some = people[first : first + BREATH]
            parts = self.several(seminar_id, some)
            for person in some:
                if person in parts:
                    asked[person].set(parts[person])
                else:
                    asked[person].set_exception(Unmade())
            gevent.sleep(0)
