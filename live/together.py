"""Answers for a hall that asks at the same moment: one look at the database for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import gevent
from gevent.event import AsyncResult

BREATH = 20  # answers found before others get a turn
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Together(Generic[Asked, Answer]):
    """`of` what one asks. Those who ask before the loop has gone round are answered together.

    `look` is given at most twenty different questions, and gives what it has found; who is not
    among it is answered with nothing, and when it raises, all who asked are told so.
    """

    def __init__(self, look: Callable[[list[Asked]], Iterable[tuple[Asked, Answer]]]) -> None:
        self.look = look
        self.asked: dict[Asked, AsyncResult] = {}

    def of(self, asked: Asked) -> Answer | None:
        if not self.asked:
            gevent.spawn(self._answer)
        waits = self.asked.setdefault(asked, AsyncResult())
        answer: Answer | None = waits.get()
        return answer

    def _answer(self) -> None:
        waiting, self.asked = list(self.asked.items()), {}
        for first in range(0, len(waiting), BREATH):
            some = waiting[first : first + BREATH]
            try:
                found = dict(self.look([asked for asked, _waits in some]))
            except Exception as error:
                for _asked, waits in some:
                    waits.set_exception(error)
            else:
                for asked, waits in some:
                    waits.set(found.get(asked))
            gevent.sleep(0)
