"""The page «To print»: who may, what it says of channels, and the PDFs it leads to."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from app import create_app
from config import Config
from methods import channels
from models import Channel
from reports.prints import PRINTS
from storage import Storage
from tests.cast import Cast


@pytest.fixture
def desk(storage: Storage, tmp_path: Path) -> SimpleNamespace:
    """Kari's desk with a seminar that is being planned, and the same for somebody else."""
    cast = Cast(storage)
    app = create_app(Config(data=tmp_path, secret="x" * 32), storage)

    def page_of(number: int) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as session:
            session["facilitator"], session["language"] = number, "nb"
        return client

    return SimpleNamespace(
        cast=cast, storage=storage, kari=page_of(cast.facilitator.id), guest=app.test_client(),
        at=f"/facilitator/{cast.seminar.id}",
    )  # fmt: skip


def does(desk: SimpleNamespace, command: str, **sent: str) -> int:
    answer = desk.kari.post(f"{desk.at}/do", data={"command": command, "_back": "prints", **sent})
    if answer.status_code == 303:
        assert answer.location == f"{desk.at}/prints"
    return int(answer.status_code)


def shown(desk: SimpleNamespace) -> str:
    return str(desk.kari.get(f"{desk.at}/prints").text)


def test_time_place_and_channels_are_made_on_the_page(desk: SimpleNamespace) -> None:
    assert does(desk, "invitation", begins="2026-12-01T18:00", venue="Storsalen") == 303
    assert does(desk, "channel", name="ungdomsskolen") == 303
    page = shown(desk)
    assert 'value="2026-12-01T18:00"' in page and 'value="Storsalen"' in page
    assert "ungdomsskolen" in page and "færre enn fem har kommet" in page
    assert does(desk, "channel", name="ungdomsskolen") == 422


def test_every_link_to_a_print_on_the_page_gives_a_pdf(desk: SimpleNamespace) -> None:
    does(desk, "channel", name="skolen")
    links = [unescape(found) for found in re.findall(r'href="(prints/[^"]+)"', shown(desk))]
    assert links
    for link in links[3:]:
        answer = desk.kari.get(f"{desk.at}/{link}")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), link
        assert answer.data.startswith(b"%PDF-")


def test_the_texts_to_send_carry_the_channels_own_link(desk: SimpleNamespace) -> None:
    does(desk, "channel", name="skolen")
    with desk.storage.reading() as db:
        key = channels.of(db, desk.cast.seminar)[0].key
    areas = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", shown(desk))
    of_school = [unescape(text) for text in areas[len(areas) // 2 :]]  # the rest: without a channel
    assert len(of_school) == 7
    for text in of_school:
        assert f"/s/{desk.cast.seminar.token}?channel={key}" in text
    assert "Hva skal til for at flere blir boende på bygda?" in of_school[0]
    assert len(of_school[0]) <= 306, "two text messages"


def test_few_arrivals_are_not_told(desk: SimpleNamespace) -> None:
    does(desk, "channel", name="skolen")
    for arrivals, told in ((4, "færre enn fem har kommet"), (5, "5 har kommet")):
        with desk.storage.writing() as db:
            db.query(Channel).one().arrivals = arrivals
            db.commit()
        assert told in shown(desk)


@pytest.mark.parametrize("name", PRINTS)
def test_a_print_is_for_its_own_facilitator(desk: SimpleNamespace, name: str) -> None:
    assert desk.guest.get(f"{desk.at}/prints/{name}.pdf").status_code == 401
    assert desk.guest.get(f"{desk.at}/prints").status_code == 401
    assert desk.kari.get(f"/facilitator/999/prints/{name}.pdf").status_code == 404


def test_a_print_there_is_not_is_not_found(desk: SimpleNamespace) -> None:
    assert desk.kari.get(f"{desk.at}/prints/secrets.pdf").status_code == 404


def test_a_seminar_that_has_ended_invites_nobody(desk: SimpleNamespace) -> None:
    desk.cast.open_doors()
    desk.cast.facilitator.does("end", None)
    desk.cast.db.rollback()
    answer = desk.kari.get(f"{desk.at}/prints/poster.pdf")
    assert answer.status_code == 422
    assert "Seminaret er slutt" in answer.text
    assert "Invitasjonen" not in shown(desk)
