"""play a whole seminar with simulated phones"""

from __future__ import annotations

import argparse

from commands import number, port, refused
from config import Config

SCENARIO = """a laid-down seminar: (a) ovre_eiker with 96 people at 12 tables, 79 problems of which
5 are merged, 906 ticks, a tie of three at the tenth place and a run-off, 19 ideas, 7 agreements;
(b) flokefinning with 24 leaders over two days: 31 tangles that become 19, 117 ticks, a tie at the
fourth place that the tables decide, a decision matrix, a night in which the server is stopped, 8
hypotheses; then ansvarsmatrise, and three weeks later hypotesetest about one of the hypotheses,
each in a folder of its own; (c) ovre_eiker with 262 phones and 38 people on paper at 38 tables,
112 problems of which 64 are merged, 2632 ticks, a natural break after the eleventh, 41 groups.
Overrides --method and --people."""


def words(parser: argparse.ArgumentParser) -> None:
    people = number(1, 1000)
    parser.add_argument("--people", type=people, default=40, help="how many simulated phones (40)")
    parser.add_argument("--method", help="the id of a method (ovre_eiker); run.py methods has them")
    parser.add_argument("--scenario", choices=("a", "b", "c"), help=SCENARIO)
    parser.add_argument("--problems", help="a CSV file: problem,author,text")
    parser.add_argument("--votes", help="a CSV file: participant,problem")
    parser.add_argument("--fast", action="store_true", help="do not wait for the clock")
    parser.add_argument("--out", help="a folder for outcome.json and report.html")
    parser.add_argument("--port", type=port, default=0, help="the server's port (a free one)")
    parser.add_argument("--language", choices=("nb", "nn", "en"), default="nb")


def run(given: argparse.Namespace) -> int:
    """Play it; 2, and a sentence, if there is no such method."""
    from demo.play import play
    from methods.shelf import find

    if given.method and find(given.method) is None:
        return refused(f"There is no method {given.method!r}: run.py methods lists them.", 2)
    return play(Config.from_environment(), given)
