"""put a copy of the database back"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import refused
from config import Config


def words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file that run.py backup made")


def run(given: argparse.Namespace) -> int:
    """Say where the database before was put; 1, and a sentence, if it was refused."""
    from copies import NotDone, restore

    try:
        aside = restore(Config.from_environment().database, given.file, print)
    except (NotDone, OSError) as error:
        return refused(error)
    print("Restored." + (f" What was there before is kept as {aside}." if aside else ""))
    return 0
