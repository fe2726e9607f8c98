"""The catalogues: complete, equal, and what a browser asks for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from translations import LANGUAGES, N_, _, best, day, decimal, language, ngettext, pick, use

ROOT = Path(__file__).parent.parent
TRANSLATED = [code for code in LANGUAGES if code != "en"]
MEND = "run bin/i18n, then translate what is empty in translations/*.po"


@cache
def extracted() -> set[str | tuple[str, ...]]:
    """Every text in code and templates, as bin/i18n finds them."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as opened:
        methods, options = parse_mapping_cfg(opened)  # type: ignore[no-untyped-call]
    found = extract_from_dir(ROOT, methods, options, {**DEFAULT_KEYWORDS, "N_": None})
    return {message for _file, _line, message, _comments, _context in found}


@cache
def catalogue(code: str) -> Catalog:
    with (ROOT / "translations" / f"{code}.po").open("rb") as opened:
        return read_po(opened, locale=code)


def messages(code: str) -> list[Message]:
    return [message for message in catalogue(code) if message.id]


def forms(text: Any) -> list[str]:
    """The one form of a plain text; both forms of one with numbers."""
    return [text or ""] if isinstance(text, str | None) else list(text)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", text))


def test_there_is_something_to_translate() -> None:
    assert len(extracted()) > 50


@pytest.mark.parametrize("code", TRANSLATED)
def test_gathering_the_texts_again_changes_nothing(code: str) -> None:
    known = {tuple(m.id) if m.pluralizable else m.id for m in messages(code)}
    assert not extracted() - known, MEND
    assert not known - extracted(), MEND


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated(code: str) -> None:
    empty = [m.id for m in messages(code) if not all(forms(m.string)) or m.fuzzy]
    assert not empty, MEND


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_text(code: str) -> None:
    for message in messages(code):
        wanted = set().union(*map(placeholders, forms(message.id)))
        for form in forms(message.string):
            lost = wanted - placeholders(form) - ({"%(n)s"} if message.pluralizable else set())
            assert not lost, f"{code}: {message.id} lacks {lost}"
            assert placeholders(form) <= wanted, f"{code}: {form}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_server_speaks_what_the_catalogue_says(code: str) -> None:
    plain = [(str(m.id), m.string) for m in messages(code) if not m.pluralizable]
    with use(code):
        stale = [text for text, wanted in plain if _(text) != wanted]
    assert not stale, "compiled from older texts: run bin/i18n"


@pytest.mark.parametrize("code", TRANSLATED)
def test_one_and_many_have_their_own_form(code: str) -> None:
    for message in (m for m in messages(code) if m.pluralizable):
        one, many = forms(message.id)
        names = {name[2:-2] for text in (one, many) for name in placeholders(text)} - {"n"}
        values: dict[str, Any] = dict.fromkeys(names, "x")
        for n, form in zip((1, 2), forms(message.string), strict=True):
            with use(code):
                assert ngettext(one, many, n, **values) == form % {**values, "n": n}


@pytest.mark.parametrize(
    ("code", "written"),
    [("nb", "24. desember 2026"), ("nn", "24. desember 2026"), ("en", "24 December 2026")],
)
def test_a_date_is_written_as_people_write_it(code: str, written: str) -> None:
    with use(code):
        assert day("2026-12-24") == day("2026-12-24T12:00:00Z") == written
        assert day("") == ""


@pytest.mark.parametrize(("code", "written"), [("nb", "4,08"), ("nn", "4,08"), ("en", "4.08")])
def test_decimals_have_the_mark_of_the_language(code: str, written: str) -> None:
    with use(code):
        assert decimal(4.079, 2) == decimal("4.0786", 2) == written
        assert decimal(0.5, 4) == written[0].replace("4", "0") + written[1] + "5000"


def test_english_is_the_text_itself() -> None:
    with use("en"):
        assert _("Next: %(title)s", title="50 %") == "Next: 50 %"
        assert _("50 %") == "50 %"
        assert _("") == ""
        assert ngettext("%(n)s vote", "%(n)s votes", 1) == "1 vote"
        assert ngettext("%(n)s vote", "%(n)s votes", 0) == "0 votes"
    assert N_("Next") == "Next"


def test_the_language_of_now_ends_with_its_block() -> None:
    with use("en"):
        with use("nn"):
            assert language() == "nn"
        assert language() == "en"
        with use("tlh"):
            assert language() == "nb"


def test_a_text_in_several_languages_is_picked_else_bokmal_else_any() -> None:
    with use("nn"):
        assert pick({"nb": "ikke", "nn": "ikkje", "en": "not"}) == "ikkje"
        assert pick({"nb": "ikke", "en": "not"}) == "ikke"
        assert pick({"en": "not"}) == "not"
        assert pick({}) == ""


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("no-NO,no;q=0.9,en;q=0.5", "nb"),
        ("no", "nb"),
        ("nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en-US;q=0.5", "nb"),
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("en-GB,en;q=0.9", "en"),
        ("en;q=0.3, nn;q=0.8", "nn"),
        ("pl,en;q=0.5", "en"),
        ("en;q=0,nn;q=0.1", "nn"),
        ("en; q=0.2, nn; q=0.8", "nn"),
        ("pl", "nb"),
        ("*", "nb"),
        ("", "nb"),
        ("en;q=much", "nb"),
    ],
)
def test_the_language_a_browser_asks_for(asked: str, given: str) -> None:
    assert best(asked) == given
