"""The workshop with two accounts on one server, and the guide of a method."""

from __future__ import annotations

from html import unescape

from flask.testing import FlaskClient

from methods.checking import check
from models import OwnMethod
from tests.cast import Cast
from tests.workshop.shop import copied, filled, own

# --- two accounts on one server ------------------------------------------------------------------


def shares(client: FlaskClient, made: OwnMethod, how: str) -> None:
    answer = client.post(f"/facilitator/workshop/{made.id}", data={"do": "share", "shared": how})
    assert answer.status_code == 303


def test_two_facilitators_editing_one_method_get_a_conflict_with_both_texts(
    client: FlaskClient, ola: FlaskClient, cast: Cast
) -> None:
    made = copied(client, cast)
    shares(client, made, "edit")
    address = f"/facilitator/workshop/{made.id}/steps/4"
    hers, his = filled(client.get(address).text), filled(ola.get(address).text)
    assert client.post(address, data=hers | {"title.nb": "Huk av nå"}).status_code == 200
    answer = ola.post(address, data=his | {"title.nb": "Kryss av"})
    assert answer.status_code == 422
    assert "Kryss av" in answer.text and "Huk av nå" in answer.text
    assert "av en kollega" in answer.text
    assert own(cast, made.id).data["step"][4]["title"]["nb"] == "Huk av nå"
    assert ola.post(address, data=filled(answer.text)).status_code == 200
    assert own(cast, made.id).data["step"][4]["title"]["nb"] == "Kryss av"
    late = client.post(address, data=hers | {"title.nb": "Mitt"})
    assert late.status_code == 422 and "Kryss av" in late.text, "and the other way"


def test_what_is_shared_to_copy_can_be_used_and_copied_and_not_changed(
    client: FlaskClient, ola: FlaskClient, cast: Cast
) -> None:
    made = copied(client, cast)
    assert "Delt av de andre" not in ola.get("/facilitator/workshop").text
    assert ola.post("/facilitator/workshop/copies",
                    data={"method": f"own-{made.id}"}).status_code == 404  # fmt: skip
    shares(client, made, "copy")
    shelf = ola.get("/facilitator/workshop").text
    assert "Delt av de andre" in shelf and "Kari deler den" in shelf
    assert ola.get(f"/facilitator/workshop/{made.id}").status_code == 404
    assert ola.get(f"/facilitator/workshop/{made.id}/guide").status_code == 404
    assert ola.get(f"/facilitator/new?method=own-{made.id}").status_code == 200
    copy = ola.post("/facilitator/workshop/copies", data={"method": f"own-{made.id}"})
    his = own(cast, int(copy.location.rsplit("/", 1)[1]))
    assert his.facilitator_id != made.facilitator_id and his.shared == ""
    assert his.data["title"]["nb"] == "Øvre Eiker-metoden (kopi) (kopi)"
    assert his.data["step"] == made.data["step"]


def test_only_its_owner_shares_a_method_and_throws_it_away(
    client: FlaskClient, ola: FlaskClient, cast: Cast
) -> None:
    made = copied(client, cast)
    shares(client, made, "edit")
    address = f"/facilitator/workshop/{made.id}"
    page = ola.get(address).text
    assert "Kari deler denne metoden" in page
    assert 'id="share-form"' not in page and 'id="throw-form"' not in page
    revision = own(cast, made.id).revision
    assert ola.post(address, data={"do": "share", "shared": ""}).status_code == 404
    assert ola.post(address, data={"do": "throw", "revision": revision}).status_code == 404
    assert client.post(address, data={"do": "share", "shared": "alle"}).status_code == 422
    shares(client, made, "")
    assert ola.get(address).status_code == 404


# --- the guide -----------------------------------------------------------------------------------


def test_a_guide_is_written_checked_and_read_in_the_file(client: FlaskClient, cast: Cast) -> None:
    made = copied(client, cast)
    address = f"/facilitator/workshop/{made.id}/guide"
    page = client.get(address).text
    assert 'name="example.nb"' in page and made.data["guide"]["avoid"]["nn"] in unescape(page)
    data = filled(page.replace('id="guide-form"', 'id="step-form"'))
    assert 'id="saved"' in client.post(address, data=data).text
    assert own(cast, made.id).data["guide"] == made.data["guide"], "saving changes nothing"
    data["revision"] = [str(own(cast, made.id).revision)]
    data |= {"example.nb": "Slik gikk det i Granvik.", "script.nb": "Én", "script.nn": "Ein\nTo",
             "script.en": "One\nTwo", "avoid.en": ""}  # fmt: skip
    wrong = client.post(f"{address}/check", data=data).get_json()
    assert wrong == {"script": "linje 2: mangler tekst på nb", "avoid": "mangler tekst på en"}
    kept = client.post(address, data=data)
    assert 'id="kept"' in kept.text and "mangler tekst på nb" in kept.text
    running = client.get(f"/facilitator/workshop/{made.id}").text
    assert 'id="to-guide"' in running and "2 ting må rettes" in running
    assert (
        "Slik gikk det i Granvik."
        in client.get(f"/facilitator/workshop/{made.id}/method.toml").text
    )


def test_an_empty_guide_is_none_and_an_old_one_is_a_conflict(
    client: FlaskClient, cast: Cast
) -> None:
    made = copied(client, cast, "igp")
    address = f"/facilitator/workshop/{made.id}/guide"
    told = {"revision": str(made.revision)}
    assert 'id="saved"' in client.post(address, data=told).text
    assert "guide" not in own(cast, made.id).data
    assert not check(own(cast, made.id).data)[1], "a method without a guide can be run"
    late = client.post(address, data=told | {"example.nb": "Mitt eksempel"})
    assert late.status_code == 422 and "Mitt eksempel" in late.text
