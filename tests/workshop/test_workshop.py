"""The method workshop: a method is copied, changed, checked, taken out and brought in again."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient

from methods import workshop
from methods.catalogue import library, parse
from methods.checking import check
from models import Facilitator, Seminar
from tests.cast import Cast
from tests.workshop.shop import copied, filled, kept, own, signed_in

WORDS = '{ nb = "a", nn = "a", en = "a" }'


@pytest.mark.parametrize("method", sorted(library()))
def test_a_copy_is_the_method_and_comes_back_from_its_file(
    client: FlaskClient, cast: Cast, method: str
) -> None:
    made = copied(client, cast, method)
    again = parse(workshop.export(made), "again.toml")
    whole = library()[method]
    assert again.title["nb"] == f"{whole.title['nb']} (kopi)"
    assert [s.settings for s in again.steps] == [s.settings for s in whole.steps]
    assert [(s.key, s.sources, s.take, s.minutes) for s in again.steps] == [
        (s.key, s.sources, s.take, s.minutes) for s in whole.steps
    ]


@pytest.mark.parametrize("method", sorted(library()))
def test_saving_a_step_as_it_stands_changes_nothing(
    client: FlaskClient, cast: Cast, method: str
) -> None:
    made = copied(client, cast, method)
    before, _faults = check(made.data)
    for place in range(len(made.data["step"])):
        page = client.get(f"/facilitator/workshop/{made.id}/steps/{place}").text
        saved = client.post(f"/facilitator/workshop/{made.id}/steps/{place}", data=filled(page))
        assert 'id="saved"' in saved.text, place
    after, faults = check(own(cast, made.id).data)
    assert not faults
    assert before is not None and after is not None
    assert [s.settings for s in after.steps] == [s.settings for s in before.steps]


def test_a_mistake_is_kept_and_told_beside_its_field(client: FlaskClient, cast: Cast) -> None:
    made = copied(client, cast)
    address = f"/facilitator/workshop/{made.id}/steps/4"
    data = filled(client.get(address).text) | {"s.target": "mange", "title.nn": ""}
    checked = client.post(f"{address}/check", data=data).get_json()
    assert checked["s.target"].startswith("'mange' kan ikke brukes her; skal være")
    assert "nn" in checked["title"]
    page = client.post(address, data=data).text
    assert 'value="mange"' in page and "kan ikke brukes her" in page
    assert own(cast, made.id).data["step"][4]["target"] == "mange"
    running = client.get(f"/facilitator/workshop/{made.id}").text
    assert "2 ting må rettes" in running and 'id="plan-with"' not in running
    assert client.get(f"/facilitator/new?method=own-{made.id}").status_code == 404


def test_steps_are_added_moved_and_taken_out(client: FlaskClient, cast: Cast) -> None:
    made = copied(client, cast)
    address = f"/facilitator/workshop/{made.id}"

    def does(**data: object) -> int:
        told = {"revision": own(cast, made.id).revision, **data}
        return client.post(address, data=told).status_code

    assert does(do="down", place=0) == 303
    assert does(do="cut", place=2) == 303
    assert does(do="add", activity="vote") == 303
    keys = [row["id"] for row in own(cast, made.id).data["step"]]
    assert keys[:3] == ["aapning", "ankomst", "samle"]
    assert keys[-1] == "vote_1"
    assert does(do="add", activity="slides") == 422
    assert does(do="cut", place=99) == 422


def test_a_seminar_is_planned_with_ones_own_method(client: FlaskClient, cast: Cast) -> None:
    made = copied(client, cast)
    form = {"method": f"own-{made.id}", "title": "Vårt", "question": "Hva nå?", "size": "40"}
    assert client.post("/facilitator/new", data=form).status_code == 303
    with cast.storage.reading() as db:
        seminar = db.query(Seminar).order_by(Seminar.id.desc()).first()
        assert seminar is not None
        assert len(seminar.steps) == 13
        assert seminar.method_title["nb"] == "Øvre Eiker-metoden (kopi)"


def test_two_windows_get_a_conflict_with_both_texts(client: FlaskClient, cast: Cast) -> None:
    made = copied(client, cast)
    address = f"/facilitator/workshop/{made.id}/steps/4"
    mine = filled(client.get(address).text) | {"title.nb": "Kryss av"}
    assert client.post(address, data=mine | {"title.nb": "Huk av nå"}).status_code == 200
    answer = client.post(address, data=mine)
    assert answer.status_code == 422
    assert "Kryss av" in answer.text and "Huk av nå" in answer.text
    assert own(cast, made.id).data["step"][4]["title"]["nb"] == "Huk av nå"
    again = client.post(address, data=filled(answer.text))
    assert again.status_code == 200
    assert own(cast, made.id).data["step"][4]["title"]["nb"] == "Kryss av"


def brought_in(client: FlaskClient, text: bytes | str) -> tuple[int, str]:
    data = text if isinstance(text, bytes) else text.encode()
    answer = client.post("/facilitator/workshop/imports",
                         data={"file": (io.BytesIO(data), "fra-nabo.toml")})  # fmt: skip
    return answer.status_code, answer.text


def test_a_file_comes_in_with_its_texts_shown_literally(client: FlaskClient, cast: Cast) -> None:
    made = copied(client, cast, "igp")
    text = workshop.export(made).replace("(kopi)", "<script>alert(1)</script>")
    assert brought_in(client, text)[0] == 303
    page = client.get("/facilitator/workshop").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(("text", "told"), [
    ("dette er ikke toml", "fra-nabo.toml: dette er ikke TOML"),
    (b"\xff\xfe\x00", "ikke en tekstfil i UTF-8"),
    (f'id = "x"\nslik = "what"\ntitle = {WORDS}\npurpose = {WORDS}\nhack = 1\n',
     "fra-nabo.toml, nøkkel &#39;hack&#39;: er ukjent; skal være en av"),
    ("a = " + "[" * 5000 + "]" * 5000, "dette er ikke TOML"),
    ("a = " + "[" * 20 + "]" * 20, "for mange nivåer inni hverandre"),
    ("x = 1\n" * 3 + "#" * 100_001, "fila har mer enn"),
    (f'id = "../x"\nslik = "what"\ntitle = {WORDS}\npurpose = {WORDS}\n',
     "&#39;../x&#39; kan ikke brukes her"),
])  # fmt: skip
def test_a_bad_file_changes_nothing_and_says_what_is_wrong(
    client: FlaskClient, cast: Cast, text: bytes | str, told: str
) -> None:
    status, page = brought_in(client, text)
    assert status == 422
    assert told in page
    assert kept(cast) == 0


def test_a_method_that_loops_forever_is_refused(client: FlaskClient, cast: Cast) -> None:
    step = f"title = {WORDS}\nlead = {WORDS}\nminutes = {{ 40 = 5 }}\n"
    text = (
        f'id = "x"\nslik = "what"\ntitle = {WORDS}\npurpose = {WORDS}\n'
        f'[[step]]\nid = "a"\ndo = "gather"\n{step}[[step]]\nid = "b"\ndo = "decide"\n{step}'
        f'options = [{{ key = "x", label = {WORDS}, to = "a" }}, '
        f'{{ key = "y", label = {WORDS}, to = "a" }}]\n'
    )
    status, page = brought_in(client, text)
    assert status == 422
    assert "fra-nabo.toml, steg &#39;b&#39;, nøkkel &#39;options" in page


def test_another_facilitators_method_is_not_found(client: FlaskClient, cast: Cast) -> None:
    made = copied(client, cast)
    ola = Facilitator(name="Ola", email="ola@example.org", password_hash="-", created_at=0.0)
    cast.db.add(ola)
    cast.db.commit()
    number = ola.id
    cast.db.rollback()
    signed_in(client, number)
    for path in ("", "/steps/0", "/method.toml", "/steps/0/preview/phone"):
        assert client.get(f"/facilitator/workshop/{made.id}{path}").status_code == 404
    assert client.post(f"/facilitator/workshop/{made.id}", data={"do": "throw"}).status_code == 404
    assert client.get(f"/facilitator/new?method=own-{made.id}").status_code == 404


def test_a_method_is_thrown_away(client: FlaskClient, cast: Cast) -> None:
    made = copied(client, cast)
    told = {"do": "throw", "revision": made.revision}
    assert client.post(f"/facilitator/workshop/{made.id}", data=told).status_code == 303
    assert kept(cast) == 0
