"""Behind TLS: cookies that only our own host sets and only TLS carries."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from config import Config
from models import Participant
from storage import Storage
from tests.cast import Cast


@pytest.fixture
def client(cast: Cast, storage: Storage, tmp_path: Path) -> FlaskClient:
    cast.open_doors()
    config = Config(data=tmp_path, secret="x" * 32, url="https://floke.test")
    return create_app(config, storage).test_client()


@pytest.mark.parametrize("url", ["https://floke.test", "http://192.0.2.1:5000"])
def test_a_phone_gets_a_host_cookie_where_there_is_tls(
    cast: Cast, storage: Storage, tmp_path: Path, url: str
) -> None:
    cast.open_doors()
    app = create_app(Config(data=tmp_path, secret="x" * 32, url=url), storage)
    answer = app.test_client().post(f"/s/{cast.seminar.token}/join", data={"language": "nb"})
    told = answer.headers["Set-Cookie"]
    secure = url.startswith("https")
    assert told.startswith("__Host-floke-" if secure else "floke-")
    assert ("Secure" in told) == secure
    assert "HttpOnly" in told and "SameSite=Lax" in told and "Path=/" in told
    assert "Domain" not in told
    assert ("Strict-Transport-Security" in answer.headers) == secure


def test_a_facilitators_cookie_is_one_too(client: FlaskClient) -> None:
    told = client.get("/?language=nn").headers["Set-Cookie"]
    assert told.startswith("__Host-floke=")
    assert "Secure" in told and "HttpOnly" in told


def test_a_cookie_that_was_planted_is_nobody(client: FlaskClient, cast: Cast) -> None:
    client.set_cookie(f"__Host-floke-{cast.seminar.id}", "planted", domain="floke.test")
    client.post(f"/s/{cast.seminar.token}/join", data={"language": "nb"})
    assert cast.db.query(Participant).count() == 1
