"""`python -m methods.activities.sort FILE`: what would be suggested for a list of texts."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from methods.activities.sort import similarity


def main() -> None:
    """Print the suggestions for a CSV with the columns `problem` (a number) and `text`."""
    asked = argparse.ArgumentParser(prog="python -m methods.activities.sort", description=__doc__)
    asked.add_argument("file", type=Path, help="CSV with the columns problem and text")
    asked.add_argument("--top", type=int, default=20, help="how many suggestions (20)")
    asked.add_argument("--language", default="en", choices=("nb", "nn", "en"))
    asked.add_argument("--about", default="", help="what the room was asked")
    args = asked.parse_args()
    with args.file.open(encoding="utf-8", newline="") as opened:
        texts = {int(row["problem"]): row["text"] for row in csv.DictReader(opened)}
    suggested = similarity.pairs(texts, args.language, args.top, args.about)
    print("| | score | two that may say the same | why |\n| --- | --- | --- | --- |")
    for place, pair in enumerate(suggested, 1):
        why = ["nearly the same wording"] if pair.wording else []
        why += [f"share the words: {', '.join(pair.words)}"] if pair.words else []
        why += [f"may speak of the same: {', '.join(pair.akin)}"] if pair.akin else []
        both = "<br>".join(f"{n}: {texts[n]}" for n in (pair.a, pair.b))
        print(f"| {place} | {pair.score:.2f} | {both} | {'; '.join(why)} |")


if __name__ == "__main__":
    main()
