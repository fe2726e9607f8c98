"""The report's way out, as pages: proof-read, published, corrected, and nothing typed lost."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select, update

from app import create_app
from config import Config
from methods.removal import remove
from methods.shelf import alone
from models import Agreement, Report, Seminar
from reports import seal
from storage import Storage
from tests.cast import Cast, kari

FOREWORD = "Takk til alle som kom en mørk kveld."


@pytest.fixture
def desk(storage: Storage, tmp_path: Path) -> Iterator[SimpleNamespace]:
    """Kari's seminar with one agreement, whose collector has said yes to being named."""
    cast = Cast(storage, size=12, method=alone()["alone_agree"], lines="Kino\nSkyss")
    anna = cast.join("Anna")
    deal = anna.does("propose", what="Delebil")["agreement"]
    anna.does("collect", agreement=deal, name="Anna Ås", contact="900 00 000",
              consent_group=True, consent_public=True)  # fmt: skip
    app = create_app(Config(data=tmp_path, secret="x" * 32), storage)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["facilitator"], session["language"] = kari(cast.db).id, "nb"
    made = SimpleNamespace(cast=cast, kari=browser, number=cast.seminar.id, storage=storage,
                           guest=app.test_client(), token=cast.seminar.token)  # fmt: skip
    cast.db.commit()  # one writes at a time
    yield made
    cast.close()


def ended(desk: SimpleNamespace) -> SimpleNamespace:
    desk.cast.facilitator.does("close")
    desk.cast.facilitator.does("end")
    desk.cast.db.commit()
    return desk


def form(desk: SimpleNamespace, reading: str = "deltakere") -> dict[str, Any]:
    """What the page's form holds now."""
    page = desk.kari.get(f"/facilitator/{desk.number}/report?reading={reading}").text
    offered = re.findall(r'name="offered" value="([\w-]+)"', page)
    ticked = [i for i in offered if re.search(f'value="{i}" checked', page)]
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision and offered
    foreword = re.search(r'dir="auto">([^<]*)</textarea>', page)
    return {"reading": reading, "revision": revision[1], "offered": offered, "section": ticked,
            "foreword": foreword[1] if foreword else "", "said": ""}  # fmt: skip


def send(desk: SimpleNamespace, then: str, **changes: Any) -> Any:
    typed = {**form(desk, changes.get("reading", "deltakere")), **changes, "then": then}
    return desk.kari.post(f"/facilitator/{desk.number}/report", data=typed)


def publish(desk: SimpleNamespace, **changes: Any) -> None:
    assert send(desk, "publish", **changes).status_code == 303


def changes(desk: SimpleNamespace, **values: Any) -> None:
    with desk.storage.writing() as db:
        db.execute(update(Agreement).values(**values))
        db.commit()


def reports(desk: SimpleNamespace) -> list[Report]:
    with desk.storage.reading() as db:
        return list(db.scalars(select(Report).order_by(Report.version)))


def outcome_page(desk: SimpleNamespace, query: str = "") -> str:
    answer = desk.guest.get(
        f"/outcome/{desk.token}/report?language=nb{query}", follow_redirects=True
    )
    return str(answer.text)


def test_a_draft_is_saved_and_read_through(desk: SimpleNamespace) -> None:
    answer = send(desk, "look", foreword=FOREWORD, section=["deals", "next"])
    page = desk.kari.get(answer.location).text
    assert FOREWORD in page and "Dette er et utkast" in page
    assert re.findall(r"<h2>([^<]+)</h2>", page) == [
        "Avtalene – hvem gjør hva nå", "Hva skjer nå, og når hører du fra oss"]  # fmt: skip
    assert form(desk)["foreword"] == FOREWORD
    assert FOREWORD not in outcome_page(desk, "&reading=deltakere")  # half written, not for all


def test_nothing_is_published_while_the_seminar_goes_on(desk: SimpleNamespace) -> None:
    answer = send(desk, "publish", foreword=FOREWORD)
    assert answer.status_code == 422 and "pågår fortsatt" in answer.text
    assert form(desk)["foreword"] == FOREWORD
    assert "Dette er et utkast" in outcome_page(ended(desk))


def test_the_first_version_has_number_date_and_fingerprint(desk: SimpleNamespace) -> None:
    publish(ended(desk), foreword=FOREWORD)
    data = desk.guest.get(f"/outcome/{desk.token}.json").data
    print_ = hashlib.sha256(data).hexdigest()
    for page in (outcome_page(desk), outcome_page(desk, "&reading=deltakere"),
                 outcome_page(desk, "&reading=politikere")):  # fmt: skip
        assert "Versjon 1, publisert" in page and print_ in page and "utkast" not in page
    assert FOREWORD in outcome_page(desk, "&reading=deltakere")


def test_one_changed_byte_is_another_fingerprint(desk: SimpleNamespace) -> None:
    publish(ended(desk))
    data = str(desk.guest.get(f"/outcome/{desk.token}.json").text)
    assert seal.canonical(json.loads(data)) == data
    assert seal.fingerprint(data) != seal.fingerprint(data.replace("Delebil", "delebil"))


def test_a_corrected_report_says_what_changed(desk: SimpleNamespace) -> None:
    publish(ended(desk))
    changes(desk, what="Delebil i bygda")
    assert "Delebil i bygda" not in outcome_page(desk)  # what is published stays as it is
    answer = send(desk, "publish")
    assert answer.status_code == 422 and "Si i en setning hva som er rettet" in answer.text
    publish(desk, said="Avtalen fikk sitt rette navn.")
    told = outcome_page(desk, "&reading=administrasjon")
    assert "Versjon 2, publisert" in told and "Delebil i bygda" in told
    assert "Rettet siden versjon 1: Avtalen fikk sitt rette navn." in told
    assert "Avtaler som er endret: Delebil i bygda" in told
    assert form(desk)["said"] == ""
    versions = desk.kari.get(f"/facilitator/{desk.number}/report").text
    assert versions.index("Versjon 2") < versions.index("Versjon 1")


def test_a_version_in_which_nothing_is_new_is_not_made(desk: SimpleNamespace) -> None:
    publish(ended(desk))
    answer = send(desk, "publish", said="Ingenting")
    assert answer.status_code == 422 and "Ingenting er endret" in answer.text
    assert len(reports(desk)) == 1


def test_a_name_that_is_taken_back_is_gone_from_what_was_published(desk: SimpleNamespace) -> None:
    publish(ended(desk))
    assert "Anna Ås" in outcome_page(desk, "&reading=deltakere")
    [frozen] = reports(desk)
    assert "Anna Ås" not in frozen.data and "900 00 000" not in frozen.data
    changes(desk, consent_public=False)
    for query in ("", "&reading=deltakere", "&reading=administrasjon"):
        assert "Anna Ås" not in outcome_page(desk, query)
    assert frozen.fingerprint in outcome_page(desk)


def test_two_who_write_at_once_both_see_both_texts(desk: SimpleNamespace) -> None:
    mine = {**form(desk), "foreword": "Mitt forord", "then": "save"}
    send(desk, "save", foreword="Ditt forord")
    answer = desk.kari.post(f"/facilitator/{desk.number}/report", data=mine)
    assert answer.status_code == 409
    assert "Mitt forord" in answer.text and "Ditt forord" in answer.text
    revision = re.search(r'name="revision" value="(\d+)"', answer.text)
    assert revision
    answer = desk.kari.post(f"/facilitator/{desk.number}/report",
                            data={**mine, "revision": revision[1]})  # fmt: skip
    assert answer.status_code == 303 and form(desk)["foreword"] == "Mitt forord"


def test_a_text_that_is_too_long_stands_there_still(desk: SimpleNamespace) -> None:
    answer = send(desk, "save", foreword="x" * 4001, section=["deals"])
    assert answer.status_code == 422 and "x" * 4001 in answer.text
    assert re.findall(r'value="([\w-]+)" checked', answer.text) == ["deals"]


def test_each_reading_has_its_own_foreword(desk: SimpleNamespace) -> None:
    assert send(desk, "politikere", foreword=FOREWORD).location.endswith("reading=politikere")
    assert form(desk, "politikere")["foreword"] == ""
    assert form(desk)["foreword"] == FOREWORD


def test_the_report_goes_with_its_seminar(desk: SimpleNamespace) -> None:
    publish(ended(desk))
    with desk.storage.writing() as db:
        remove(db, db.get(Seminar, desk.number))
        db.commit()
    assert reports(desk) == []


def test_the_ended_seminar_has_files_for_decidim(desk: SimpleNamespace) -> None:
    assert "decidim.zip" not in desk.kari.get(f"/facilitator/{desk.number}/report").text
    desk.cast.facilitator.does("end")
    desk.cast.db.commit()
    assert "decidim.zip" in desk.kari.get(f"/facilitator/{desk.number}/report").text
    sent = desk.kari.get(f"/facilitator/{desk.number}/decidim.zip")
    assert sent.mimetype == "application/zip" and sent.data[:2] == b"PK"
