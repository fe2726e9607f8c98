"""What the rules cost that a whole hall waits for: processor milliseconds, medians of five.

Similar items (docs/similar.md) of made-up texts in real words, and the two proportional rules on a
thousand voters with 120 problems and 10 places. `python -m bench.rules` prints them.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from methods.activities.sort import similarity
from methods.activities.vote.proportional import equal_shares, phragmen

TURNS = 5
WORDS = (Path(__file__).parent.parent / "docs/guide/nb.md").read_text("utf-8").split()


def main() -> int:
    chance = random.Random(7)  # noqa: S311 - texts and ballots to measure on
    room = [set(chance.sample(range(1, 121), chance.randint(1, 20))) for _ in range(1000)]
    for people in (119, 300):
        texts = {n: " ".join(chance.choices(WORDS, k=20)) for n in range(people)}
        tell(f"similar items among {people} texts", partial(_compared, texts))
    tell("equal shares, 1 000 voters", partial(equal_shares, room, range(1, 121), 10))
    tell("Phragmén, 1 000 voters", partial(phragmen, room, range(1, 121), 10))
    return 0


def _compared(texts: dict[int, str]) -> None:
    similarity._pairs.cache_clear()
    similarity.pairs(texts)


def tell(what: str, work: Callable[[], object]) -> None:
    took = []
    for _turn in range(TURNS):
        began = time.process_time()
        work()
        took.append((time.process_time() - began) * 1000)
    print(f"{what:34} {statistics.median(took):7.0f} ms ({min(took):.0f}–{max(took):.0f})")


if __name__ == "__main__":
    sys.exit(main())
