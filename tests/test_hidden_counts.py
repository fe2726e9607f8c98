"""Hidden on the server: until it is published, every page is the same however people have voted."""

from __future__ import annotations

from pathlib import Path

import pytest

from methods import clock
from reports.outcome import outcome
from storage import Storage
from tests.cast import Cast, Player
from tests.hall import Hall

ONE = (6, 4, 2, 0)  # ticks on each of four problems, by six people
ANOTHER = (0, 2, 4, 6)
Boards = dict[tuple[str, str], str]


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time stands still."""
    monkeypatch.setattr(clock, "now", lambda: 1_800_000_000.0)


@pytest.fixture
def people(cast: Cast) -> list[Player]:
    there = cast.people(6)
    cast.lead_to("finn")
    for number in range(4):
        there[0].does("add", title=f"Sak {number}")
    for key, value in (("target", "2"), ("budget", "free")):
        cast.facilitator.does("set", "huk", key=key, value=value)
    return there


@pytest.fixture
def hall(cast: Cast, people: list[Player], storage: Storage, tmp_path: Path) -> Hall:
    made = Hall(cast, storage, tmp_path)
    for surface in ("phone", "screen", "console"):
        for language in ("nb", "nn", "en"):
            made.opens(surface, language, people[0] if surface == "phone" else None)
    return made


def boards(hall: Hall) -> Boards:
    """What stands on every page now, for everybody."""
    hall.stage.forget(hall.cast.seminar.id)
    return {
        (page.client.sid, board): html
        for page in hall.pages
        for board, html in hall.fresh(page).boards.items()
    }


def tick(people: list[Player], counts: tuple[int, ...]) -> None:
    """Each problem gets so many ticks, and everyone hands in a ballot."""
    items = people[0].cast.activity().on_ballot()  # type: ignore[attr-defined]
    for place, person in enumerate(people):
        person.does("ballot", items=[i for i, n in zip(items, counts, strict=True) if place < n])


def test_while_the_vote_is_open_no_page_tells_who_leads(
    cast: Cast, people: list[Player], hall: Hall
) -> None:
    cast.lead_to("huk")
    tick(people, ONE)
    seen = boards(hall)
    tick(people, ANOTHER)
    assert boards(hall) == seen


def test_when_the_vote_is_closed_no_page_tells_who_leads(
    cast: Cast, people: list[Player], hall: Hall
) -> None:
    cast.lead_to("huk")
    tick(people, ONE)
    cast.facilitator.does("close")
    seen = boards(hall)
    tick(people, ANOTHER)  # those on their way are still taken in
    assert boards(hall) == seen


def test_when_the_result_is_published_it_is_another(
    cast: Cast, people: list[Player], hall: Hall
) -> None:
    cast.lead_to("huk")
    seen = []
    for counts in (ONE, ANOTHER):
        tick(people, counts)
        cast.facilitator.does("close")
        cast.facilitator.does("publish")
        seen.append(str(cast.activity().view("console")["kept"]))
        cast.facilitator.does("reopen")
    assert seen[0] != seen[1]


def test_while_the_questions_are_open_no_page_tells_what_people_answer(
    cast: Cast, people: list[Player], hall: Hall
) -> None:
    cast.facilitator.does("next")
    while cast.step().key != "slutt":
        cast.facilitator.does("skip")
    cast.facilitator.does("open")
    seen = []
    for values in ((1, 1, 1, 2, 2, 3), (5, 5, 5, 4, 4, 3)):
        for person, value in zip(people, values, strict=True):
            person.does("score", criterion="hort", value=value)
            person.does("comment", words=f"Jeg svarte {value}")
        seen.append(boards(hall))
    assert seen[0] == seen[1]
    cast.facilitator.does("close")
    assert boards(hall) != seen[1]


def test_the_outcome_tells_no_counts_before_the_wall_has_shown_them(
    cast: Cast, people: list[Player]
) -> None:
    cast.facilitator.does("next")
    cast.lead_to("huk")
    items = cast.activity().on_ballot()  # type: ignore[attr-defined]
    for person in people:
        person.does("ballot", items=items[:2])
    cast.facilitator.does("close")
    cast.facilitator.does("publish")
    told = outcome(cast.db, cast.seminar)
    assert [s["key"] for s in told["steps"]][-1] == "samle"
    assert {p["ticks"] for p in told["problems"]} == {None}
    cast.lead_to("saker")
    told = outcome(cast.db, cast.seminar)
    assert {p["ticks"] for p in told["problems"]} == {0, 6}
