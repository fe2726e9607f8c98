"""Recorded consultations: problems and votes from CSV files, checked line by line."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

TITLE_MAX = 80
TEXT_MAX = 2000  # the longest text that a card may be set to hold


class BadFile(Exception):
    """A file that cannot be used; the message names the file, the line and what is wrong."""


@dataclass(frozen=True)
class Problem:
    number: str
    author: str
    text: str

    def card(self) -> dict[str, str]:
        """As it is written on a card: a title of at most 80 signs, and the whole text under it."""
        if len(self.text) <= TITLE_MAX:
            return {"title": self.text, "body": ""}
        cut = self.text[: TITLE_MAX - 1].rsplit(" ", 1)[0]
        return {"title": f"{cut}…", "body": self.text}


@dataclass(frozen=True)
class Recording:
    """What was said and ticked: `votes` is participant → the numbers of what they ticked."""

    problems: list[Problem]
    votes: dict[str, list[str]]

    @property
    def ticks(self) -> int:
        return sum(len(ticked) for ticked in self.votes.values())

    def people(self) -> list[str]:
        """Everybody: who wrote, then who only ticked."""
        authors = dict.fromkeys(p.author for p in self.problems)
        return list(authors | dict.fromkeys(self.votes))


def read(problems: Path, votes: Path) -> Recording:
    """Both files. Raises `BadFile`: a column missing, a problem unknown, a number used twice."""
    found: list[Problem] = []
    seen: set[str] = set()
    for line, row in _rows(problems, ("problem", "author", "text")):
        if row["problem"] in seen:
            raise BadFile(f"{problems}, line {line}: problem {row['problem']} is there already")
        if not row["text"].strip():
            raise BadFile(f"{problems}, line {line}: the text is empty")
        if len(row["text"]) > TEXT_MAX:
            raise BadFile(f"{problems}, line {line}: the text has {len(row['text'])} signs, and "
                          f"there is room for {TEXT_MAX}")  # fmt: skip
        seen.add(row["problem"])
        found.append(Problem(row["problem"], row["author"], " ".join(row["text"].split())))
    ticked: dict[str, list[str]] = {}
    for line, row in _rows(votes, ("participant", "problem")):
        if row["problem"] not in seen:
            raise BadFile(f"{votes}, line {line}: there is no problem {row['problem']!r}")
        mine = ticked.setdefault(row["participant"], [])
        if row["problem"] not in mine:
            mine.append(row["problem"])
    return Recording(found, ticked)


def _rows(file: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            if missing := [c for c in columns if c not in (reader.fieldnames or [])]:
                raise BadFile(f"{file}, line 1: there is no column {', '.join(missing)}; "
                              f"expected {', '.join(columns)}")  # fmt: skip
            return [
                (reader.line_num, _whole(file, reader.line_num, row, columns)) for row in reader
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadFile(f"{file}: cannot be read ({error})") from error


def _whole(file: Path, line: int, row: dict[str, str | None],
           columns: tuple[str, ...]) -> dict[str, str]:  # fmt: skip
    if lacking := [c for c in columns if row.get(c) is None]:
        raise BadFile(f"{file}, line {line}: the value of {', '.join(lacking)} is missing")
    return {c: row[c] or "" for c in columns}
