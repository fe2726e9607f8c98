"""count the votes of an outcome.json again, and check that nothing in it was changed"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import refused


def words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("outcome", type=Path, help="the outcome.json of a seminar")
    parser.add_argument("--language", choices=("nb", "nn", "en"), help="(the seminar's own)")


def run(given: argparse.Namespace) -> int:
    """Print a line a vote; 1 if one does not hold, or if the file cannot be read."""
    from reports.opened import Unreadable, outcome
    from reports.recount import recount

    try:
        holds, lines = recount(outcome(given.outcome), given.language)
    except Unreadable as error:
        return refused(error)
    print("\n".join(lines))
    return 0 if holds else 1
