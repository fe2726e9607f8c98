"""The two clocks, with the calendar in our hand: people go soon, what was agreed after years."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import create_app
from config import Config
from live.postman import Postman
from methods import clock, due, letters
from methods.engine import activity
from methods.scope import Scope
from models import Agreement, Base, Device, News, Notice, Participant, Seminar
from reports.reading import section
from tests.cast import Cast
from translations import use

HELD = datetime(2026, 12, 1, 12)


class Held:
    """A seminar that has ended: Anna collects, Bo took part."""

    def __init__(self, cast: Cast, patch: pytest.MonkeyPatch) -> None:
        self.cast, self.day = cast, HELD
        patch.setattr(clock, "now", lambda: self.day.timestamp())
        cast.seminar.contact = "post@granvik.example"
        self.anna, self.bo = cast.join("Anna"), cast.join("Bo")
        cast.lead_to("avtaler")
        self.deal = self.anna.does("propose", what="Nattbuss på prøve")["agreement"]
        self.anna.does("collect", agreement=self.deal, name="Anna Å", contact="anna@example.org",
                       consent_group=True, consent_public=True)  # fmt: skip
        cast.lead_to("etter")
        cast.facilitator.does("end", None)

    def after(self, days: int) -> dict[str, int]:
        """A round so many days after the seminar."""
        self.day = HELD + timedelta(days=days)
        self.cast.db.rollback()  # what was looked at before is let go
        told = Postman(Config(), self.cast.storage).round()
        self.cast.db.expire_all()
        return dict(told)

    def letter(self, kind: str) -> str:
        """What a notice of this kind says now, as plain text."""
        now = due.wanted(self.cast.db, self.cast.seminar.id).values()
        found = next(each for each in now if each.due.kind == kind)
        return letters.write(found, "https://floke.example", "x" * 32).text()

    def count(self, table: type[Base]) -> int:
        return self.cast.db.scalar(select(func.count()).select_from(table)) or 0

    def report(self) -> str:
        scope = Scope(self.cast.db, self.cast.seminar, self.cast.facilitator.actor)
        step = activity(scope, self.cast.step("avtaler"))
        with use("nb"):
            return str(section({"activity": "agree", "outcome": step.outcome()}))


@pytest.fixture
def held(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(cast, monkeypatch)


def test_people_are_forgotten_after_days_but_for_who_collects(held: Held) -> None:
    assert "people" not in held.after(13) and held.bo.person.name == "Bo"
    assert held.after(14)["people"] == 1
    assert held.bo.person.name == "" and held.anna.person.name == "Anna"
    assert held.count(Device) == 1 and held.count(Participant) == 2


def test_a_collector_is_forgotten_a_year_after_the_last_news(held: Held) -> None:
    told = (HELD + timedelta(days=100)).timestamp()
    held.cast.db.add(News(agreement_id=held.deal, kind="update", text="Bussen går", at=told))
    held.cast.db.commit()
    assert "collectors" not in held.after(100 + 365)
    assert held.after(100 + 366)["collectors"] == 1
    deal = held.cast.db.get_one(Agreement, held.deal)
    assert (deal.collector_contact, deal.consent_public, deal.collector_id) == ("", False, None)
    assert held.count(Device) == 0 and held.anna.person.name == ""
    report = held.report()
    assert "post@granvik.example" in report and "Anna" not in report and "Nattbuss" in report


def test_no_byte_of_a_forgotten_person_is_left_in_the_file(held: Held) -> None:
    held.after(400)
    held.cast.db.close()
    url = held.cast.storage.read.url
    if url.get_backend_name() != "sqlite":
        return
    assert b"anna@example.org" not in Path(str(url.database)).read_bytes()


def test_a_seminar_goes_whole_a_month_after_a_copy_was_offered(held: Held) -> None:
    years = 365 * 10 + 3
    assert "offered" not in held.after(years - 40)
    assert held.after(years - 30)["offered"] == 1
    archive = select(func.count()).where(Notice.kind == "archive")
    assert held.cast.db.scalar(archive) == 1
    assert "https://floke.example/facilitator/1/archive" in held.letter("archive")
    assert "removed" not in held.after(years - 1)
    assert held.after(years + 1)["removed"] == 1
    assert held.count(Seminar) == held.count(Agreement) == held.count(Notice) == 0


def test_one_that_nobody_ended_is_forgotten_too(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo, begun = cast.join("Bo"), clock.now()
    cast.lead_to("avtaler")
    postman = Postman(Config(), cast.storage)
    monkeypatch.setattr(clock, "now", lambda: begun + 60 * 86400)
    assert "people" not in postman.round()
    monkeypatch.setattr(clock, "now", lambda: begun + 105 * 86400)
    cast.db.rollback()
    assert postman.round()["people"] == 1
    cast.db.expire_all()
    assert bo.person.name == ""
    assert cast.guest.refused("come_back", None, participant=bo.id,
                              token_hash="new") == "forgotten"  # fmt: skip


@pytest.mark.parametrize(("language", "days", "years"), [
    ("nb", "30 dager etter seminaret", "7 år"),
    ("nn", "30 dagar etter seminaret", "7 år"),
    ("en", "30 days after the seminar", "7 years"),
])  # fmt: skip
def test_both_figures_stand_where_people_join(cast: Cast, tmp_path: Path, language: str, days: str,
                                              years: str) -> None:  # fmt: skip
    cast.open_doors()
    config = Config(data=tmp_path, secret="x" * 32, keep_contacts_days=30, keep_years=7)
    page = create_app(config, cast.storage).test_client().get(
        f"/s/{cast.seminar.token}", headers={"Accept-Language": language}).text  # fmt: skip
    assert days in page and years in page
