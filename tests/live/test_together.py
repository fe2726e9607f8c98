"""Answers for those who ask at once: one look for twenty, and each hears of their own fault."""

from __future__ import annotations

from collections.abc import Iterator

import gevent
import pytest

from live.together import BREATH, Together


class Fault(Exception):
    pass


def test_those_who_ask_at_once_are_answered_from_one_look() -> None:
    looks: list[list[int]] = []

    def look(asked: list[int]) -> Iterator[tuple[int, str]]:
        looks.append(asked)
        yield from ((n, f"svar {n}") for n in asked if n != 13)

    together = Together(look)
    asks = [gevent.spawn(together.of, n) for n in [*range(BREATH + 5), 3]]
    gevent.joinall(asks)
    answers = [ask.value for ask in asks]
    assert answers == [None if n == 13 else f"svar {n}" for n in [*range(BREATH + 5), 3]]
    assert [len(look) for look in looks] == [BREATH, 5]
    assert together.of(7) == "svar 7", "and one who comes later, from another look"


def test_a_look_that_fails_is_told_to_those_who_asked_in_it_and_to_no_others() -> None:
    def look(asked: list[int]) -> Iterator[tuple[int, int]]:
        for n in asked:
            if n == 0:
                raise Fault
            yield n, n

    together = Together(look)
    asks = [gevent.spawn(together.of, n) for n in range(BREATH + 5)]
    gevent.joinall(asks, raise_error=False)
    assert all(isinstance(ask.exception, Fault) for ask in asks[:BREATH])
    assert [ask.value for ask in asks[BREATH:]] == [*range(BREATH, BREATH + 5)]
    with pytest.raises(Fault):
        together.of(0)
