"""Coming in: by code, by QR, back again; and everything that can be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from demo.browser import Console, Phone
from demo.server import Running, running

pytestmark = pytest.mark.server
Joins = Callable[..., Phone]


def code_of(kari: Console) -> str:
    found = re.search(r"<dd>([A-Z0-9]{6})</dd>", kari.boards["console"])
    assert found
    return found.group(1)


def test_the_code_leads_to_the_seminar_however_it_is_typed(server: Running, kari: Console) -> None:
    code = code_of(kari)
    for typed in (code, code.lower(), f" {code[:3]}-{code[3:]} "):
        answer = requests.post(f"{server.base}/join", data={"code": typed}, timeout=10)
        assert answer.url.endswith(f"/s/{kari.token}")


def test_an_unknown_code_is_said_in_words_and_kept(server: Running, kari: Console) -> None:
    answer = requests.post(f"{server.base}/join", data={"code": "XXXXXX"}, timeout=10,
                           headers={"Accept-Language": "en"})  # fmt: skip
    assert answer.status_code == 422
    assert "No seminar has the code XXXXXX" in answer.text
    assert 'value="XXXXXX"' in answer.text


def test_an_unknown_link_is_a_page_and_not_a_stack(server: Running) -> None:
    answer = requests.get(f"{server.base}/s/nothing", timeout=10)
    assert answer.status_code == 404
    assert "<h1>" in answer.text
    assert "Traceback" not in answer.text


def test_a_broken_cookie_is_asked_to_join(server: Running, kari: Console, joins: Joins) -> None:
    anna = joins("Anna")
    for cookie in anna.http.cookies:
        cookie.value = "broken-" + "æ".encode("ascii", "ignore").decode() + "0"
    page = anna.http.get(f"{server.base}/s/{kari.token}", timeout=10)
    assert 'id="join-button"' in page.text


def test_the_return_code_brings_the_same_person_back(
    server: Running, kari: Console, joins: Joins
) -> None:
    anna = joins("Ånna")
    other = requests.Session()
    page = other.post(f"{server.base}/s/{kari.token}/back", timeout=10,
                      data={"code": f" {anna.own['code'].lower()} "})  # fmt: skip
    assert f'"me":{anna.own["me"]}' in page.text.replace("&#34;", '"')
    assert anna.do("profile", name="Anna")["ok"], "the first phone still speaks for her"


def test_a_wrong_return_code_is_said_in_words(server: Running, kari: Console) -> None:
    page = requests.post(f"{server.base}/s/{kari.token}/back", timeout=10,
                         data={"code": "AAAAAAAA"}, headers={"Accept-Language": "en"})  # fmt: skip
    assert page.status_code == 422
    assert "That return code is not known here" in page.text


def test_a_second_press_on_join_is_the_same_person(
    server: Running, kari: Console, joins: Joins
) -> None:
    anna = joins("Anna")
    page = anna.http.post(f"{server.base}/s/{kari.token}/join", data={"name": "Anna"}, timeout=10)
    assert f'"me":{anna.own["me"]}' in page.text.replace("&#34;", '"')


def test_everyone_picks_their_own_language(server: Running, kari: Console, joins: Joins) -> None:
    for language, word in (("nb", "Ankomst"), ("nn", "Framkomst"), ("en", "Arrival")):
        page = joins("Anna", language).http.get(f"{server.base}/s/{kari.token}", timeout=10)
        assert f'lang="{language}"' in page.text
        assert word in page.text


def test_the_start_link_can_be_used_once(server: Running, kari: Console) -> None:
    assert requests.get(server.link, timeout=10).status_code == 404


def test_what_is_typed_is_kept_when_an_account_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)  # a server that nobody has an account on
    with running(tmp_path) as fresh:
        told = {"name": "Kåre", "email": "kåre", "password": "kort"}
        page = requests.post(fresh.link, data=told, timeout=10)
        assert page.status_code == 422
        assert 'value="Kåre"' in page.text
        assert requests.get(fresh.link, timeout=10).status_code == 200, "the link still works"
