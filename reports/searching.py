"""Finding one's own sentence among all that was written: without accounts, without names."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from reports.chain import KINDS, Chain

MOST, LONGEST = 20, 300  # hits shown; characters of a question that are read
ENOUGH = 0.6  # of the words, where the sentence is remembered roughly
WHOLE = -1.0  # all of the words: then the rough ones are in the way


def search(chain: Chain, asked: str) -> list[tuple[str, dict[str, Any]]]:
    """What has the asked words, as `(kind, item)`: whole sentences first, then most words.

    Case, accents of typing and punctuation do not count. Nothing of nothing.
    """
    words = plain(asked[:LONGEST]).split()
    found = []
    for kind, name in KINDS.items():
        for place, item in enumerate(chain.outcome[name]):
            if words and (score := _score(words, plain(f"{item['title']} {item['text']}"))):
                found.append((-score, list(KINDS).index(kind), place, kind, item))
    found.sort(key=lambda hit: hit[:3])
    if any(hit[0] <= WHOLE for hit in found):
        found = [hit for hit in found if hit[0] <= WHOLE]
    return [(kind, item) for *_order, kind, item in found[:MOST]]


def plain(text: str) -> str:
    """A text as it is compared: small letters and single spaces."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _score(words: list[str], text: str) -> float:
    if " ".join(words) in text:
        return 2.0
    share = sum(word in text for word in words) / len(words)
    return share if share >= ENOUGH else 0.0
