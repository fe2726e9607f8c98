"""`run.py count`: anyone's ballots, from a CSV file, counted by the rule they choose."""

from __future__ import annotations

import csv
import io
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from methods.activities.vote import rules
from methods.activities.vote.counting import Ballot

NEEDED = ("participant", "problem")
TABLE = ("table", "group")  # the column of the voter's table may have either name


class BadFile(Exception):
    """A file that cannot be counted; the message names the file, the line and what is wrong."""


@dataclass
class Votes:
    """What each participant ticked, and at which table; names as in the file."""

    ticked: dict[str, set[str]] = field(default_factory=dict)
    table: dict[str, str] = field(default_factory=dict)
    tables: bool = False  # the file has a column for them


def run(given: Namespace) -> int:
    """Print the count that was asked for as JSON; 2 with a sentence if the file cannot be used."""
    try:
        votes = read(given.votes)
        if given.rule == "table-fair" and not votes.tables:
            raise BadFile(f"{given.votes}, line 1: the rule table-fair needs a column table "
                          "(or group) that says where each participant sat")  # fmt: skip
    except BadFile as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(counted(votes, given.rule, given.seats), ensure_ascii=False))
    return 0


def counted(votes: Votes, rule: str, seats: int) -> dict[str, Any]:
    """The chosen problems in order, the ties that were settled, and how many are represented."""
    names = sorted({name for ticked in votes.ticked.values() for name in ticked}, key=_order)
    number = {name: n for n, name in enumerate(names)}
    table = {name: n for n, name in enumerate(sorted(set(votes.table.values())))}
    ballots = [
        Ballot({number[name]: 1 for name in ticked}, table.get(votes.table.get(who, "")))
        for who, ticked in votes.ticked.items()
    ]
    made = rules.elect(rule, ballots, number.values(), seats)
    whole = all(_is_number(name) for name in names)
    told: list[Any] = [int(name) if whole else name for name in names]
    return {
        "rule": rule,
        "seats": seats,
        "chosen": [told[i] for i in made.chosen],
        "ties": [
            {"tied": [told[i] for i in tie.tied], "chosen": [told[i] for i in tie.chosen],
             "left_out": [told[i] for i in tie.tied if i not in made.chosen], "by": tie.by}
            for tie in made.ties
        ],
        "represented": round(float(made.represented), 6),
        "ballots": len(ballots),
    }  # fmt: skip


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdecimal() and name == str(int(name))


def _order(name: str) -> tuple[bool, int, str]:
    """Numbers by their size, then other names by the alphabet."""
    return (False, int(name), "") if _is_number(name) else (True, 0, name)


def read(file: Path) -> Votes:
    """The votes of a CSV file, one tick a row; the same tick twice is one.

    Raises `BadFile`: it cannot be read, a column or a value is missing, somebody has two tables.
    """
    votes = Votes()
    for line, row in _rows(file):
        votes.tables = "table" in row
        who, problem = row["participant"], row["problem"]
        if not who or not problem:
            lacking = "problem" if who else "participant"
            raise BadFile(f"{file}, line {line}: the value of {lacking} is missing")
        votes.ticked.setdefault(who, set()).add(problem)
        place = row.get("table", "")
        before = votes.table.setdefault(who, place) if place else ""
        if before != place:
            raise BadFile(f"{file}, line {line}: participant {who} sat at table {before} on a "
                          f"line above, and here at {place}")  # fmt: skip
    if not votes.ticked:
        raise BadFile(f"{file}, line 2: there are no votes")
    return votes


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line number: the needed values, and the table if there is a column."""
    reader = csv.reader(io.StringIO(text := _text(file), newline=""), delimiter=_separator(text))
    try:
        head = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in NEEDED if name not in head]:
            raise BadFile(f"{file}, line 1: there is no column {' and no column '.join(missing)}; "
                          "expected participant, problem, and table if you have it")  # fmt: skip
        wanted = {name: head.index(name) for name in NEEDED}
        place = next((head.index(name) for name in TABLE if name in head), None)
        wanted |= {} if place is None else {"table": place}
        for values in reader:
            if len(values) not in (0, len(head)):
                raise BadFile(f"{file}, line {reader.line_num}: there are {len(values)} values, "
                              f"and line 1 names {len(head)} columns")  # fmt: skip
            if values:
                yield reader.line_num, {name: values[at].strip() for name, at in wanted.items()}
    except csv.Error as error:
        raise BadFile(f"{file}, line {reader.line_num}: cannot be read ({error})") from error


def _text(file: Path) -> str:
    try:
        kept = file.read_bytes()
        return kept.decode("utf-8-sig")
    except OSError as error:
        raise BadFile(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        line = kept.count(b"\n", 0, error.start) + 1
        raise BadFile(f"{file}, line {line}: cannot be read as text (UTF-8)") from error


def _separator(text: str) -> str:
    """A semicolon where the first line has one and no comma, as some spreadsheets write."""
    first = text.partition("\n")[0]
    return ";" if ";" in first and "," not in first else ","
