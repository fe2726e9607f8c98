"""What the findings say about a hypothesis: pure counting (spec/voting.md §14)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

Verdict = Literal["supported", "refuted", "undecided", "too_few"]


@dataclass(frozen=True)
class Tally:
    """How many findings speak for a hypothesis, against it, or both ways; and what follows."""

    supports: int
    against: int
    mixed: int
    verdict: Verdict

    def told(self) -> dict[str, Any]:
        return {"verdict": self.verdict, "for": self.supports, "against": self.against,
                "mixed": self.mixed}  # fmt: skip


def verdict(supports: int, against: int, least: int = 5, high: Fraction = Fraction(2, 3),
            low: Fraction = Fraction(1, 3)) -> Verdict:  # fmt: skip
    """s = for/(for + against): at least `high` strengthens, at most `low` refutes.

    Mixed findings are not counted; fewer than `least` clear ones are too few to say.
    """
    clear = supports + against
    if clear < max(1, least):
        return "too_few"
    share = Fraction(supports, clear)
    if share >= high:
        return "supported"
    return "refuted" if share <= low else "undecided"


def count(answers: list[str], supports: str, against: str, least: int = 5,
          high: Fraction = Fraction(2, 3), low: Fraction = Fraction(1, 3)) -> Tally:  # fmt: skip
    """The tally of what was answered in the field; what is neither for nor against is mixed."""
    yes, no = answers.count(supports), answers.count(against)
    mixed = sum(1 for a in answers if a) - yes - no
    return Tally(yes, no, mixed, verdict(yes, no, least, high, low))
