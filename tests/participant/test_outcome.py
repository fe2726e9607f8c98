"""The outcome page as a citizen reads it, through the real pages, after Granvik's whole day."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from config import Config
from tests.conftest import fresh
from tests.methods.granvik import Granvik


class Citizen:
    """Somebody with the link, and a browser that asks for bokmål."""

    def __init__(self, granvik: Granvik, browser: FlaskClient) -> None:
        self.granvik, self.browser = granvik, browser
        self.page = f"/outcome/{granvik.cast.seminar.token}"

    def reads(self, path: str = "", status: int = 200) -> str:
        address = path if path.startswith("/outcome") else self.page + path
        answer = self.browser.get(address, headers={"Accept-Language": "nb"})
        assert answer.status_code == status, address
        return html.unescape(answer.text)

    def links(self, path: str, kind: str) -> list[str]:
        found = re.findall(rf'href="({self.page}/{kind}/\d+)"', self.reads(path))
        return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def citizen(migrated: Path | str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Citizen]:
    folder = tmp_path_factory.mktemp("granvik")
    with fresh(migrated, folder) as storage:
        granvik = Granvik(storage)
        granvik.to_the_end()
        granvik.cast.db.commit()  # nothing is left open
        app = create_app(Config(data=folder, secret="x" * 32), storage)
        yield Citizen(granvik, app.test_client())
        granvik.cast.close()


def test_the_page_tells_what_was_asked_and_what_came_of_it(citizen: Citizen) -> None:
    page = citizen.reads()
    assert "Hva skal til for at flere blir boende på bygda?" in page
    assert page.count('class="outcome-topic"') == 10 and page.count('class="outcome-deal"') == 7
    assert '<meta property="og:title" content="Bygda i 2040">' in page
    assert "Seminaret pågår" not in page
    assert f"{citizen.page}/report" in page and f"{citizen.page}.json" in page


def test_names_stand_there_only_with_a_yes(citizen: Citizen) -> None:
    every = citizen.reads() + citizen.reads("/agreement/1") + citizen.reads("/agreement/2")
    assert "Samler 1" in every and "Samler 3" in every
    assert "Samler 2" not in every and "Samler 4" not in every


def test_one_click_from_an_agreement_to_its_problem_and_back(citizen: Citizen) -> None:
    for number in range(1, 8):
        [problem, *_merged] = citizen.links(f"/agreement/{number}", "problem")
        assert f"{citizen.page}/agreement/{number}" in citizen.links(problem, "agreement")
        assert problem in citizen.links("", "problem")


def test_a_citizen_finds_her_sentence_without_javascript(citizen: Citizen) -> None:
    page = citizen.reads("?q=bord+7,+problem+1")
    assert "Bord 7, problem 1: ærlig talt" in page
    hit = re.search(rf'id="hits">.*?href="({citizen.page}/problem/\d+)"', page, re.S)
    assert hit and "Den fikk" in citizen.reads(hit[1])
    assert "Ingen tekst har de ordene" in citizen.reads("?q=kvantefysikk")
    raw = citizen.browser.get(citizen.page, query_string={"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in raw.text and "&lt;script&gt;" in raw.text


def test_what_is_not_there_is_said_in_words(citizen: Citizen) -> None:
    for path in ("/problem/999", "/idea/999", "/agreement/999"):
        assert "Her er det ingenting" in citizen.reads(path, 404)
    assert "Bygda i 2040" in citizen.reads("/report")
