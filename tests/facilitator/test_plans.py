"""Plan links, through the real pages: kept, warned about, and told in the report and as CSV."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from config import Config
from methods import clock, plans
from methods.shelf import alone
from reports.outcome import outcome
from reports.readings import READINGS
from storage import Storage
from tests.cast import Cast, kari
from translations import use

BUDGET = {"plan": "budget", "text": "=Delebil i Nes", "case_number": "26/1042", "owner": "Plan",
          "status": "submitted"}  # fmt: skip


class Desk:
    """Kari's browser after a seminar with two agreements; people tied one of them to a plan."""

    def __init__(self, cast: Cast, browser: FlaskClient) -> None:
        self.cast, self.browser = cast, browser
        self.page = f"/facilitator/{cast.seminar.id}/plans"

    def reads(self, query: str = "") -> str:
        return str(self.browser.get(self.page + query).text)

    def sends(self, typed: dict[str, str], status: int = 303, **more: str) -> str:
        answer = self.browser.post(self.page, data={**typed, **more})
        assert answer.status_code == status
        return answer.text

    def deal(self, place: int) -> str:
        return str(re.findall(r'<option value="(\d+)"[^>]*>\d+\. ', self.reads())[place])

    def link(self) -> dict[str, str]:
        """The number and revision of the first link, as its form has them."""
        number = re.search(r'id="plan-(\d+)"', self.reads())
        assert number
        found = re.search(r'name="revision" value="(\d+)"', self.reads(f"?link={number[1]}"))
        assert found
        return {"link": number[1], "revision": found[1]}

    def told(self) -> dict[str, Any]:
        self.cast.db.expire_all()
        made = outcome(self.cast.db, self.cast.seminar)
        self.cast.db.commit()
        return made


@pytest.fixture
def desk(storage: Storage, tmp_path: Path) -> Iterator[Desk]:
    cast = Cast(storage, size=12, method=alone()["alone_agree"], lines="Kino\nSkyss")
    anna = cast.join("Anna")
    anna.does("propose", what="Delebil", plan_link="Handlingsdelen")
    anna.does("propose", what="Kino")
    cast.facilitator.does("close")
    cast.facilitator.does("end", None)
    browser = create_app(Config(data=tmp_path, secret="x" * 32), storage).test_client()
    with browser.session_transaction() as session:
        session["facilitator"], session["language"] = kari(cast.db).id, "nb"
    cast.db.commit()
    yield Desk(cast, browser)
    cast.close()


def day(ahead: int) -> str:
    today = datetime.date.fromtimestamp(clock.now())
    return (today + datetime.timedelta(days=ahead)).isoformat()


def test_what_people_wrote_counts_until_a_link_is_made(desk: Desk) -> None:
    [said] = desk.told()["plans"]
    assert (said["text"], said["plan"], said["status"]) == ("Handlingsdelen", "", "proposed")
    assert "«Handlingsdelen»" in desk.reads()
    desk.sends(BUDGET, agreement=desk.deal(0), deadline=day(90))
    [made] = desk.told()["plans"]
    assert (made["plan"], made["case_number"], made["agreement"]) == ("budget", "26/1042", 1)


def test_a_deadline_warns_when_it_is_near_and_when_it_is_past(desk: Desk) -> None:
    for agreement, ahead in ((0, 30), (1, -1), (1, 31)):
        desk.sends(BUDGET, agreement=desk.deal(agreement), deadline=day(ahead))
    page = desk.reads()
    assert "1 frist har gått ut" in page and "1 frist er innen 30 dager" in page
    desk.sends({**BUDGET, **desk.link(), "status": "adopted"}, deadline=day(30))
    assert 'id="near"' not in desk.reads()


def test_nothing_typed_is_lost(desk: Desk) -> None:
    typed = {**BUDGET, "agreement": desk.deal(0)}
    for wrong in ({"plan": "drøm"}, {"deadline": "31. februar"}, {"agreement": "999"}):
        assert "26/1042" in desk.sends({**typed, **wrong}, 422)
    desk.sends(typed)
    mine = desk.link()
    desk.sends({**BUDGET, **mine, "owner": "Økonomi"})
    page = desk.sends({**BUDGET, **mine, "owner": "Kultur"}, 409)
    assert 'value="Kultur"' in page and "Økonomi" in page
    desk.sends(desk.link(), then="remove")
    assert "26/1042" not in desk.reads()


def test_the_report_and_the_file_have_the_same_table(desk: Desk) -> None:
    desk.sends(BUDGET, agreement=desk.deal(0), deadline="2099-09-15")
    told = desk.told()
    row = ["Budsjett", "=Delebil i Nes", "Delebil", "26/1042", "15. september 2099", "Plan",
           "spilt inn"]  # fmt: skip
    short = [row[0], row[1], row[4], row[6]]  # a note to the council has little room
    for reading, shown in (("administrasjon", row), ("politikere", short)):
        with use("nb"):
            [section] = [s for s in READINGS[reading](told).sections if s.id == "plans"]
        assert [table["rows"] for table in section.blocks] == [[shown]]
    file = desk.browser.get(desk.page + ".csv")
    assert file.data.startswith(b"\xef\xbb\xbf") and "'=Delebil i Nes" in file.text
    assert "Budsjett;" in file.text and "2099-09-15" in file.text


def test_every_plan_and_status_of_the_spec_is_there() -> None:
    assert (len(plans.PLANS), len(plans.STATUSES)) == (8, 5)
