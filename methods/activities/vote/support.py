"""How far a room supports a proposal (spec/voting.md §2): pure functions over answers 1 to 6."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

LEVELS = range(1, 7)
SUPPORTS = 3  # 1, 2 and 3 support: wholly, with small reservations, can live with it
BROAD = Fraction(4, 5)


@dataclass(frozen=True)
class Support:
    """`counts` is how many gave each answer. A 6 is not a veto: it counts as one answer."""

    counts: tuple[int, ...]

    @property
    def answers(self) -> int:
        return sum(self.counts)

    @property
    def supporters(self) -> int:
        return sum(self.counts[:SUPPORTS])

    @property
    def share(self) -> Fraction:
        return Fraction(self.supporters, self.answers) if self.answers else Fraction(0)

    @property
    def broad(self) -> bool:
        """Whether at least 80 % support it."""
        return self.answers > 0 and self.share >= BROAD


def support(answers: Iterable[int]) -> Support:
    given = list(answers)
    return Support(tuple(given.count(level) for level in LEVELS))
