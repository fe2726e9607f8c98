"""Two facilitators of one server, each in a browser of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from config import Config
from models import Facilitator
from storage import Storage
from tests.cast import Cast
from tests.workshop.shop import signed_in


@pytest.fixture
def client(cast: Cast, storage: Storage, tmp_path: Path) -> FlaskClient:
    """Kari's browser, signed in."""
    app = create_app(Config(data=tmp_path, secret="x" * 32, url="http://floke.test"), storage)
    return signed_in(app.test_client(), cast.facilitator.id)


@pytest.fixture
def ola(client: FlaskClient, cast: Cast) -> FlaskClient:
    """A colleague's browser, signed in on the same server."""
    made = Facilitator(name="Ola", email="ola@example.org", password_hash="-", created_at=0.0)
    cast.db.add(made)
    cast.db.commit()
    number = made.id
    cast.db.rollback()
    return signed_in(client.application.test_client(), number)
