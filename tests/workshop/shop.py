"""A browser in the method workshop, and its forms as it would post them."""

from __future__ import annotations

import re
from html import unescape

from flask.testing import FlaskClient

from models import OwnMethod
from tests.cast import Cast

DOT = re.S


def signed_in(client: FlaskClient, number: int) -> FlaskClient:
    with client.session_transaction() as session:
        session["facilitator"] = number
        session["language"] = "nb"
    return client


def copied(client: FlaskClient, cast: Cast, method: str = "ovre_eiker") -> OwnMethod:
    answer = client.post("/facilitator/workshop/copies", data={"method": method})
    assert answer.status_code == 303
    return own(cast, int(answer.location.rsplit("/", 1)[1]))


def own(cast: Cast, number: int) -> OwnMethod:
    with cast.storage.reading() as db:
        found = db.get(OwnMethod, number)
        assert found is not None
        return found


def kept(cast: Cast) -> int:
    """How many methods of their own people have."""
    with cast.storage.reading() as db:
        return db.query(OwnMethod).count()


def filled(page: str) -> dict[str, object]:
    """The step's form as the browser would post it."""
    form = page[page.index('id="step-form"') :].partition("</form>")[0]
    data: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            there = data.setdefault(name[1], [])
            assert isinstance(there, list)
            there.append(unescape(value[1]) if value else "")
    for area, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, DOT):
        data[area] = unescape(text)
    for select, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, DOT):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        data[select] = unescape(chosen[1]) if chosen else ""
    return data
