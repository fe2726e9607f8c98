"""make files that Decidim imports, of an outcome.json"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import refused


def words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("outcome", type=Path, help="the outcome.json of a seminar")
    parser.add_argument("--out", required=True, type=Path, help="the folder to write in")
    parser.add_argument("--language", choices=("nb", "nn", "en"), help="(the seminar's own)")
    parser.add_argument("--link", default="", help="the address of the outcome page")


def run(given: argparse.Namespace) -> int:
    """Print each file; 1, and a sentence, if one could not be read or written."""
    from reports import decidim
    from reports.opened import Unreadable, outcome
    from reports.writers.files import saved

    try:
        told = outcome(given.outcome)
        made = decidim.files(told, given.language or "", given.link)
        given.out.mkdir(parents=True, exist_ok=True)
        for name, data in made.items():
            saved(data, given.out / name)
            print(f"{given.out / name} ({len(data):,} bytes)")
    except Unreadable as error:
        return refused(error)
    except OSError as error:
        return refused(f"{given.out} cannot be written: {error.strerror}.")
    except (LookupError, TypeError, ValueError, AttributeError):
        return refused(f"{given.outcome} is an outcome, but something in it is missing or broken. "
                       "Fetch the file again.")  # fmt: skip
    return 0
