"""list the methods there are"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import number, refused


def words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", type=Path, help="a method file: its steps, or what is wrong")
    parser.add_argument("--language", choices=("nb", "nn", "en"), default="nb")
    parser.add_argument("--people", type=number(1, 1000), default=40, help="minutes for so many")


def run(given: argparse.Namespace) -> int:
    """Print each method's id, title, minutes for so many people, and how many it is for."""
    if given.check:
        return check(given.check, given.language, given.people)
    from methods.shelf import listing

    for method_id, title, minutes, (low, high) in listing(given.people):
        print(f"{method_id:20} {title[given.language]:36} {minutes:4} min  {low}–{high}")
    return 0


def check(file: Path, language: str, people: int) -> int:
    """Print a method file's running order; or all that is wrong with it, and then the code is 1."""
    from methods.faults import BadMethod
    from methods.shelf import order

    try:
        for key, title, minutes in order(file, language, people):
            print(f"{key:20} {title:36} {minutes:4} min")
    except (BadMethod, OSError, UnicodeDecodeError) as error:
        return refused(error)
    return 0
