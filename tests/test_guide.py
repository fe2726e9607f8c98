"""The facilitator's guide: both languages say the same, with words and pictures as they are."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

import translations
from tests.journeys.pictures import GUIDE, PICTURES

QUOTED = {"nb": r"\*\*«([^»]+)»\*\*", "en": r"\*\*“([^”]+)”\*\*"}


def text(language: str) -> str:
    return (GUIDE / f"{language}.md").read_text("utf-8")


def shown(language: str) -> set[str]:
    """Everything the pages say in a language, numbers apart."""
    with (translations.HERE / "nb.mo").open("rb") as opened:
        catalogue = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
    said = catalogue.items()
    words = {k if isinstance(k, str) else k[0] for k, _ in said} if language == "en" else {
        v for _, v in said}  # fmt: skip
    return {re.sub(r"%\(n\)s", "#", word) for word in words}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_button_in_the_guide_is_called_so(language: str) -> None:
    quoted = re.findall(QUOTED[language], text(language).replace("\n", " "))
    assert len(quoted) > 12
    named = {re.sub(r"\d+", "#", word) for word in quoted if word not in ("halvfet skrift", "bold")}
    assert named - shown(language) == set()


def test_both_languages_have_the_same_chapters_and_pictures() -> None:
    for what in (r"^#+ ", r"^\| ", r"!\[[^]]*\]\(([^)]+)\)"):
        found = [re.findall(what, text(language), re.M) for language in ("nb", "en")]
        assert found[0] == found[1]


def test_every_picture_is_one_that_the_journey_takes() -> None:
    for language in ("nb", "en"):
        named = set(re.findall(r"\(([a-z-]+)\.png\)", text(language)))
        assert named == set(PICTURES)
    assert {p.stem for p in Path(GUIDE).glob("*.png")} == set(PICTURES)
