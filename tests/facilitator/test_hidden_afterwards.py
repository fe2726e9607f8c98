"""What is hidden after the report was published is in no page and no file for everybody."""

from __future__ import annotations

import hashlib
import html
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from app import create_app
from config import Config
from models import Agreement, Item, Question, Report
from reports import publishing
from reports.readings import READINGS
from reports.recount import recount
from reports.writers import PUBLIC
from storage import Storage
from tests.cast import Cast
from translations import use

SECRETS = {"problem": "Ordføreren drikker", "idea": "Spør naboen Åge", "deal": "Kjør Åge bort",
           "line": "Åge er problemet", "words": "Åge snakket for mye",
           "question": "Hvem slapp inn Åge?"}  # fmt: skip


@pytest.fixture
def published(storage: Storage) -> Iterator[Cast]:
    """A seminar with something of each sort that harms somebody, ended and published."""
    cast = Cast(storage, size=9)
    kari, people = cast.open_doors().facilitator, cast.people(9)
    kari.does("corner", None, kinds=["question"])
    cast.lead_to("finn")
    writer = next(p for p in people if p.own()["is_host"])
    problem = writer.does("add", title=SECRETS["problem"])["item"]
    writer.does("add", title="Bussen går ikke")
    cast.lead_to("huk")
    for person in people:
        person.does("ballot", items=[problem])
    cast.lead_to("saker")
    people[0].does("choose", group=cast.activity().groups()[0].id)
    cast.lead_to("ideer")
    people[0].does("add", title=SECRETS["idea"])
    cast.lead_to("sil")
    people[0].does("ballot", items=cast.step("sil").data["items"])
    cast.lead_to("kan")
    people[0].does("choose", group=cast.activity().groups()[0].id)
    people[0].does("write", field="mener", text=SECRETS["line"])
    people[1].does("ask", None, text=SECRETS["question"])
    cast.lead_to("avtaler")
    people[0].does("propose", what=SECRETS["deal"], item=cast.activity().taken()[0].id)
    people[0].does("propose", what="Felles skyss")
    cast.lead_to("slutt")
    for person in people:
        person.does("score", criterion="nytte", value=4)
        person.does("comment", words=SECRETS["words"])
    cast.lead_to("etter")
    kari.does("next")
    kari.does("end", None)
    publishing.publish(cast.db, cast.seminar)
    cast.db.commit()
    yield cast
    cast.close()


def hide(cast: Cast, what: str) -> None:
    kari = cast.facilitator
    if what in ("problem", "idea"):
        item = cast.db.scalar(select(Item.id).where(Item.title == SECRETS[what]))
        kari.does("hide", None, item=item, reason="Navngir en person")
    elif what == "deal":
        deal = cast.db.scalar(select(Agreement.id).where(Agreement.what == SECRETS[what]))
        kari.does("hide_agreement", "avtaler", agreement=deal, reason="Navngir en person")
    elif what == "line":
        kari.does("hide_line", "kan", field="mener", reason="Navngir en person",
                  group=cast.activity("kan").groups()[0].id)  # fmt: skip
    elif what == "words":
        kari.does("hide_words", "slutt", words=SECRETS["words"], reason="Navngir en person")
    else:
        card = cast.db.scalar(select(Question.id))
        kari.does("hide_question", None, question=card, reason="Navngir en person")


def everything(browser: FlaskClient, token: str) -> dict[str, str]:
    """Each public page and file, as text."""
    page, found = f"/outcome/{token}", {}
    readings = [f"{page}/report?reading={kind}" for kind in READINGS]
    data = f"{page}.json"
    files = [f"{page}/report/{kind}.{format}" for kind in READINGS for format in PUBLIC
             if format in ("pdf", "docx")]  # fmt: skip
    lists = [f"{page}/report/administrasjon.{format}" for format in ("xlsx", "csv", "json")]
    parts = [f"{page}/{kind}/1" for kind in ("problem", "idea", "agreement")]
    for address in [page, f"{page}/report", data, *readings, *files, *lists, *parts]:
        answer = browser.get(address, headers={"Accept-Language": "nb"})
        assert answer.status_code == 200 or address in parts, address
        found[address] = read(answer.data)
    return found


def read(file: bytes) -> str:
    if file.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(file)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    if file.startswith(b"PK"):
        held = zipfile.ZipFile(io.BytesIO(file))
        return " ".join(html.unescape(held.read(name).decode("utf-8", "replace"))
                        for name in held.namelist())  # fmt: skip
    return html.unescape(file.decode())


def test_a_text_that_is_hidden_afterwards_is_in_no_public_file(
    published: Cast, tmp_path: Path
) -> None:
    app = create_app(Config(data=tmp_path, secret="x" * 32), published.storage)
    browser, token = app.test_client(), published.seminar.token
    before = read(browser.get(f"/outcome/{token}.json").data)
    for what, secret in SECRETS.items():
        assert secret in before
        hide(published, what)
    published.db.commit()
    after = everything(browser, token)
    assert not [(address, secret) for address, text in after.items()
                for secret in SECRETS.values() if secret in text]  # fmt: skip
    assert "ble skjult etter at den ble publisert" in after[f"/outcome/{token}/report"]
    data = browser.get(f"/outcome/{token}.json").data
    assert hashlib.sha256(data).hexdigest() in after[f"/outcome/{token}/report"]
    assert recount(json.loads(data), "nb")[0], "what is left can be counted again"
    kept = published.db.scalars(select(Report)).all()
    assert not any(report.data for report in kept)


def test_a_corrected_version_stands_for_itself_again(published: Cast) -> None:
    hide(published, "deal")
    publishing.draft(published.db, published.seminar)
    publishing.save(published.db, published.seminar, 0, "deltakere", left_out=[], foreword="",
                    said="En avtale er tatt ut.")  # fmt: skip
    made = publishing.publish(published.db, published.seminar)
    seen = publishing.shown(published.db, published.seminar)
    assert (made.version, seen.data) == (2, made.data)
    with use("nb"):
        told = " ".join(publishing.notes(seen))
    assert "En avtale er tatt ut." in told and "skjult" not in told
