"""The follow-up over TLS and with a password: to the right mail server, and to no other."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from sqlalchemy import select

from app import create_app
from config import Config
from methods import clock, notices
from models import Notice
from storage import Storage
from tests.cast import Cast
from tests.live.test_notices import Year
from tests.smtp import MailServer


@pytest.fixture(params=["starttls", "tls"])
def secure(request: pytest.FixtureRequest, tmp_path: Path,
           monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:  # fmt: skip
    """A mail server that shows a certificate for 127.0.0.1, and whose authority is trusted."""
    authority = trustme.CA()
    trusts(authority, tmp_path / "authority.pem", monkeypatch)
    made = MailServer(shows(authority, "127.0.0.1"), request.param)
    yield made
    made.close()


def trusts(authority: trustme.CA, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


def shows(authority: trustme.CA, name: str) -> ssl.SSLContext:
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(made)
    return made


@pytest.fixture
def year(cast: Cast, secure: MailServer, monkeypatch: pytest.MonkeyPatch) -> Year:
    return Year(cast, secure, monkeypatch)


def told(year: Year, storage: Storage, folder: Path) -> str:
    """The notices as the facilitator sees them."""
    page = create_app(Config(data=folder, secret="x" * 32), storage).test_client()
    with page.session_transaction() as session:
        session["facilitator"], session["since"] = year.cast.facilitator.id, clock.now()
        session["language"] = "en"
    year.cast.db.commit()
    return page.get(f"/facilitator/{year.cast.seminar.id}/notices").text


def waits_for(error: str, year: Year, storage: Storage, folder: Path) -> None:
    """Nothing went out; it is kept, tried again in five minutes, and the facilitator reads why."""
    assert year.postman().round()[error] == 1 and not year.post.mail
    with storage.reading() as db:
        failed = db.scalars(select(Notice).where(Notice.state == "failed")).one()
    assert (failed.error, failed.next_at) == (error, clock.now() + notices.DELAYS[0])
    assert notices.ERRORS[error] in told(year, storage, folder)
    year.day += notices.DELAYS[0] * (year.day.resolution * 1_000_000)


def test_the_right_certificate_and_password_send(year: Year) -> None:
    planned = year.postman().round()["sent"]
    assert planned and len(year.post.mail) == planned


@pytest.mark.parametrize("wrong", ["name", "authority", "none at all"])
def test_a_wrong_certificate_gets_nothing_and_the_right_one_gets_it_later(
    year: Year, storage: Storage, tmp_path: Path, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, right = trustme.CA(), year.post
    name = "mail.example.org" if wrong == "name" else "127.0.0.1"
    with monkeypatch.context() as patch:
        if wrong == "name":
            trusts(other, tmp_path / "other.pem", patch)
        year.post = MailServer(shows(other, name), right.tls)
        patch.setattr(MailServer, "settings", year.post.settings)
        if wrong == "none at all":
            year.post.tls = "none"
        waits_for("insecure", year, storage, tmp_path)
        year.post.close()
    year.post = right
    assert year.postman().round()["sent"]


def test_a_wrong_password_waits_until_it_is_put_right(
    year: Year, storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(MailServer, "settings", replace(year.post.settings, password="gammelt"))
        waits_for("login", year, storage, tmp_path)
    assert year.postman().round()["sent"]
