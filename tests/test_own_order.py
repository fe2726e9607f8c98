"""A person's own order of a list: any thing is as likely as another to stand first."""

from __future__ import annotations

from collections import Counter

from web.own import Own

HALLS = 3000


def test_nobody_gains_by_a_number() -> None:
    things = [{"id": number} for number in range(101, 113)]
    first, last = Counter[int](), Counter[int]()
    for person in range(HALLS):
        mine = Own({"shuffle": f"{person * 2654435761 % 2**32:08x}"}).order(7, things)
        first[mine[0]["id"]] += 1
        last[mine[-1]["id"]] += 1
    for counted in (first, last):
        expected = HALLS / len(things)
        chi2 = sum((counted[t["id"]] - expected) ** 2 / expected for t in things)
        assert chi2 < 31.3, f"p < 0.001 for 11 degrees of freedom: {counted}"


def test_it_is_another_in_another_step_and_for_another_person() -> None:
    things = [{"id": number} for number in range(1, 13)]
    orders = {
        tuple(thing["id"] for thing in Own({"shuffle": who}).order(step, things))
        for who in ("00c0ffee", "0ddba11a")
        for step in (5, 6)
    }
    assert len(orders) == 4


def test_a_shared_board_keeps_the_order_it_has() -> None:
    things = [{"id": 3}, {"id": 1}]
    assert Own().order(5, things) == things
