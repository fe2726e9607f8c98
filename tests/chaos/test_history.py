"""The judge of histories is judged: it lets through what can be, and nothing that cannot."""

from __future__ import annotations

import pytest

from tests.chaos.history import NEVER, Write, faults, may_stand

ANNA = 1
OK, OTHER = '{"ok": true}', '{"ok": true, "reply": 2}'
CLOSED, ODD = '{"ok": false, "code": "closed"}', '{"ok": false, "code": "failed"}'


def said(value: bool, began: float, ended: float = NEVER, *answers: str) -> Write:
    return Write(ANNA, value, f"op-{began}", began, ended, answers or ((OK,) * (ended < NEVER)))


@pytest.mark.parametrize(("writes", "may"), [
    ([], {False}),
    ([said(True, 1, 2)], {True}),
    ([said(True, 1, 2), said(False, 3, 4)], {False}),
    ([said(True, 1, 3), said(False, 2, 4)], {True, False}),  # at the same time: either
    ([said(True, 1, 2), said(False, 3)], {True, False}),  # nobody knows whether it came
    ([said(True, 1), said(False, 3, 4)], {True, False}),  # it may come as late as that
    ([said(True, 1)], {True, False}),
    ([said(True, 1, 2, CLOSED)], {False}),
])  # fmt: skip
def test_what_may_stand(writes: list[Write], may: set[bool]) -> None:
    assert may_stand(writes) == may


@pytest.mark.parametrize(("write", "stands", "fault"), [
    (said(True, 1, 2), True, ""),
    (said(True, 1, 2), False, "said last"),
    (said(True, 1, 2, OK, OTHER), True, "two answers"),
    (said(True, 1, 12), True, ""),  # begun before the closing
    (said(True, 9, 14, CLOSED), False, ""),
    (said(True, 9, 14, CLOSED), True, "said last"),
    (said(True, 13, 14), True, "after the step was closed"),
    (said(True, 1, 2, CLOSED), False, "while the step was open"),
    (said(True, 13, 14, ODD), False, "while the step was open"),
])  # fmt: skip
def test_what_cannot_be(write: Write, stands: bool, fault: str) -> None:
    found = list(faults([write], {ANNA: stands}, closed=(10, 12)))
    assert (fault in found[0]) if fault else not found
