"""Pairs that say the same are found, in both kinds of Norwegian and in English, and it says why."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from methods.activities.sort import similarity, words
from methods.activities.sort.similarity import Alike, pairs
from methods.activities.sort.views import why
from translations import use

BYGDA = """Bussen går ikke om kvelden|Butikken er lagt ned|Fastlegen slutter til jul
Skoleveien er farlig uten lys|For få boliger for unge familier|Ungdommen flytter etter skolen
Mobildekningen faller ut i dalen|Eldre mangler en møteplass|Ferja er innstilt hver vinter
Lønna i barnehagen er for lav|Idrettshallen er alltid opptatt|Vannet smaker vondt om våren
Gang- og sykkelvei mangler langs riksveien|Kommunen svarer ikke på e-post
Ingen vil være leder i grendelaget""".replace("\n", "|").split("|")
NYNORSK = """Bussen går ikkje om kvelden|Butikken er lagd ned|Fastlegen sluttar til jul
Skulevegen er farleg utan lys|For få bustader for unge familiar|Ungdomen flyttar etter skulen
Mobildekninga fell ut i dalen|Eldre manglar ein møteplass|Ferja er innstilt kvar vinter
Løna i barnehagen er for låg|Idrettshallen er alltid oppteken|Vatnet smakar vondt om våren
Gang- og sykkelveg manglar langs riksvegen|Kommunen svarar ikkje på e-post
Ingen vil vere leiar i grendelaget""".replace("\n", "|").split("|")
TOWN = """The bus never runs after six|Rents are too high for young families
There is nowhere to charge an electric car|The library closes at four
Cyclists have no lane on the bridge|Council meetings are held in working hours
Empty shops make the high street sad|Nobody clears snow from the pavements
Dogs run loose in the park|The swimming pool is closed on Sundays""".replace("\n", "|").split("|")


ASKED = "What will make housing affordable in New Zealand (NZ)?"


def found(texts: list[str], new: str, language: str = "nb") -> Alike | None:
    """The suggestion, if any, for a text that is added to a list."""
    numbered = dict(enumerate([*texts, new]))
    return next((p for p in pairs(numbered, language, 50) if p.b == len(texts)), None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bussen går ikke om kvelden", "Det går ikkje buss om kveldane"),  # bokmål and nynorsk
        ("Bussen går ikke om kvelden", "Ingen busser på kveldstid"),  # a compound
        ("Skoleveien er farlig uten lys", "Skulevegen er farleg for dei minste"),
        ("For få boliger for unge familier", "Manglar bustader til unge familiar"),
        ("Mobildekningen faller ut i dalen", "Dårleg mobildekking i dalen"),
        ("Eldre mangler en møteplass", "Ingen møteplassar for dei eldre"),
        ("Gang- og sykkelvei mangler langs riksveien", "Det trengst sykkelveg ved riksvegen"),
        ("Fastlegen slutter til jul", "Fastlegane slutter"),
        ("Kommunen svarer ikke på e-post", "Kommunen svarer ikke på e post!"),
        ("Vannet smaker vondt om våren", "Vatnet smakar vondt"),
        ("Mobildekningen faller ut i dalen", "Mobildekingen faller ut i dalen"),  # misspelt
        ("Bussen går ikke om kvelden", "Kollektivtilbudet er for dårlig om kvelden"),  # one matter
        ("Fastlegen slutter til jul", "Legekontoret blir borte før jul"),
    ],
)  # fmt: skip
def test_two_norwegians_who_say_the_same_are_found(old: str, new: str) -> None:
    pair = found(BYGDA, new)
    assert pair is not None
    assert BYGDA[pair.a] == old


def test_every_bokmål_sentence_is_found_in_nynorsk() -> None:
    """The same list written by another hand: each finds its own, and nothing comes before it."""
    numbered = dict(enumerate([*BYGDA, *NYNORSK]))
    best = [(p.a, p.b) for p in pairs(numbered, "nb", len(BYGDA))]
    assert sorted(best) == [(n, n + len(BYGDA)) for n in range(len(BYGDA))]


def test_what_the_room_was_asked_is_said_by_everybody_and_means_little() -> None:
    texts = {1: "Flere må bli boende i bygda: bygg boliger",
             2: "Flere må bli boende i bygda: mer buss",
             3: "Bygg flere boliger til de unge", 4: "Skolen må bestå",
             5: "Mer aktivitet"}  # fmt: skip
    asked = "Hva skal til for at flere blir boende i bygda?"
    first, *_rest = pairs(texts, about=asked)
    assert (first.a, first.b) == (1, 3)
    assert pairs(texts)[0].b == 2, "without it the two that begin alike come first"


def test_a_fact_about_oneself_and_a_wish_are_less_alike() -> None:
    texts = {1: "I live in emergency housing", 2: "More emergency housing to live in",
             3: "There is too little emergency housing to live in"}  # fmt: skip
    scores = {(p.a, p.b): p.score for p in pairs(texts, "en")}
    assert scores.get((1, 3), 0) < scores[2, 3] / 2


@pytest.mark.parametrize(
    "new",
    ["Svømmehallen mangler garderober", "Det er for få turister om sommeren",
     "Æresborgeren får ros", "Vi må ta bedre vare på naturen", "Været er dårlig",
     "Mange folk er viktige"],
)  # fmt: skip
def test_a_text_about_something_else_is_not_found(new: str) -> None:
    assert found(BYGDA, new) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The bus never runs after six", "No buses run after six"),
        ("Rents are too high for young families", "Young families cannot pay the rent"),
        ("The library closes at four", "The libary closes at four"),  # misspelt
        ("There is nowhere to charge an electric car", "We lack chargers for electric cars"),
    ],
)
def test_two_who_say_the_same_in_english_are_found(old: str, new: str) -> None:
    pair = found(TOWN, new, "en")
    assert pair is not None
    assert TOWN[pair.a] == old


@pytest.mark.parametrize(
    "new",
    ["The school roof is leaking", "More people should help", "Too many different things change"],
)
def test_words_that_any_theme_is_spoken_of_with_find_nothing(new: str) -> None:
    assert found(TOWN, new, "en") is None


def test_the_reasons_are_told_as_people_say_them() -> None:
    pair = found(BYGDA, "Det går ikkje buss om kveldane")
    assert pair is not None
    with use("nb"):
        assert why(0, pair) == ["deler ordene: bussen, kvelden"]
        assert why(2, None) == ["2 deltakere mener det"]
    same = pairs({1: "Butikken stenger klokka seks", 2: "Butikken stenger klokka seks!"})[0]
    with use("nn"):
        assert why(1, same)[:2] == ["1 deltakar meiner det", "nesten same ordlyd"]


def test_a_rare_word_counts_more_than_one_that_everybody_uses() -> None:
    texts = {n: f"Kommunen må rydde {what}" for n, what in enumerate(
        ("stranda", "parken", "torget", "skogen", "kirkegården", "fjellstien"))}  # fmt: skip
    texts[10] = "Stranda er full av søppel, kommunen må rydde"
    best = pairs(texts)[0]
    assert (best.a, best.b) == (0, 10)
    assert best.words[0] == "stranda"


def test_two_that_differ_in_a_number_do_not_say_the_same() -> None:
    texts = {1: "Inntekten min er under 300 000 kroner", 2: "Inntekten min er under 500 000 kroner"}
    same = {1: texts[1], 2: "Inntekten er under 300 000 kroner"}
    assert pairs(texts) == [] or pairs(texts)[0].score < pairs(same)[0].score / 2


def test_a_general_text_is_not_suggested_with_everything() -> None:
    texts = {n: f"Bussen til {place} går for sjelden om kvelden" for n, place in enumerate(
        ("Hokksund", "Vestfossen", "Skotselv", "Darbu", "Fiskum"))}  # fmt: skip
    many = [p for p in pairs(texts, most=50) if not p.wording]
    assert all(sum(n in (p.a, p.b) for p in many) <= similarity.OFTEN for n in texts)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Det går ikkje buss til dei som bur her", "nn"), ("Det går ikke buss til oss", "nb"),
     ("There is no bus to the village", "en"), ("Buss", "nn"),
     ("Ærlig talt, hva gjør dere?", "nb")],
)  # fmt: skip
def test_each_text_tells_its_language_or_has_the_seminars(text: str, language: str) -> None:
    assert words.language_of(text, "nn") == language


def test_a_list_in_two_languages_is_read_in_both() -> None:
    texts = dict(enumerate([*BYGDA, *TOWN, "No buses run after six", "Butikken blei lagt ned"]))
    best = {frozenset((p.a, p.b)) for p in pairs(texts, "nb", 50)}
    assert {frozenset((15, 25)), frozenset((1, 26))} <= best


@pytest.mark.parametrize("texts", [{}, {1: ""}, {1: "", 2: ""}, {1: "!", 2: "…"}, {1: "og i på"}])
def test_nothing_is_like_nothing(texts: dict[int, str]) -> None:
    assert pairs(texts) == []


def test_æøå_in_two_unicode_forms_are_one_word() -> None:
    assert words.stems("Båtbygging på Ærfuglvågen", "nb") == words.stems(
        "BÅTBYGGING PÅ ÆRFUGLVÅGEN", "nb"
    )


def test_the_recorded_consultation_gives_what_the_docs_say() -> None:
    recorded = Path(__file__).parents[3] / "shared/data/affordable-housing/problems.csv"
    if not recorded.exists():
        pytest.skip("the recorded consultation is not here")
    with recorded.open(encoding="utf-8", newline="") as opened:
        texts = {int(r["problem"]): r["text"] for r in csv.DictReader(opened)}
    told = (Path(__file__).parents[2] / "docs/similar.md").read_text("utf-8")
    for pair in pairs(texts, "en", 20, ASKED):
        assert f"| {pair.score:.2f} | {pair.a}: " in told
