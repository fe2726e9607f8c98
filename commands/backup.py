"""copy the database while the server runs"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import refused
from config import Config


def words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="a folder (backups in FLOKE_DATA)")
    parser.add_argument("--keep-hours", type=float, default=24, help="how long copies stay (24)")


def run(given: argparse.Namespace) -> int:
    """Print where the copy is; 1, and a sentence, if it was refused."""
    from copies import NotDone, backup

    config = Config.from_environment()
    try:
        made = backup(
            config.database, given.out or config.data / "backups", given.keep_hours, print
        )
    except (NotDone, OSError) as error:
        return refused(error)
    print(f"{made} ({made.stat().st_size:,} bytes)")
    return 0
