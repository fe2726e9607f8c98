"""What the facilitator sees of the notices, settles by hand, and prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import create_app
from config import Config
from live.postman import Postman
from methods import clock
from methods.shelf import alone
from storage import Storage
from tests.cast import Cast, kari
from tests.printed import printed
from tests.smtp import MailServer

KEY = "x" * 32


@pytest.fixture
def desk(storage: Storage, tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A seminar that has ended: Anna, who collects, has an address; Bo, her deputy, has none."""
    cast = Cast(storage, size=12, method=alone()["alone_agree"], lines="Kino\nSkyss")
    anna, bo = cast.join("Anna", "nn"), cast.join("Bo")
    deal = anna.does("propose", what="Delebil & sykkel")["agreement"]
    anna.does("collect", agreement=deal, name="Anna Ås", contact="anna@example.org",
              consent_group=True)  # fmt: skip
    bo.does("deputise", agreement=deal, name="Bo Dal")
    cast.facilitator.does("close")
    cast.facilitator.does("end")
    config = Config(data=tmp_path, secret=KEY)
    app = create_app(config, storage)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["facilitator"], session["language"] = kari(cast.db).id, "nb"
    cast.db.commit()
    postman = Postman(config, storage)
    yield SimpleNamespace(cast=cast, kari=browser, guest=app.test_client(), postman=postman,
                          page=f"/facilitator/{cast.seminar.id}/notices")  # fmt: skip
    cast.close()


def look(desk: SimpleNamespace) -> str:
    answer = desk.kari.get(desk.page)
    assert answer.status_code == 200
    return str(answer.text)


def settle(desk: SimpleNamespace, do: str, number: int) -> int:
    answer = desk.kari.post(desk.page, data={"do": do, "notice": number})
    return int(answer.status_code)


def test_without_mail_every_reader_has_a_letter_until_it_is_given(desk: SimpleNamespace) -> None:
    desk.postman.round()
    page = look(desk)
    found = re.findall(r'id="letter-(\d+)"', page)
    assert len(found) == 3 and "Anna Ås" in page and "/deal/" not in page  # the outcome is for all
    made = printed(desk.cast, "letters", key=KEY)
    desk.cast.db.commit()
    assert len(made.pdf.pages) == 3 and "Takk for at du var med" in made.text
    assert settle(desk, "printed", int(found[0])) == 303
    assert f'id="letter-{found[0]}"' not in look(desk)
    assert settle(desk, "printed", int(found[0])) == 422


def test_with_mail_only_who_has_no_address_gets_a_letter(desk: SimpleNamespace) -> None:
    post = MailServer()
    desk.postman.config = replace(desk.postman.config, smtp=post.settings)
    desk.postman.round()
    assert {m["To"] for m in post.mail} == {"anna@example.org", "kari@example.org"}
    made = printed(desk.cast, "letters", key=KEY, mail=True)
    desk.cast.db.commit()
    assert len(made.pdf.pages) == 1 and "Bo Dal" in made.text
    post.close()


def test_what_did_not_go_out_is_told_and_sent_again(desk: SimpleNamespace) -> None:
    post = MailServer()
    desk.postman.config = replace(desk.postman.config, smtp=post.settings)
    post.fails["TEXT"] = ""
    desk.postman.round()
    page = look(desk)
    assert "kan ha kommet fram eller ikke" in page
    post.fails.clear()
    before = len(post.mail)
    again = re.findall(r'id="again-(\d+)"', page)
    assert settle(desk, "again", int(again[0])) == 303
    desk.postman.round()
    assert len(post.mail) > before and "kan ha kommet fram" not in look(desk)
    post.close()


def test_who_leaves_by_the_mail_programs_own_button_hears_no_more(desk: SimpleNamespace,
                                                                  monkeypatch: pytest.MonkeyPatch
                                                                  ) -> None:  # fmt: skip
    """One post without cookies or an origin (RFC 8058)."""
    post, now = MailServer(), clock.now()
    desk.postman.config = replace(desk.postman.config, smtp=post.settings, url="http://floke.test")
    for day in (15, 50):
        monkeypatch.setattr(clock, "now", lambda day=day: now + day * 86400)
        desk.postman.round()
        mine = [m for m in post.mail if m["To"] == "anna@example.org"]
        assert mine and "List-Unsubscribe" in mine[-1]
        if day == 15:
            link = mine[-1]["List-Unsubscribe"].strip(" <>").removeprefix("http://floke.test")
            assert desk.guest.get(link.removesuffix("/leave") + "?say=done").status_code == 200
            left = desk.guest.post(link, data={"List-Unsubscribe": "One-Click"})
            assert left.status_code == 200
            before = len(mine)
    assert len(mine) == before
    post.close()
