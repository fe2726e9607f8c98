"""The facilitator's page of agreements: what needs somebody, whose it is now, and their links."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import create_app
from config import Config
from methods import clock, followers
from models import Agreement
from storage import Storage
from tests.cast import Cast
from tests.methods.test_followers import agreed

KEY = "x" * 32


def test_silence_goes_to_the_deputy_and_then_to_the_municipality(
    cast: Cast, storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = agreed(cast)
    cast.facilitator.does("end", None)
    number, made = cast.seminar.id, clock.now()
    found.next_date = "2000-01-01"
    cast.db.commit()
    page = create_app(Config(data=tmp_path, secret=KEY), storage).test_client()
    with page.session_transaction() as session:
        session["facilitator"], session["since"] = cast.facilitator.id, made
    at = f"/facilitator/{number}/agreements"
    told = page.get(at).text
    link = followers.path(KEY, followers.members(cast.db, found)[0])
    assert link in told and "Kommunen passer på den nå." in told
    for days, hands in ((13, "Samleren passer på den."), (15, "Vara passer på den nå."),
                        (30, "Kommunen passer på den nå.")):  # fmt: skip
        found.next_date = "2026-12-01"
        cast.db.commit()
        at_noon = 1_796_122_800.0 + days * 86400  # 2026-12-01 11:00 in UTC, and later
        monkeypatch.setattr(clock, "now", lambda then=at_noon: then)
        assert hands in page.get(at).text, days


def test_another_collector_gets_a_link_and_the_old_one_is_shut(
    cast: Cast, storage: Storage, tmp_path: Path
) -> None:
    found = agreed(cast)
    cast.facilitator.does("end", None)
    page = create_app(Config(data=tmp_path, secret=KEY), storage).test_client()
    with page.session_transaction() as session:
        session["facilitator"], session["since"] = cast.facilitator.id, clock.now()
    old = followers.path(KEY, followers.members(cast.db, found)[0])
    deal, at = found.id, f"/facilitator/{cast.seminar.id}/agreements"
    cast.db.commit()
    assert page.post(at, data={"agreement": deal, "name": "Dag",
                                "email": "dag@example.org"}).status_code == 303  # fmt: skip
    cast.db.expire_all()
    now = followers.one(cast.db, cast.db.get_one(Agreement, deal), "collector")
    assert now is not None and (now.name, now.email) == ("Dag", "dag@example.org")
    new = followers.path(KEY, now)
    cast.db.rollback()
    assert page.get(old).status_code == 410
    for address in (at, "/facilitator/agreements"):
        assert new in page.get(address).text
    assert page.post(at, data={"agreement": deal, "name": ""}).status_code == 422
    kept = page.post(at, data={"agreement": deal, "name": "Eli", "email": "eli(at)example"})
    assert kept.status_code == 422 and "eli(at)example" in kept.text
    assert page.post(at, data={"agreement": 999, "name": "Dag"}).status_code == 404
