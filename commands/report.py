"""make a report of an outcome.json"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from commands import refused

READINGS = ("administrasjon", "deltakere", "politikere", "beslutningsgrunnlag")
FORMATS = ("html", "pdf", "pdfa", "docx", "xlsx", "csv", "md", "json")


def words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("outcome", type=Path, help="the outcome.json of a seminar")
    parser.add_argument("--reading", choices=READINGS, default=READINGS[0], help="for whom it is")
    parser.add_argument("--format", choices=FORMATS, default="pdf", help="pdfa is for archives; "
                        "csv is a ZIP with a file for each list (pdf)")  # fmt: skip
    parser.add_argument("--language", choices=("nb", "nn", "en"), help="(the seminar's own)")
    parser.add_argument("--out", required=True, type=Path, help="the file to write")


def run(given: argparse.Namespace) -> int:
    """Print where the report is; 1, and a sentence, if it could not be made or written."""
    from reports.opened import Unreadable
    from reports.writers.files import report, saved

    try:
        print(f"Reading {given.outcome} …", file=sys.stderr)
        made = report(given.outcome, given.reading, given.format, given.language)
        saved(made, given.out)
    except Unreadable as error:
        return refused(error)
    except OSError as error:
        return refused(f"{given.out} cannot be written: {error.strerror}. Nothing is changed.")
    print(f"{given.out} ({len(made):,} bytes)")
    return 0
