"""The FAQ, made of what was answered in seminars; and the guide to the five components."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from app import create_app
from config import Config
from methods import removal
from methods.components import COMPONENTS, GUIDE
from models import Question
from storage import Storage
from tests.cast import Cast, kari
from tests.facilitator.test_examples import seen, signed_in
from translations import LANGUAGES


def test_an_answered_question_becomes_one_of_the_faq(
    cast: Cast, storage: Storage, tmp_path: Path
) -> None:
    number = kari(cast.db).id
    browser = signed_in(create_app(Config(data=tmp_path, secret="x" * 32), storage), number)
    for text, state in (("Hva koster det?", "answered"), ("Er det lov?", "waiting"),
                        ("Hvem betaler?", "answered")):  # fmt: skip
        cast.db.add(Question(seminar_id=cast.seminar.id, text=text, state=state, at=0,
                             answer="Ingenting." if state == "answered" else ""))  # fmt: skip
    cast.db.commit()

    def does(do: str, number: str = "", status: int = 303, **more: str) -> str:
        answer = browser.post("/facilitator/faq", data={"do": do, "number": number, **more})
        assert answer.status_code == status
        return str(answer.text)

    def public() -> list[str]:
        return re.findall(r'id="question-\d+"[^>]*>([^<]+)<', browser.get("/faq").text)

    waiting = re.findall(r'id="promote-(\d+)"', browser.get("/facilitator/faq").text)
    assert len(waiting) == 2 and public() == []
    for number in reversed(waiting):
        does("promote", number)
    does("promote", waiting[0], 422)
    does("add", question="Hvor lenge varer det?", answer="Tre timer.")
    assert public() == ["Hva koster det?", "Hvem betaler?", "Hvor lenge varer det?"]
    last = re.findall(r'id="remove-(\d+)"', browser.get("/facilitator/faq").text)[-1]
    does("up", last)
    mine: dict[str, Any] = {"question": "Hvor lenge?", "answer": "To timer."}
    assert "To timer." in does("edit", last, 422, seen="en kollegas", **mine)
    page = browser.get("/facilitator/faq").text.split("<li ")[2]
    assert "Mitt svar" in does("edit", last, 422, question="", answer="Mitt svar", seen=seen(page))
    does("edit", last, seen=seen(page), **mine)
    assert public() == ["Hva koster det?", "Hvor lenge?", "Hvem betaler?"]
    does("remove", last)
    removal.remove(cast.db, cast.seminar)  # the answers outlive the seminar they came from
    cast.db.commit()
    assert public() == ["Hva koster det?", "Hvem betaler?"]


def test_the_guide_has_every_component_in_every_language() -> None:
    assert list(GUIDE) == list(COMPONENTS)
    for told in GUIDE.values():
        assert len(told["steps"]) == 3
        for words in (told["example"], told["pitfall"], *told["steps"]):
            assert set(words) == set(LANGUAGES) and all(words.values())
