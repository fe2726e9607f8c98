"""The collection of examples, through the real pages of two municipalities."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from config import Config
from methods import examples, removal
from methods.shelf import alone
from models import Example
from storage import Storage, connect, migrate
from tests.cast import Cast, kari

NEW = "/facilitator/examples/new"
CARD = {"title": "Delebil i Nes", "place": "Nes", "theme": "Transport", "component": "use",
        "phase": "test", "kind": "example", "done": "Vi prøvde <b>delebil</b> i tre måneder.",
        "result": "Fjorten husstander solgte en bil.", "lesson": "Begynn om våren.",
        "thread": "Folk kommer seg ikke rundt", "origin": "Øvre Eiker",
        "consent": "true"}  # fmt: skip
CONTACT = {"contact_name": "Anne Berg", "contact_how": "anne@example.org", "contact_yes": "true"}


@pytest.fixture
def cast(storage: Storage) -> Iterator[Cast]:
    made = Cast(storage, size=12, method=alone()["alone_agree"], lines="Kino\nSkyss")
    made.join("Anna").does("propose", what="Delebil på torget")
    made.facilitator.does("close")
    made.facilitator.does("end", None)
    yield made
    made.close()


@pytest.fixture
def browser(cast: Cast, storage: Storage, tmp_path: Path) -> FlaskClient:
    number = kari(cast.db).id
    cast.db.commit()
    return signed_in(create_app(Config(data=tmp_path, secret="x" * 32), storage), number)


def signed_in(app: Any, number: int) -> FlaskClient:
    browser: FlaskClient = app.test_client()
    with browser.session_transaction() as session:
        session["facilitator"], session["language"] = number, "nb"
    return browser


def publish(browser: FlaskClient, **more: str) -> str:
    """The address of a new card."""
    answer = browser.post(NEW, data={**CARD, **more})
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def seen(page: str) -> str:
    """Which saved text the last form of a page was written on."""
    return str(re.findall(r'name="seen" value="([^"]+)"', page)[-1])


def kept(cast: Cast) -> list[Example]:
    """The cards in the database; nothing is left locked."""
    found = list(cast.db.scalars(select(Example).order_by(Example.id)))
    cast.db.expunge_all()
    cast.db.commit()
    return found


def bring(browser: FlaskClient, file: str | bytes) -> tuple[int, str]:
    data = file.encode() if isinstance(file, str) else file
    answer = browser.post("/facilitator/examples/imports",
                          data={"file": (io.BytesIO(data), "nabo.toml")})  # fmt: skip
    return answer.status_code, answer.text


def test_a_finished_seminar_becomes_a_card_that_outlives_it(
    cast: Cast, browser: FlaskClient
) -> None:
    number = cast.seminar.id
    title = cast.seminar.title
    cast.db.commit()
    form = browser.get(f"{NEW}?seminar={number}").text
    assert "Delebil på torget" in form and f'value="{title}"' in form
    address = publish(browser, held=str(number), **CONTACT)
    method = browser.get("/facilitator/methods/alone_agree").text
    assert "Anne Berg" in method and "anne@example.org" in method and f'href="{address}"' in method
    assert "Anne Berg" not in browser.get("/facilitator/methods/ovre_eiker").text
    removal.remove(cast.db, cast.seminar)
    cast.db.commit()
    page = browser.get(address).text
    assert "&lt;b&gt;delebil&lt;/b&gt;" in page and "mailto:anne@example.org" in page
    [card] = kept(cast)
    assert card.held_id is None


def test_nothing_is_published_without_the_yes_of_those_it_tells_of(
    cast: Cast, browser: FlaskClient
) -> None:
    for wrong, told in (({"consent": ""}, "har sagt ja"), ({**CONTACT, "contact_yes": ""}, "selv"),
                        ({"video": "javascript:alert(1)"}, "https://"), ({"title": " "}, "skriv"),
                        ({"component": "magi"}, "magi"),
                        ({"lesson": "å" * 2001}, "2000")):  # fmt: skip
        answer = browser.post(NEW, data={**CARD, **wrong})
        assert answer.status_code == 422 and told in answer.text
        assert "Fjorten husstander" in answer.text
    assert len(kept(cast)) == 0


def test_what_is_withdrawn_is_gone(cast: Cast, browser: FlaskClient) -> None:
    address = publish(browser, **CONTACT)
    edit = f"/facilitator{address}"
    assert "Anne Berg" in browser.get(edit).text
    changed = {**CARD, "title": "Delebil på torget"}
    stale = browser.post(edit, data={**changed, "seen": "1.5"})
    assert stale.status_code == 409 and "Delebil på torget" in stale.text
    assert browser.post(edit, data={**changed, "seen": seen(stale.text)}).status_code == 303
    page = browser.get(address).text
    assert "Delebil på torget" in page and "Anne Berg" not in page
    assert browser.post(edit, data={"then": "withdraw"}).status_code == 303
    assert browser.get(address).status_code == 404 and len(kept(cast)) == 0


def test_one_finds_what_one_looks_for_among_many(cast: Cast, browser: FlaskClient) -> None:
    assert 'id="no-examples"' in browser.get("/examples").text
    for n in range(50):
        examples.save(cast.db, kari(cast.db).id,
                      {**CARD, "title": f"Nr {n}", "place": "Hokksund" if n % 2 else "Nes",
                       "kind": "failure" if n == 7 else "example",
                       "phase": "idea" if n < 9 else "test", "thread": "Vann" if n < 3 else ""},
                      consent=True, contact_yes=False)  # fmt: skip
    cast.db.commit()

    def shown(query: str) -> int:
        return len(re.findall(r'<article[^>]*id="example-', browser.get(f"/examples?{query}").text))

    assert (shown(""), shown("page=2"), shown("page=99")) == (48, 2, 2)
    assert (shown("kind=failure"), shown("phase=idea&place=Nes"), shown("thread=Vann")) == (1, 5, 3)
    assert shown("theme=Transport&component=who") == shown("place=Nes%20%00") == 0
    [first] = [e for e in kept(cast) if e.title == "Nr 0"]
    page = browser.get(f"/examples/{first.id}").text
    assert "Nr 1" in page and "Nr 2" in page and "Nr 3<" not in page


def test_a_neighbour_brings_in_the_file_and_has_the_same(
    browser: FlaskClient, tmp_path: Path
) -> None:
    publish(browser, **CONTACT)
    publish(browser, title="Kveldsbussen", kind="failure", video="https://example.org/v")
    file = browser.get("/facilitator/examples/examples.toml").text
    storage = connect(f"sqlite:///{tmp_path / 'neighbour.sqlite'}")
    migrate(storage)
    there = Cast(storage)
    number = kari(there.db).id
    there.db.commit()
    neighbour = signed_in(create_app(Config(data=tmp_path, secret="y" * 32), storage), number)
    for told in ("2 eksempler er hentet inn", "2 sto her allerede"):
        status, page = bring(neighbour, file)
        assert status == 200 and told in page
    assert neighbour.get("/facilitator/examples/examples.toml").text == file
    there.close()
    storage.close()


def test_a_newer_text_of_ones_own_card_is_taken_and_an_older_or_a_strangers_is_not(
    cast: Cast, browser: FlaskClient, storage: Storage, tmp_path: Path
) -> None:
    publish(browser, **CONTACT)
    file = browser.get("/facilitator/examples/examples.toml").text
    told = file.replace("Delebil i Nes", "Delebil, to år etter").replace('"Anne Berg"', '""')
    changed = re.findall("changed = (.+)", file)[0]
    older, newer = (told.replace(changed, f"20{year}-01-01T12:00:00Z") for year in (20, 99))
    stranger = cast.colleague("Ola").id
    cast.db.commit()
    app = create_app(Config(data=tmp_path, secret="x" * 32), storage)
    for who, sent, said in ((browser, older, "1 sto her allerede"),
                            (browser, told, "1 sto her allerede"),
                            (signed_in(app, stranger), newer, "1 sto her allerede"),
                            (browser, newer, "1 fikk en nyere tekst")):  # fmt: skip
        assert said in bring(who, sent)[1]
        [card] = kept(cast)
        assert (card.title == "Delebil i Nes") == ("allerede" in said)
    assert card.title == "Delebil, to år etter" and card.contact_name == ""


def test_a_button_that_is_pressed_twice_publishes_once(cast: Cast, browser: FlaskClient) -> None:
    [key] = re.findall(r'name="key" value="([0-9a-f]+)"', browser.get(NEW).text)
    assert publish(browser, key=key) == publish(browser, key=key, title="Igjen")
    assert [(card.key, card.title) for card in kept(cast)] == [(key, "Delebil i Nes")]
    publish(browser, key="ingen nøkkel")
    assert len(kept(cast)) == 2


def test_a_bad_file_changes_nothing_and_says_what_was_expected(
    cast: Cast, browser: FlaskClient
) -> None:
    publish(browser)
    good = browser.get("/facilitator/examples/examples.toml").text
    other = re.sub('key = "[0-9a-f]+"', 'key = "0123456789ab"', good)
    two = other + "\n[[example]]" + other.split("[[example]]")[1]
    for bad, told in ((b"\xff\xfe", "UTF-8"), ("= =", "TOML"), ("", "format"),
                      (other.replace("version = 1", "version = 2"), "1"),
                      (other.replace('title = "', 'script = "x"\ntitle = "'), "script"),
                      (other.replace('"yes"', '"no"'), "yes"), (two, "samme"),
                      (other.replace('"use"', '"magi"'), "refine"),
                      (other.replace("Begynn om våren.", "å" * 2001), "2000"),
                      (other.replace("Delebil i Nes", ""), "title"),
                      (b"#" * 2_000_001, "2000000")):  # fmt: skip
        status, page = bring(browser, bad)
        assert status == 422 and told in page, told
    assert len(kept(cast)) == 1
    assert bring(browser, other)[0] == 200
