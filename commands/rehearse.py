"""let simulated phones come to a rehearsal"""

from __future__ import annotations

import argparse

from commands import number


def words(parser: argparse.ArgumentParser) -> None:
    people = number(1, 1000)
    parser.add_argument("--join", required=True, help="the rehearsal's join address")
    parser.add_argument("--people", type=people, default=40, help="how many simulated phones (40)")
    parser.add_argument("--tempo", type=float, default=5, help="how many times as fast as people")
    parser.add_argument("--led", action="store_true", help="new tempos come on standard input")


def run(given: argparse.Namespace) -> int:
    from demo.rehearse import rehearse

    return rehearse(given)
