"""The words of a text that carry meaning, each as its stem: Norwegian (both) and English.

A stem is only for comparing. Nynorsk and bokmål meet in one spelling first («skulevegen» and
«skoleveien»), so that two people who write differently can have said the same.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from snowballstemmer import stemmer

KNOWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
SMALL = {language: frozenset(text.split()) for language, text in KNOWN["small"].items()}
NO = frozenset(KNOWN["no"]["words"].split())
BOUNDS = frozenset(KNOWN["bounds"]["words"].split())
WHOLE = dict(pair.split("=") for pair in KNOWN["whole"]["words"].split())
PARTS = tuple((re.compile(nynorsk), bokmål) for nynorsk, bokmål in KNOWN["parts"].items())
ONESELF = frozenset(KNOWN["oneself"]["words"].split())
STEMMERS = {"no": stemmer("norwegian"), "en": stemmer("english")}
DOUBLED = re.compile(r"(.)\1$")  # «ensomme» and «ensom», «buss» and «busser»
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")


def language_of(text: str, otherwise: str) -> str:
    """`nb`, `nn` or `en`: whose small words `text` has most of; `otherwise` if none stands out."""
    found = [w for w in TOKEN.findall(fold(text)) if len(w) > 1]
    votes = {language: sum(w in small for w in found) for language, small in SMALL.items()}
    best = max(votes.values())
    leading = [language for language, n in votes.items() if n == best]
    return leading[0] if best and len(leading) == 1 else otherwise


def fold(text: str) -> str:
    """`text` in small letters, in one form of æ, ø and å, and with straight apostrophes."""
    return unicodedata.normalize("NFC", text).casefold().replace("’", "'")


def stems(text: str, language: str) -> dict[str, str]:
    """The words that carry meaning: `{stem: the word as it stood, the shortest}`."""
    small = SMALL["en"] if language == "en" else SMALL["nb"] | SMALL["nn"]
    found: dict[str, str] = {}
    for word in TOKEN.findall(fold(text)):
        if word in small or word in NO or (len(word) < 2 and not word.isdecimal()):
            continue
        key = stem(word, family(language))
        found[key] = min(word, found.get(key, word), key=len)
    return found


def family(language: str) -> str:
    """Bokmål and nynorsk have one stemmer."""
    return "en" if language == "en" else "no"


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of one folded word; `language` is `no` or `en`."""
    if language == "no":
        word = WHOLE.get(word, word)
        for nynorsk, bokmål in PARTS:
            word = nynorsk.sub(bokmål, word)
        return DOUBLED.sub(r"\1", STEMMERS[language].stemWord(word))
    return str(STEMMERS[language].stemWord(word))


@cache
def kin(language: str) -> dict[str, str]:
    """For each stem that has others for the same matter: the matter, by its first word."""
    lines = [line.split() for line in KNOWN["kin"][language].splitlines()]
    return {stem(word, language): f"{language}:{line[0]}" for line in lines for word in line}


@cache
def light(language: str) -> frozenset[str]:
    """The stems of the words that any theme is spoken of with; `language` is `no` or `en`."""
    return frozenset(stem(word, language) for word in KNOWN["light"][language].split())


def of_oneself(text: str) -> bool:
    """Whether somebody begins by saying something of themselves: «Jeg …», “My …”."""
    return next(iter(TOKEN.findall(fold(text))), "") in ONESELF


def denies(text: str) -> bool:
    """Whether a word such as «ikke», «ingen» or “never” stands in it."""
    return any(w in NO or w.endswith("n't") for w in TOKEN.findall(fold(text)))


def numbers(text: str) -> frozenset[str]:
    """The numbers in it, and whether they are a least or a most. Two that differ only in them do

    not say the same.
    """
    found = frozenset(n.replace(",", "") for n in re.findall(r"\d[\d,]*", text))
    return found | (BOUNDS & set(TOKEN.findall(fold(text)))) if found else found
