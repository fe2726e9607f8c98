"""Which texts may say the same, and why: rare words in common, and words for the same matter.

Pure and deterministic: a stemmer and a fuzzy matcher, no model and no network. It only suggests;
people decide. docs/similar.md says how it does on a recorded consultation.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from methods.activities.sort import words

LEAST = 0.1  # below this, a suggestion takes more of the reader's time than it saves
RARE = 1.5  # how much more a rare word counts than a common one
LIGHT = 0.2  # what is left of the weight of «bedre», “improve”, and of what the room is asked
SHORT = 4.0  # one shared word says little: so many rare words stand on the other side of the scale
WORDING = 88.0  # of 100: nearly the same wording
CHANCE = 60.0  # of 100: as alike as any two sentences of one language
SPELT = 86.0  # of 100: two stems are one word, spelt differently
PART = 0.5  # how much «buss» counts for «nattbuss»
KIN = 0.75  # … and «lege» for «sykehus», by how few texts speak of that matter
RARER = 0.4  # of the rarest word's weight: what a sign has to have
LONE = 0.5  # what is left of the score when there is only one such sign
DOUBT = 0.1  # … when numbers differ
DENIED = 0.8  # … when only one of them says «ikke»
ONESELF = 0.5  # … when only one tells of oneself: a fact, and a wish
OFTEN = 2  # suggestions one text may stand in: a general one is like many, and the same as none
COMMON = 6  # a word in more than every sixth text brings no pair together alone
SHOWN = 4  # words named as the reason


@dataclass(frozen=True)
class Alike:
    """Two texts that may say the same: `score` 0 to 1, the `words` they share (the rarest first),

    those of each that are for one matter (`akin`: «lege – sykehus»), and whether their `wording` is
    nearly the same.
    """

    a: int
    b: int
    score: float
    words: tuple[str, ...]
    wording: bool
    akin: tuple[str, ...] = ()


def pairs(texts: Mapping[int, str], language: str = "nb", most: int = 8,
          about: str = "") -> list[Alike]:  # fmt: skip
    """The pairs of `texts` that are most alike, best first; `language` where a text tells none.

    `about` is what the room was asked: everybody answers in its words, so that they say little.
    """
    return list(_pairs(tuple(sorted(texts.items())), language, about)[:most])


@lru_cache(maxsize=8)
def _pairs(texts: tuple[tuple[int, str], ...], language: str, about: str) -> tuple[Alike, ...]:
    heap = Heap(dict(texts), language, about)
    found = [pair for a, b in heap.candidates() if (pair := heap.compare(a, b))]
    seen: Counter[int] = Counter()
    kept = []
    for pair in sorted(found, key=lambda p: (-p.score, p.a, p.b)):
        if pair.wording or max(seen[pair.a], seen[pair.b]) < OFTEN:
            kept.append(pair)
            seen.update((pair.a, pair.b))
    return tuple(kept)


class Heap:
    """All the texts, prepared: their stems and matters, and how rare each is among them."""

    def __init__(self, texts: Mapping[int, str], language: str, about: str = "") -> None:
        told = {n: words.language_of(text, language) for n, text in texts.items()}
        self.stems = {n: words.stems(text, told[n]) for n, text in texts.items()}
        self.kin = {n: _matters(bag, told[n]) for n, bag in self.stems.items()}
        self.folded = {n: " ".join(sorted(words.TOKEN.findall(words.fold(t))))
                       for n, t in texts.items()}  # fmt: skip
        self.numbers = {n: words.numbers(text) for n, text in texts.items()}
        self.denies = {n: words.denies(text) for n, text in texts.items()}
        self.oneself = {n: words.of_oneself(text) for n, text in texts.items()}
        spoken = words.language_of(about, language)
        asked = words.stems(about, spoken)
        held = Counter(stem for bag in self.stems.values() for stem in bag)
        light = {s for n, bag in self.stems.items()
                 for s in bag.keys() & words.light(words.family(told[n]))}  # fmt: skip
        self.weight = self._weigh(held, light | asked.keys())
        self.matter = self._weigh(
            Counter(m for kin in self.kin.values() for m in set(kin.values())),
            set(_matters(asked, spoken).values()))  # fmt: skip
        self.most = max(self.weight.values(), default=1.0)
        norwegian = {s for n, bag in self.stems.items() if told[n] != "en" for s in bag}
        self.near = _near(held, norwegian)
        self.inexact = {n: {s for s in bag if s in self.near} for n, bag in self.stems.items()}
        self.all = {n: math.fsum(self.weight[s] for s in bag) for n, bag in self.stems.items()}

    def _weigh(self, held: Counter[str], light: Set[str]) -> dict[str, float]:
        """The weight of each: the fewer texts have it, the more."""
        return {s: math.log(1 + len(self.stems) / n) ** RARE * (LIGHT if s in light else 1)
                for s, n in held.items()}  # fmt: skip

    def candidates(self) -> Iterable[tuple[int, int]]:
        """Pairs worth comparing: with a word or matter in common that few of the others have."""
        holders: dict[str, set[int]] = defaultdict(set)
        for number, bag in self.stems.items():
            for stem in bag:
                for key in (stem, *self.near.get(stem, ())):
                    holders[key].add(number)
            for matter in self.kin[number].values():
                holders[matter].add(number)
        found: set[tuple[int, int]] = set()
        for together in holders.values():
            if len(together) <= max(6, len(self.stems) // COMMON):
                found.update(combinations(sorted(together), 2))
        return sorted(found)

    def compare(self, a: int, b: int) -> Alike | None:
        """How alike two are; None if it is too little to show."""
        overlap = self._overlap(a, b)
        if 0.8 * overlap + 0.2 < LEAST:
            return None
        ratio = fuzz.ratio(self.folded[a], self.folded[b])
        alike = max(0.0, ratio - CHANCE) / (100 - CHANCE)
        score = (0.8 * overlap + 0.2 * alike) * self._doubt(a, b)
        wording = ratio >= WORDING
        if score < LEAST:
            return None
        shared = self._held(a, b)
        rarest = sorted(shared, key=lambda s: (-self.weight[s], s))[:SHOWN]
        matters = [m for m in self._matters(a, b) if self._tells(self.matter[m])]
        akin = tuple(self._akin(a, b, m) for m in matters)
        return Alike(a, b, round(score, 3), tuple(shared[s] for s in rarest), wording, akin)

    def _overlap(self, a: int, b: int) -> float:
        """The weight of what they share, of all they say: 0 to almost 1."""
        more = 2 * KIN * math.fsum(self.matter[m] for m in self._matters(a, b))
        got: float = self._got(a, b) + self._got(b, a) + more
        return got / (self.all[a] + self.all[b] + more + SHORT * self.most)

    def _matters(self, a: int, b: int) -> list[str]:
        """What both speak of in words of their own: not where they share the word itself."""
        same = {self.kin[a][s] for s in self.kin[a].keys() & self.kin[b].keys()}
        return sorted(set(self.kin[a].values()) & set(self.kin[b].values()) - same)

    def _akin(self, a: int, b: int, matter: str) -> str:
        """The word that each has for the matter."""
        return " – ".join(min(self.stems[n][s] for s, m in self.kin[n].items() if m == matter)
                          for n in (a, b))  # fmt: skip

    def _signs(self, a: int, b: int) -> int:
        """How many things that are not common say that the two belong together."""
        shared = sum(self._tells(self.weight[s]) for s in self._held(a, b))
        return shared + sum(self._tells(self.matter[m]) for m in self._matters(a, b))

    def _tells(self, weight: float) -> bool:
        return weight >= RARER * self.most

    def _doubt(self, a: int, b: int) -> float:
        left = 1.0 if self._signs(a, b) > 1 else LONE
        if self.oneself[a] != self.oneself[b]:
            left *= ONESELF
        if self.numbers[a] and self.numbers[b] and self.numbers[a] != self.numbers[b]:
            left *= DOUBT
        return left * (DENIED if self.denies[a] != self.denies[b] else 1.0)

    def _held(self, a: int, b: int) -> dict[str, str]:
        """The stems of `a` that `b` has too, or something near: `{stem: the word}`."""
        return {s: w for s, w in self.stems[a].items() if s in self.stems[b] or self._best(s, b)}

    def _got(self, a: int, b: int) -> float:
        """The weight of those words of `a` that `b` has, less for another spelling of one."""
        same = self.stems[a].keys() & self.stems[b].keys()
        others = self.inexact[a] - same
        exact = math.fsum(self.weight[s] for s in same)
        return exact + math.fsum(self.weight[s] * self._best(s, b) for s in others)

    def _best(self, stem: str, other: int) -> float:
        """How near the other text comes to a stem it does not have: 0 to 1."""
        held = self.stems[other]
        return max((v for s, v in self.near.get(stem, {}).items() if s in held), default=0.0)


def _matters(stems: Iterable[str], language: str) -> dict[str, str]:
    """What each of the stems is about, of those that have others for the same."""
    known = words.kin(words.family(language))
    return {stem: known[stem] for stem in stems if stem in known}


def _near(held: Iterable[str], norwegian: Set[str]) -> dict[str, dict[str, float]]:
    """For each stem those that are nearly it: `{stem: {other: 0 to 1}}`.

    Another spelling, or, in Norwegian, a word that is written together with another.
    """
    found: dict[str, dict[str, float]] = defaultdict(dict)
    begins: dict[str, list[str]] = defaultdict(list)
    for stem in sorted(held):
        begins[stem[:2]].append(stem)
        for part in _parts(stem) if stem in norwegian else ():
            if part in norwegian:
                found[stem][part] = found[part][stem] = PART
    for alike in begins.values():
        for a, b in combinations(alike, 2):
            if min(len(a), len(b)) < 5 or a.isdecimal() or b.isdecimal():
                continue
            if (ratio := fuzz.ratio(a, b, score_cutoff=SPELT)) > 0:
                found[a][b] = found[b][a] = max(found[a].get(b, 0.0), ratio / 100)
    return found


def _parts(stem: str) -> Iterable[str]:
    """What may be a word in a longer one: its beginnings of four letters, its ends of three."""
    for cut in range(3, len(stem) - 2):
        if cut >= 4:
            yield stem[:cut]
        yield stem[cut:]
