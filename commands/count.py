"""count a file of ballots; prints JSON"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import number

RULES = ("ticks", "table-fair", "equal-shares", "phragmen")


def words(parser: argparse.ArgumentParser) -> None:
    columns = "a CSV file: participant,problem and, if you have it, table"
    parser.add_argument("--votes", required=True, type=Path, help=columns)
    parser.add_argument("--rule", choices=RULES, default="ticks", help="the rule (ticks)")
    parser.add_argument("--seats", type=number(1, 999_999), default=10, help="how many to choose")


def run(given: argparse.Namespace) -> int:
    from reports.count import run as count

    return count(given)
