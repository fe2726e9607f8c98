"""An archive goes from one server to another by the pages, and by the commands."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app import create_app
from commands import run
from config import Config
from storage import Storage, connect
from tests.cast import Cast, kari
from tests.facilitator.test_report import desk as desk
from tests.facilitator.test_report import ended, publish


@pytest.fixture
def other(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """Another server, and Kari's account there."""
    storage = connect(f"sqlite:///{tmp_path / 'other.sqlite'}")
    app = create_app(Config(data=tmp_path, secret="y" * 32), storage)
    cast = Cast(storage, size=12)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["facilitator"], session["language"] = kari(cast.db).id, "nb"
    cast.db.commit()
    yield SimpleNamespace(kari=browser, guest=app.test_client(), storage=storage)
    cast.close()
    storage.close()


def sent(other: SimpleNamespace, file: bytes) -> Any:
    return other.kari.post("/facilitator/archives", data={"file": (io.BytesIO(file), "a.floke")})


def links(other: SimpleNamespace) -> list[str]:
    page = other.kari.get("/facilitator/archives").text
    return re.findall(r'href="(/outcome/[^"]+)"', page)


def test_the_outcome_elsewhere_is_the_same_to_the_byte(
        desk: SimpleNamespace, other: SimpleNamespace) -> None:  # fmt: skip
    publish(ended(desk))
    file = desk.kari.get(f"/facilitator/{desk.number}/archive").data
    assert sent(other, file).status_code == 303
    (link,) = links(other)
    here = desk.guest.get(f"/outcome/{desk.token}.json").data
    assert other.guest.get(f"{link}.json").data == here
    for path in ("", "/report", "/report?reading=politikere", "/report/deltakere.csv",
                 "/agreement/1"):  # fmt: skip
        assert other.guest.get(link + path).status_code == 200, path
    assert 'id="follow-it"' not in other.guest.get(link).text, "nobody there writes news of it"
    assert "Anna Ås" in other.guest.get(link).text, "who has said yes is named there too"


def test_what_is_not_published_is_the_same_too(
        desk: SimpleNamespace, other: SimpleNamespace) -> None:  # fmt: skip
    file = ended(desk).kari.get(f"/facilitator/{desk.number}/archive").data
    sent(other, file)
    (link,) = links(other)
    here = desk.guest.get(f"/outcome/{desk.token}.json").data
    assert other.guest.get(f"{link}.json").data == here


def test_a_wrong_file_and_one_that_is_there_change_nothing(
        desk: SimpleNamespace, other: SimpleNamespace) -> None:  # fmt: skip
    file = ended(desk).kari.get(f"/facilitator/{desk.number}/archive").data
    torn = sent(other, file[:-9])
    assert torn.status_code == 422 and "Ingenting er tatt inn" in torn.text
    assert sent(other, b"").status_code == 422
    assert links(other) == []
    sent(other, file)
    again = sent(other, file)
    assert again.status_code == 422 and "fra før" in again.text
    assert len(links(other)) == 1


def test_it_can_be_removed_again(desk: SimpleNamespace, other: SimpleNamespace) -> None:
    sent(other, ended(desk).kari.get(f"/facilitator/{desk.number}/archive").data)
    (link,) = links(other)
    number = re.findall(r'action="(/facilitator/archives/\d+/remove)"',
                        other.kari.get("/facilitator/archives").text)[0]  # fmt: skip
    assert other.guest.post(number).status_code == 401, "only whose it is"
    assert links(other) == [link]
    assert other.kari.post(number).status_code == 303
    assert links(other) == []
    assert other.guest.get(link).status_code == 404


def test_a_seminar_that_goes_on_is_refused_in_words(desk: SimpleNamespace) -> None:
    answer = desk.kari.get(f"/facilitator/{desk.number}/archive")
    assert answer.status_code == 422 and "fortsatt i gang" in answer.text


def test_commands_write_it_and_take_it_in(
        desk: SimpleNamespace, storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str], other: SimpleNamespace) -> None:  # fmt: skip
    here = storage.read.url.render_as_string(hide_password=False)
    ended(desk)
    monkeypatch.setenv("DATABASE_URL", here)
    assert run(["archive", "ukjent", "--out", str(tmp_path / "a.floke")]) == 1
    assert run(["archive", desk.token, "--out", str(tmp_path / "a.floke")]) == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    with other.storage.reading() as db:
        owner = kari(db).email
    assert run(["unarchive", str(tmp_path / "a.floke"), "ingen@example.org"]) == 1
    assert run(["unarchive", str(tmp_path / "a.floke"), owner]) == 0
    link = re.findall(r"/outcome/\S+", capsys.readouterr().out)[-1]
    assert other.guest.get(f"{link}.json").status_code == 200
