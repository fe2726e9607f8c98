"""Ten topics that a room has chosen, for the tests of the steps after the vote."""

from __future__ import annotations

from typing import Any

from models import Item
from tests.cast import Cast, Player

VOTES = [41, 38, 37, 33, 30, 29, 27, 24, 22, 21, 21]


def row(item: Item, votes: int) -> dict[str, Any]:
    rank = 1 + sum(v > votes for v in VOTES)
    place = VOTES.index(votes)
    return {"item": item.id, "votes": votes, "rank": rank, "shortlisted": place < 10,
            "near_miss": False}  # fmt: skip


def chosen(cast: Cast, key: str, titles: int = 10, near: int = 1) -> list[int]:
    """Lead to step `key`, not opened, with a published vote that chose so many topics."""
    cast.lead_to(key, opened=False)
    items = [
        Item(seminar_id=cast.seminar.id, step_id=cast.step("finn").id, kind="problem",
             number=n, title=f"Sak {n}")
        for n in range(1, titles + near + 1)
    ]  # fmt: skip
    cast.db.add_all(items)
    cast.db.flush()
    ranking = [row(item, votes) for item, votes in zip(items, VOTES, strict=False)]
    for one in ranking[titles:]:
        one |= {"shortlisted": False, "near_miss": True}
    shortlist = [item.id for item in items[:titles]]
    cast.step("huk").result = {"items": [i.id for i in items], "shortlist": shortlist,
                               "ranking": ranking}  # fmt: skip
    cast.db.commit()
    return shortlist


def open_topics(cast: Cast) -> list[int]:
    """Open the step; the groups of the ten topics, by number."""
    chosen(cast, "saker")
    cast.facilitator.does("open")
    return [group.id for group in cast.activity().groups()]


def sizes(cast: Cast) -> list[int]:
    return [topic["size"] for topic in cast.activity("saker").view("screen")["topics"]]


def go(people: list[Player], group: int) -> None:
    for person in people:
        person.does("choose", group=group)
