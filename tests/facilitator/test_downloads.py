"""The report fetched as a file: by those who lead as it stands, by everyone as it was published."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx import Document
from pypdf import PdfReader

from app import create_app
from config import Config
from methods.refusal import Refused
from methods.shelf import alone
from reports.prints import press as prints
from reports.writers import PUBLIC, WRITERS, press
from storage import Storage
from tests.cast import Cast, kari
from tests.reports import hostile


@pytest.fixture
def desk(storage: Storage, tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A seminar that has ended with one agreement, its report not published yet."""
    cast = Cast(storage, size=12, method=alone()["alone_agree"], lines="Kino\nSkyss")
    cast.join("Anna").does("propose", what="Delebil på bygdetunet")
    cast.facilitator.does("close")
    cast.facilitator.does("end")
    app = create_app(Config(data=tmp_path, secret="x" * 32), storage)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["facilitator"], session["language"] = kari(cast.db).id, "nb"
    made = SimpleNamespace(kari=browser, guest=app.test_client(), token=cast.seminar.token,
                           report=f"/facilitator/{cast.seminar.id}/report")  # fmt: skip
    cast.db.commit()
    yield made
    cast.close()


def test_who_leads_fetches_the_draft_and_everyone_what_is_published(desk: SimpleNamespace) -> None:
    public = f"/outcome/{desk.token}/report"
    page = desk.kari.get(f"{desk.report}?reading=politikere").text
    for format in WRITERS:
        assert f'href="{desk.report}/files/politikere.{format}"' in page
    draft = desk.kari.get(f"{desk.report}/files/administrasjon.docx")
    assert (
        draft.headers["Content-Disposition"] == 'attachment; filename="floke-administrasjon.docx"'
    )
    told = " ".join(p.text for p in Document(io.BytesIO(draft.data)).paragraphs)
    assert "Delebil på bygdetunet" in told
    assert "Dette er et utkast" in told
    assert desk.guest.get(f"{public}/deltakere.pdf").status_code == 404

    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision
    desk.kari.post(desk.report, data={"reading": "deltakere", "revision": revision[1],
                                      "then": "publish"})  # fmt: skip
    page = desk.guest.get(f"{public}?reading=deltakere").text
    files = re.findall(r'href="([^"]+)" download', page)
    assert [name.rpartition(".")[2] for name in files] == list(PUBLIC)
    got = {name.rpartition(".")[2]: desk.guest.get(name) for name in files}
    assert {answer.status_code for answer in got.values()} == {200}
    pages = PdfReader(io.BytesIO(got["pdf"].data)).pages
    print_of = hashlib.sha256(got["json"].data).hexdigest()
    assert print_of[:20] in "".join(p.extract_text() for p in pages).replace("\n", "")
    assert "agreements.csv" in zipfile.ZipFile(io.BytesIO(got["csv"].data)).namelist()
    assert desk.guest.get(f"{public}/deltakere.pdfa").status_code == 404
    assert desk.guest.get(f"{public}/nobody.pdf").status_code == 404


def test_a_file_that_takes_too_long_is_refused_in_words_and_gives_its_place_back() -> None:
    for _ in range(3):
        with pytest.raises(Refused, match="slow_file"):
            press.made("pdf", hostile.reading(), hostile.outcome(), patience=0.05)
    with prints.place(1) as one, prints.place(1) as two:
        assert one
        assert two
        with pytest.raises(Refused, match="slow_file"):
            press.made("md", hostile.reading(), hostile.outcome(), patience=0.05)


def test_what_was_just_made_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = press.made("md", hostile.reading(), hostile.outcome())
    monkeypatch.setattr(prints, "run", None)
    with prints.place(0), prints.place(0):  # and waits for no place
        assert press.made("md", hostile.reading(), hostile.outcome(), patience=0) == first
