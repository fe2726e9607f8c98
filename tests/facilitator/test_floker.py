"""The register of floker and the way from one seminar to the next, as pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from app import create_app
from config import Config
from methods import clock, floker
from methods.shelf import alone
from models import Facilitator, Floke, Item, Seminar
from storage import Storage
from tests.cast import Cast, kari

UNGE = {"title": "Unge utenfor", "why": "Sju enheter eier en bit hver.", "others": "NAV og skolen",
        "origin": "trend", "stage": "test"}  # fmt: skip
PLAN = {"method": "hypotesetest", "title": "Tre uker etter", "question": "Stemmer det?",
        "size": "12", "language": "nb"}  # fmt: skip


@pytest.fixture
def hall(storage: Storage, tmp_path: Path) -> Iterator[SimpleNamespace]:
    """Kari with a seminar that has ended and chose between three cards; and Ola, a colleague."""
    cast = Cast(storage, size=12, method=alone()["alone_vote"], lines="Kino\nSkyss\nKafé")
    cast.join("Anna").does("ballot", items=[i.id for i in cast.activity().taken()][1:2])
    cast.facilitator.does("close")
    cast.facilitator.does("end")
    ola = Facilitator(name="Ola", email="ola@example.org", password_hash="-",
                      created_at=clock.now())  # fmt: skip
    cast.db.add(ola)
    cast.db.commit()
    app = create_app(Config(data=tmp_path, secret="x" * 32), storage)

    def page_of(number: int) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as session:
            session["facilitator"], session["language"] = number, "nb"
        return client

    pages = {"kari": page_of(kari(cast.db).id), "ola": page_of(ola.id), "guest": app.test_client()}
    earlier = cast.seminar.id
    cast.close()
    yield SimpleNamespace(storage=storage, earlier=earlier, **pages)


def made(hall: SimpleNamespace, **changes: str) -> str:
    """The address of a new floke of Kari's."""
    answer = hall.kari.post("/facilitator/floker/new", data={**UNGE, **changes})
    assert answer.status_code == 303
    return str(answer.location)


def test_the_register_stands_by_stage_and_counts_origins(hall: SimpleNamespace) -> None:
    assert "Her vil flokene dine stå" in hall.kari.get("/facilitator/floker").text
    made(hall)
    made(hall, title="Tomme hus", origin="self_made", stage="idea")
    page = hall.kari.get("/facilitator/floker").text
    assert [re.sub(r"\s*<.*", "", s) for s in re.findall(r'class="stage"><h2>(.*?)</h2>', page)] \
        == ["Forståelse", "Idé", "Test", "Skalering", "Bærekraft"]  # fmt: skip
    assert '<dd id="count-trend">1</dd>' in page and '<dd id="count-imposed">0</dd>' in page
    chosen = hall.kari.get("/facilitator/floker?stage=idea").text
    assert "Tomme hus" in chosen and "Unge utenfor" not in chosen
    chosen = hall.kari.get("/facilitator/floker?origin=trend").text
    assert "Tomme hus" not in chosen and "Unge utenfor" in chosen
    assert hall.kari.get("/facilitator/floker?stage=x").status_code == 404


def test_a_register_is_ones_own(hall: SimpleNamespace) -> None:
    address = made(hall)
    for path in (address, f"{address}/edit"):
        assert hall.ola.get(path).status_code == 404
        assert hall.guest.get(path).status_code == 401
    assert hall.ola.post(f"{address}/edit", data={**UNGE, "revision": "1"}).status_code == 404
    assert "Unge utenfor" not in hall.ola.get("/facilitator/floker").text
    answer = hall.ola.post("/facilitator/new", data={**PLAN, "floke": address.split("/")[-1]})
    assert answer.status_code == 404
    answer = hall.ola.post("/facilitator/new", data={**PLAN, "earlier": hall.earlier})
    assert answer.status_code == 404


def test_what_cannot_be_saved_is_said_in_words_and_kept(hall: SimpleNamespace) -> None:
    answer = hall.kari.post("/facilitator/floker/new", data={**UNGE, "title": " "})
    assert answer.status_code == 422
    assert "Gi floken et navn" in answer.text and "Sju enheter eier en bit hver." in answer.text
    answer = hall.kari.post("/facilitator/floker/new", data=UNGE,
                            headers={"Origin": "https://evil.example"})  # fmt: skip
    assert answer.status_code == 403


def test_two_windows_get_a_conflict_with_both_texts(hall: SimpleNamespace) -> None:
    address = made(hall)
    first = hall.kari.post(f"{address}/edit", data={**UNGE, "why": "Åtte", "revision": "1"})
    assert first.status_code == 303
    second = hall.kari.post(f"{address}/edit", data={**UNGE, "why": "Ni", "revision": "1"})
    assert second.status_code == 409
    assert "Åtte" in second.text and "Ni</textarea>" in second.text
    revision = re.search(r'name="revision" value="(\d+)"', second.text)
    assert revision and revision.group(1) == "2"
    again = hall.kari.post(f"{address}/edit", data={**UNGE, "why": "Ni", "revision": "2"})
    assert again.status_code == 303
    assert "Ni" in hall.kari.get(address).text


def test_a_seminar_held_before_is_put_in_the_journey(hall: SimpleNamespace) -> None:
    address = made(hall)
    assert "Ingen seminar om denne floken ennå" in hall.kari.get(address).text
    hall.kari.post(f"{address}/seminars", data={"seminar": hall.earlier})
    page = hall.kari.get(address).text
    assert "Bygda i 2040" in page and "Kino" in page, "the shortlist is told"
    other = made(hall, title="En annen")
    answer = hall.kari.post(f"{other}/seminars", data={"seminar": hall.earlier})
    assert answer.status_code == 422 and "en annen floke" in answer.text


def test_the_next_seminar_takes_cards_that_are_ticked(hall: SimpleNamespace) -> None:
    address = made(hall)
    hall.kari.post(f"{address}/seminars", data={"seminar": hall.earlier})
    plan = re.search(r'id="plan-next" href="([^"]+)"', hall.kari.get(address).text)
    assert plan
    form = hall.kari.get(plan.group(1).replace("&amp;", "&")).text
    assert f'<option value="{hall.earlier}" selected>' in form
    keys = dict(re.findall(r'name="card" value="([^"]+)".*?<span dir="auto">\d+\. (\w+)', form))
    skyss = next(key for key, title in keys.items() if title == "Skyss")
    told = {**PLAN, "floke": address.split("/")[-1], "earlier": hall.earlier}
    untick = hall.kari.post("/facilitator/new", data={**told, "promise": "Svar i mars."})
    assert untick.status_code == 422
    assert "minst ett kort" in untick.text and "Svar i mars." in untick.text
    what = re.search(r'<select[^>]*id="what".*?<option value="([^"]+)" selected', form, re.S)
    assert what
    answer = hall.kari.post("/facilitator/new",
                            data={**told, "what": what.group(1), "card": [skyss]})  # fmt: skip
    assert answer.status_code == 303
    number = int(answer.location.split("/")[2])
    with hall.storage.reading() as db:
        seminar = db.get(Seminar, number)
        assert (seminar.from_id, seminar.floke_id) == (hall.earlier, int(told["floke"]))
        taken = db.query(Item).filter(Item.seminar_id == number).all()
        assert [i.title for i in taken] == ["Skyss"]
    assert "Fortsetter fra «Bygda i 2040»" in hall.kari.get(address).text


def test_looking_at_the_cards_keeps_what_is_typed(hall: SimpleNamespace) -> None:
    typed = {**PLAN, "title": "Ikke ferdig", "new_floke": "Fritid", "earlier": hall.earlier}
    answer = hall.kari.post("/facilitator/new", data={**typed, "look": "1"})
    assert answer.status_code == 200
    assert 'value="Ikke ferdig"' in answer.text and 'value="Fritid"' in answer.text
    assert answer.text.count('name="card"') >= 1
    with hall.storage.reading() as db:
        assert db.query(Seminar).count() == 1, "nothing is made by looking"


def test_a_floke_can_be_made_with_its_first_seminar(hall: SimpleNamespace) -> None:
    answer = hall.kari.post("/facilitator/new", data={**PLAN, "new_floke": "Fritid for unge"})
    assert answer.status_code == 303
    with hall.storage.reading() as db:
        [found] = db.query(Floke).all()
        assert (found.title, found.stage) == ("Fritid for unge", "test"), "the method's phase"
        assert [s.title for s in floker.journey(db, found)] == ["Tre uker etter"]


def test_the_way_through_the_catalogue_keeps_the_journey(hall: SimpleNamespace) -> None:
    address = made(hall)
    number = address.split("/")[-1]
    page = hall.kari.get(
        f"/facilitator/methods?part=use&floke={number}&earlier={hall.earlier}"
    ).text
    assert f"&amp;floke={number}&amp;earlier={hall.earlier}" in page


def test_a_floke_is_deleted_when_no_seminar_belongs_to_it(hall: SimpleNamespace) -> None:
    address = made(hall)
    assert hall.ola.post(f"{address}/deletion").status_code == 404
    assert 'id="delete-form"' in hall.kari.get(address).text
    assert hall.kari.post(f"{address}/deletion").status_code == 303
    assert hall.kari.get(address).status_code == 404


def test_a_floke_with_a_seminar_stays(hall: SimpleNamespace) -> None:
    address = made(hall)
    hall.kari.post(f"{address}/seminars", data={"seminar": str(hall.earlier)})
    assert 'id="delete-form"' not in hall.kari.get(address).text
    answer = hall.kari.post(f"{address}/deletion")
    assert answer.status_code == 422
    assert "Floken blir stående" in answer.text and "Unge utenfor" in answer.text
