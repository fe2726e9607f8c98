"""Own parts for those who were just answered: all who are answered at once, from one look."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator

from live.stage import OwnPart, Stage
from live.together import Together

log = logging.getLogger("floke.boards")
Person = tuple[int, int]  # the seminar, and who it is there


class OwnParts:
    """`of` a person: what is theirs now. The writer answers many at once, and they ask together."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.together: Together[Person, OwnPart] = Together(self._look)

    def of(self, seminar_id: int, person_id: int) -> OwnPart | None:
        """The part; none of who has left, and none that cannot be made: why has been logged."""
        return self.together.of((seminar_id, person_id))

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

    def _look(self, asked: list[Person]) -> Iterator[tuple[Person, OwnPart]]:
        people = defaultdict(list)
        for seminar, person in asked:
            people[seminar].append(person)
        for seminar, some in people.items():
            for person, part in self.several(seminar, some).items():
                if part is not None:
                    yield (seminar, person), part
