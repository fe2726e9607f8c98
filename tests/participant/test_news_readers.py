"""Asking for news on the outcome page, and getting it: with mail, without, and for how long."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from config import Config, Smtp
from methods import clock, retention
from methods.shelf import alone
from models import Follower
from participant import news_readers
from storage import Storage
from tests.cast import Cast, kari
from tests.smtp import MailServer

SIRI = {"email": "siri@example.org", "yes": "true", "language": "nn", "agreement": "", "name": ""}
YEAR = 366 * 86400


@dataclass
class Page:
    """The outcome page of a seminar with one agreement, and Kari who runs it."""

    cast: Cast
    guest: FlaskClient
    kari: FlaskClient

    @property
    def address(self) -> str:
        return f"/outcome/{self.cast.seminar.token}"

    def asks(self, status: int = 200, **changes: str) -> str:
        answer = self.guest.post(f"{self.address}/follow", data={**SIRI, **changes})
        assert answer.status_code == status
        return html.unescape(answer.text)

    def kept(self) -> list[tuple[str, str, bool]]:
        with self.cast.storage.reading() as db:
            found = db.scalars(select(Follower).where(Follower.asked_by == "page"))
            return [(f.kind, f.email, f.left_at is None) for f in found]


@pytest.fixture
def post() -> Iterator[MailServer]:
    made = MailServer()
    yield made
    made.close()


@pytest.fixture
def cast(storage: Storage) -> Iterator[Cast]:
    made = Cast(storage, size=12, method=alone()["alone_agree"], lines="Kino\nSkyss")
    made.join("Anna").does("propose", what="Delebil")
    for command in ("close", "end"):
        made.facilitator.does(command, None if command == "end" else "")
    yield made
    made.close()


def browser(app: Flask, **session: Any) -> FlaskClient:
    made = app.test_client()
    with made.session_transaction() as kept:
        kept.update({"language": "nb", **session})
    return made


def page(cast: Cast, folder: Path, smtp: Smtp | None) -> Page:
    news_readers._written.clear()
    config = Config(data=folder, secret="x" * 32, url="https://floke.example.org", smtp=smtp)
    app = create_app(config, cast.storage)
    owner = kari(cast.db).id
    cast.db.commit()
    return Page(cast, browser(app), browser(app, facilitator=owner))


def test_with_mail_nothing_is_kept_before_the_address_answers(
    cast: Cast, tmp_path: Path, post: MailServer
) -> None:
    outcome = page(cast, tmp_path, post.settings)
    assert "Se i innboksen din" in outcome.asks()
    outcome.asks()  # pressed twice is written to once
    [mail] = post.mail
    assert mail["To"] == "siri@example.org" and not outcome.kept()
    text = mail.get_body(("plain",))
    link = text and re.search(r"https://floke\.example\.org(/outcome/\S+)", text.get_content())
    assert link and "siri@example.org" in outcome.guest.get(link[1]).text and not outcome.kept()
    assert "Du hører fra oss" in outcome.guest.post(link[1]).text
    outcome.guest.post(link[1])
    assert outcome.kept() == [("news", "siri@example.org", True)]
    assert outcome.guest.post(link[1] + "x").status_code == 422


def test_a_mail_server_that_is_down_loses_nothing_typed(
    cast: Cast, tmp_path: Path, post: MailServer
) -> None:
    post.fails["RCPT"] = "451 not now"
    refused = page(cast, tmp_path, post.settings).asks(422, agreement="1")
    assert "kunne ikke sendes" in refused and 'value="siri@example.org"' in refused


def test_without_mail_the_wish_waits_for_whoever_writes(cast: Cast, tmp_path: Path) -> None:
    outcome = page(cast, tmp_path, None)
    assert "Ønsket ditt er tatt vare på" in outcome.asks(agreement="1", name="Siri")
    assert outcome.kept() == [("member", "siri@example.org", True)]
    for wrong in ({"email": "siri"}, {"yes": ""}, {"agreement": "7"}):
        assert 'role="alert"' in outcome.asks(422, **wrong)
    assert len(outcome.kept()) == 1


def test_an_address_is_forgotten_a_year_after_the_last_news(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = page(cast, tmp_path, None)
    outcome.asks()
    start = clock.now()
    for later, there in ((YEAR - 30 * 86400, True), (YEAR, False)):
        monkeypatch.setattr(clock, "now", lambda at=start + later: at)
        with cast.storage.writing() as db:
            retention.keep(db, 14, 10)
            db.commit()
        assert outcome.kept() == [("news", "siri@example.org", True)] * there


def test_what_the_facilitator_tells_stands_on_the_page_with_its_day(
    cast: Cast, tmp_path: Path
) -> None:
    outcome = page(cast, tmp_path, None)
    desk = f"/facilitator/{cast.seminar.id}/news"
    assert outcome.kari.post(desk, data={"text": "Bussen <b>går</b>"}).status_code == 303
    assert "Bussen &lt;b&gt;går&lt;/b&gt;" in outcome.guest.get(outcome.address).text
    assert outcome.kari.post(desk, data={"text": "x" * 601}).status_code == 422
    number = re.search(r'name="remove" value="(\d+)"', outcome.kari.get(desk).text)
    assert number and outcome.kari.post(desk, data={"remove": number[1]}).status_code == 303
    assert "Bussen" not in outcome.guest.get(outcome.address).text
