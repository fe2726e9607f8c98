"""The way in by a printed link: it is kept through joining, and a scanned place has a page."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from app import create_app
from config import Config
from methods import channels
from models import Group, Participant
from storage import Storage
from tests.cast import Cast
from tests.methods.topics import open_topics


@pytest.fixture
def door(storage: Storage, tmp_path: Path) -> SimpleNamespace:
    """A seminar with open doors and a channel, and its pages."""
    cast = Cast(storage)
    key = cast.facilitator.does("channel", None, name="biblioteket")["channel"]
    app = create_app(Config(data=tmp_path, secret="x" * 32), storage)
    return SimpleNamespace(cast=cast, storage=storage, key=key, app=app, page=app.test_client(),
                           at=f"/s/{cast.seminar.token}")  # fmt: skip


def fields(html: str) -> dict[str, str]:
    """The hidden fields of the form."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))


def join(door: SimpleNamespace, query: str, page: FlaskClient | None = None) -> str:
    """Scan, and join by the form; where it leads."""
    page = page or door.page
    shown = page.get(f"{door.at}{query}").text
    answer = page.post(f"{door.at}/join", data={**fields(shown), "language": "nb"})
    assert answer.status_code == 303
    return str(answer.location)


def seat(door: SimpleNamespace) -> int:
    """The table of the newest participant."""
    with door.storage.reading() as db:
        person = db.query(Participant).order_by(Participant.id.desc()).first()
        assert person is not None
        table = db.get(Group, person.table_id)
    assert table is not None
    return int(table.number)


def arrivals(door: SimpleNamespace) -> int:
    with door.storage.reading() as db:
        return int(channels.of(db, door.cast.seminar)[0].arrivals)


def topics(door: SimpleNamespace) -> list[int]:
    """People choose among ten topics now: their items, by number."""
    groups = open_topics(door.cast)
    door.cast.db.rollback()  # the pages write too
    with door.storage.reading() as db:
        return [db.get(Group, group).item_id for group in groups]


def test_the_join_page_says_by_what_one_came_and_keeps_it(door: SimpleNamespace) -> None:
    door.cast.open_doors()
    page = door.page.get(f"{door.at}?channel={door.key}&table=3", headers={"Accept-Language": "nb"})
    assert "Du kom hit gjennom biblioteket" in page.text
    assert "Du får plass ved bord 3" in page.text
    assert fields(page.text) == {"channel": door.key, "table": "3"}
    assert join(door, "") == f"{door.at}?table=3"
    assert (arrivals(door), seat(door)) == (1, 3)
    assert "floke-way" not in str(door.page.get(door.at).headers), "joined: nothing is kept"


def test_the_form_alone_carries_it_where_no_cookie_is_taken(door: SimpleNamespace) -> None:
    door.cast.open_doors()
    page = door.app.test_client(use_cookies=False)
    join(door, f"?channel={door.key}&table=5", page)
    assert (arrivals(door), seat(door)) == (1, 5)


def test_a_poster_read_before_the_doors_open_counts_on_the_day(door: SimpleNamespace) -> None:
    page = door.page.get(f"{door.at}?channel={door.key}", headers={"Accept-Language": "nb"})
    assert "Dørene er ikke åpne ennå" in page.text
    assert f'href="{door.at}?channel={door.key}"' in page.text
    door.cast.open_doors()
    join(door, "")
    assert arrivals(door) == 1


@pytest.mark.parametrize("query", ["?channel=%00'--&table=-1", "?table=99999999999999999999",
                                   "?channel=" + "A" * 5000, "?topic=x&table=å"])  # fmt: skip
def test_nonsense_in_a_link_stops_nobody(door: SimpleNamespace, query: str) -> None:
    door.cast.open_doors()
    assert join(door, query).startswith(door.at)
    assert (arrivals(door), seat(door)) == (0, 1)


def test_one_who_has_joined_is_asked_and_moves_by_one_button(door: SimpleNamespace) -> None:
    door.cast.open_doors()
    join(door, "")
    page = door.page.get(f"{door.at}?table=9")
    assert "Bord 9" in page.text and "Sitt ved bord 9" in page.text
    assert seat(door) == 1, "to look is not to move"
    door.page.post(f"{door.at}/do", data=fields(page.text))
    assert seat(door) == 9
    assert door.page.get(f"{door.at}?table=9").location == door.at, "is there already"


def test_a_full_table_is_said_with_the_nearest_that_has_room(door: SimpleNamespace) -> None:
    door.cast.open_doors()
    for _ in range(10):
        join(door, "?table=4", door.app.test_client())
    at = join(door, "?table=4")
    page = door.page.get(at)
    assert "Bord 4 er fullt. Det nærmeste med plass er bord 3." in page.text
    assert "Det er der du har plassen din." in page.text
    assert seat(door) == 3


def test_a_table_that_is_none_is_said(door: SimpleNamespace) -> None:
    door.cast.open_doors()
    join(door, "")
    assert "Det finnes ikke noe bord 99" in door.page.get(f"{door.at}?table=99").text


def test_after_the_end_a_scan_leads_to_the_outcome(door: SimpleNamespace) -> None:
    door.cast.open_doors()
    join(door, "")
    door.cast.facilitator.does("end", None)
    assert door.page.get(f"{door.at}?table=9").location == door.at


def test_a_topics_sheet_leads_to_its_group(door: SimpleNamespace) -> None:
    door.cast.open_doors()
    join(door, "")
    item, other = topics(door)[2:4]
    page = door.page.get(f"{door.at}?topic={item}")
    assert "Sak 3" in page.text and "Gå til denne saken" in page.text
    door.page.post(f"{door.at}/do", data=fields(page.text))
    assert door.page.get(f"{door.at}?topic={item}").location == door.at, "is there"
    bo = door.app.test_client()
    at = join(door, f"?topic={other}", bo)
    bo.post(f"{door.at}/do", data=fields(bo.get(at).text))
    door.cast.facilitator.does("next")
    door.cast.facilitator.does("open")
    door.cast.db.rollback()
    page = door.page.get(f"{door.at}?topic={other}")
    assert "Det du har skrevet, blir der det er" in page.text
    assert door.page.post(f"{door.at}/do", data=fields(page.text)).status_code == 303
    assert door.page.get(f"{door.at}?topic={other}").location == door.at


def test_a_sheet_scanned_too_early_says_so(door: SimpleNamespace) -> None:
    door.cast.open_doors()
    join(door, "")
    assert "Ingen kan gå dit akkurat nå" in door.page.get(f"{door.at}?topic=1").text


def test_one_who_scans_a_sheet_before_joining_is_led_there_afterwards(
    door: SimpleNamespace,
) -> None:
    item = topics(door)[0]
    at = join(door, f"?topic={item}")
    assert at == f"{door.at}?topic={item}"
    assert "Gå til denne saken" in door.page.get(at).text


def test_a_scanned_ballot_says_what_to_do_and_makes_nobody_join(door: SimpleNamespace) -> None:
    door.cast.open_doors()
    page = door.page.get(f"{door.at}?paper=101", headers={"Accept-Language": "nb"}).text
    assert "Stemmeseddel 101" in page and "Den teller like mye" in page
    assert "join-button" not in page


def test_who_leads_scans_a_ballot_to_enter_it(door: SimpleNamespace) -> None:
    kari = door.app.test_client()
    with kari.session_transaction() as session:
        session["facilitator"] = door.cast.facilitator.id
    at = f"/facilitator/{door.cast.seminar.id}#enter-box"
    assert kari.get(f"{door.at}?paper=101").location == at
