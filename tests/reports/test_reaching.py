"""Invitations to those who reach many: whole, in each language, with the channel's own link."""

from __future__ import annotations

import pytest

from reports.prints.invitation import texts
from tests.cast import Cast
from translations import use

MANY = ("union", "club", "school", "press")
WORDS = {
    "nb": ("tillitsvalgte", "styret", "elever", "Pressemelding", "ikke en forhandling"),
    "nn": ("tillitsvalde", "styret", "elevar", "Pressemelding", "ikkje ei forhandling"),
    "en": ("union representatives", "board", "pupils", "Press release", "not a negotiation"),
}


def ready(cast: Cast) -> Cast:
    cast.facilitator.does("invitation", None, begins="2026-12-01T18:00", venue="Granvik kulturhus")
    cast.seminar.contact = "Kari, kari@example.org"
    return cast


@pytest.mark.parametrize("language", WORDS)
def test_each_has_who_what_when_where_and_the_link(cast: Cast, language: str) -> None:
    ready(cast)
    with use(language):
        told = texts(cast.seminar, "https://floke.test", "k4nal")
    for name in MANY:
        for part in (cast.seminar.title, cast.seminar.question, "Granvik kulturhus", "2026",
                     cast.seminar.promise, "kari@example.org",
                     f"https://floke.test/s/{cast.seminar.token}?channel=k4nal"):  # fmt: skip
            assert part in told[name], (name, part)
    union, club, school, press, bargain = WORDS[language]
    for name, word in zip(MANY, (union, club, school, press), strict=True):
        assert word in told[name]
    assert bargain in told["union"]


def test_nothing_is_promised_that_is_not_known(cast: Cast) -> None:
    cast.seminar.sponsor = cast.seminar.promise = cast.seminar.contact = ""
    with use("nb"):
        told = texts(cast.seminar, "https://floke.test")
    for name in MANY:
        assert "None" not in told[name] and "\n\n\n" not in told[name]
        assert "Når og hvor" not in told[name] and "Hva som skjer etterpå" not in told[name]
    assert "Du er invitert til" in told["union"] and "Alle er invitert til" in told["press"]
