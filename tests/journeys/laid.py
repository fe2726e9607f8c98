"""A seminar that was played into the server's own database before the server starts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Page

from app import create_app
from config import Config
from storage import Storage, connect


@contextmanager
def database(migrated: Path | str, data: Path) -> Iterator[Storage]:
    """The database of a server that will stand in `data`, to play into."""
    if not isinstance(migrated, Path):
        pytest.skip("the server of a journey stands on SQLite")
    data.mkdir()
    file = data / "floke.sqlite"
    shutil.copy(migrated, file)
    storage = connect(f"sqlite:///{file}")
    yield storage
    storage.close()


def led_by_kari(page: Page, data: Path, base: str) -> None:
    """The browser is the one in which Kari signed in."""
    app = create_app(Config(data=data))
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    value = signer.dumps({"facilitator": 1, "language": "nb"})
    assert isinstance(value, str)
    name = app.config["SESSION_COOKIE_NAME"]
    page.context.add_cookies([{"name": name, "url": base, "value": value}])
