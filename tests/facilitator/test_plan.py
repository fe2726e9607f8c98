"""The plan: times are changed together, and an opening gets its picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import delete, func, select
from werkzeug.test import TestResponse

from app import create_app
from config import Config
from models import Facilitator, Picture, Seminar
from storage import Storage
from tests.cast import Cast


@pytest.fixture
def client(cast: Cast, storage: Storage, tmp_path: Path) -> Iterator[FlaskClient]:
    """Kari's browser, signed in; nothing of the cast's is open."""
    number = cast.facilitator.id
    cast.db.rollback()
    made = create_app(Config(data=tmp_path, secret="x" * 32), storage).test_client()
    sign_in(made, number)
    yield made


def sign_in(client: FlaskClient, number: int) -> None:
    with client.session_transaction() as session:
        session["facilitator"], session["language"] = number, "nb"


def drawn(form: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 40), "navy").save(made, form)
    return made.getvalue()


def step(cast: Cast, key: str) -> int:
    with cast.storage.reading() as db:
        seminar = db.get(Seminar, 1)
        assert seminar is not None
        return next(s.id for s in seminar.steps if s.key == key)


def sends(client: FlaskClient, number: int, data: bytes | None = None, name: str = "bygda.png",
          alt: str = "Bygda fra fjorden", **more: str) -> TestResponse:  # fmt: skip
    form = {"step": str(number), "alt": alt, **more,
            **({"file": (io.BytesIO(data), name)} if data is not None else {})}  # fmt: skip
    return client.post("/facilitator/1/pictures", data=form)


def address(page: str) -> str:
    assert 'src="/pictures/' in page
    return "/pictures/" + page.split('src="/pictures/')[1].split('"')[0]


def test_the_plan_says_when_each_step_begins_and_how_long_it_lasts(client: FlaskClient) -> None:
    page = client.get("/facilitator/1/plan").text
    assert '<dd id="lasts">3 t 10 min</dd>' in page
    assert (
        '<span class="plan-at">0:15</span>' in page and '<span class="plan-at">3:00</span>' in page
    )
    assert 'class="day-part" x="15" width="10"' in page


def test_all_the_times_are_saved_at_once(client: FlaskClient, cast: Cast) -> None:
    names = {key: f"minutes-{step(cast, key)}" for key in ("aapning", "finn")}
    told = {names["aapning"]: "8", names["finn"]: "40"}
    assert client.post("/facilitator/1/plan", data=told).status_code == 303
    assert '<dd id="lasts">3 t 13 min</dd>' in client.get("/facilitator/1/plan").text
    wrong = client.post("/facilitator/1/plan", data={**told, names["finn"]: "900"})
    assert wrong.status_code == 422
    assert 'value="900"' in wrong.text and "fra 1 til 600 minutter" in wrong.text


def test_a_picture_is_put_up_shown_and_served_as_what_it_is(
    client: FlaskClient, cast: Cast
) -> None:
    answer = sends(client, step(cast, "aapning"), drawn("JPEG"), name="farlig.html")
    assert answer.status_code == 303
    page = client.get("/facilitator/1/plan").text
    assert 'alt="Bygda fra fjorden" width="64" height="40"' in page
    served = client.get(address(page))
    assert served.mimetype == "image/jpeg", "by its bytes, whatever it is called"
    assert served.data == drawn("JPEG")
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert served.headers["Cache-Control"] == "private, max-age=86400, immutable"
    assert "default-src 'none'" in served.headers["Content-Security-Policy"]


def test_one_picture_at_a_time_and_none_when_it_is_taken_away(
    client: FlaskClient, cast: Cast
) -> None:
    opening = step(cast, "aapning")
    sends(client, opening, drawn())
    first = address(client.get("/facilitator/1/plan").text)
    sends(client, opening, drawn("GIF"), alt="En annen")
    assert client.get(first).status_code == 404
    assert kept(cast) == 1
    assert sends(client, opening, drop="1").status_code == 303
    assert kept(cast) == 0
    assert sends(client, opening, drop="1").status_code == 422


@pytest.mark.parametrize(("data", "alt", "told"), [
    (b"<svg/>", "Bygda", "ikke et bilde serveren kan vise"),
    (b"", "Bygda", "ikke et bilde serveren kan vise"),
    (drawn() + b"\0" * 2 * 1024 * 1024, "Bygda", "større enn 2 MB"),
    (drawn(), "  ", "Si i en setning hva bildet viser"),
])  # fmt: skip
def test_a_picture_that_cannot_be_shown_is_refused_in_words(
    client: FlaskClient, cast: Cast, data: bytes, alt: str, told: str
) -> None:
    answer = sends(client, step(cast, "aapning"), data, alt=alt)
    assert answer.status_code == 422
    assert told in answer.text and (not alt.strip() or f'value="{alt}"' in answer.text)
    assert kept(cast) == 0


def test_a_picture_belongs_to_an_opening_of_ones_own_seminar(
    client: FlaskClient, cast: Cast
) -> None:
    assert sends(client, step(cast, "finn"), drawn()).status_code == 422
    assert sends(client, step(cast, "aapning"), b"0" * 3_000_000).status_code in (413, 422)
    with cast.storage.writing() as db:
        ola = Facilitator(name="Ola", email="ola@example.org", password_hash="-", created_at=0.0)
        db.add(ola)
        db.commit()
        number = ola.id
    sign_in(client, number)
    assert sends(client, step(cast, "aapning"), drawn()).status_code == 404


def test_the_picture_goes_with_its_seminar(storage: Storage) -> None:
    with storage.writing() as db:
        owner = Facilitator(name="K", email="k@example.org", password_hash="-", created_at=0.0)
        db.add(owner)
        db.flush()
        seminar = Seminar(facilitator_id=owner.id, token="t", code="c", screen_token="s",
                          method_id="m", title="T", question="Q", language="nb", size=8,
                          created_at=0.0)  # fmt: skip
        db.add(seminar)
        db.flush()
        db.add(Picture(seminar_id=seminar.id, step_key="a", token="p", mime="image/png",
                       data=drawn(), alt="Bygda", width=64, height=40))  # fmt: skip
        db.flush()
        db.execute(delete(Seminar).where(Seminar.id == seminar.id))
        db.commit()
        assert db.scalar(select(func.count()).select_from(Picture)) == 0


def kept(cast: Cast) -> int:
    with cast.storage.reading() as db:
        return db.scalar(select(func.count()).select_from(Picture)) or 0
