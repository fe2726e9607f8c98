"""Which texts may say the same: the share of words they have in common, endings folded."""

from __future__ import annotations

import re
from collections.abc import Mapping

ENDINGS = ("ane", "ene", "ar", "er", "en", "et", "ei", "a", "e", "s", "t")
STOP = frozenset(
    ["og", "i", "på", "er", "det", "som", "en", "et", "ei", "for", "til", "av", "med", "at", "om",
     "ikke", "ikkje", "de", "dei", "vi", "den", "har", "å", "fra", "frå", "the", "a", "an", "of",
     "to", "in", "and", "is", "are", "not", "we", "on"]
)  # fmt: skip
ALIKE = 0.5


def words(text: str) -> frozenset[str]:
    """The words that carry meaning, each without its ending."""
    found = re.findall(r"[^\W\d_]{2,}", text.lower())
    return frozenset(_stem(w) for w in found if w not in STOP)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def pairs(texts: Mapping[int, str], most: int = 8) -> list[tuple[int, int]]:
    """The pairs that are most alike, best first: those that share at least half their words."""
    bags = {number: words(text) for number, text in texts.items()}
    scored = []
    numbers = sorted(bags)
    for place, a in enumerate(numbers):
        for b in numbers[place + 1 :]:
            both = bags[a] & bags[b]
            if len(both) >= 2 and len(both) / len(bags[a] | bags[b]) >= ALIKE:
                scored.append((-len(both) / len(bags[a] | bags[b]), a, b))
    return [(a, b) for _score, a, b in sorted(scored)[:most]]
