"""Signing in: one comes to the page that a letter led to, and never to another site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import create_app
from config import Config
from facilitator import accounts
from storage import Storage

WHO = {"email": "kari@example.org", "password": "en lang og god setning"}


@pytest.mark.parametrize(("asked", "to"), [
    ("/facilitator/7/archive", "/facilitator/7/archive"),
    ("/facilitator/year?year=2025", "/facilitator/year?year=2025"),
    ("https://example.org/facilitator/", "/facilitator"),
    ("//example.org", "/facilitator"), ("/facilitator/\nx", "/facilitator"), ("", "/facilitator"),
])  # fmt: skip
def test_one_comes_back_to_where_one_was_going(
    storage: Storage, tmp_path: Path, asked: str, to: str
) -> None:
    with storage.writing() as db:
        accounts.make(db, "Kari", WHO["email"], WHO["password"])
        db.commit()
    browser = create_app(Config(data=tmp_path, secret="x" * 32), storage).test_client()
    if asked == to:
        form = browser.get(asked).text
        assert re.findall('name="back" value="([^"]+)"', form) == [asked]
    assert browser.post("/facilitator/sign-in", data=WHO | {"back": asked}).location == to
