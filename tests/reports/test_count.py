"""`run.py count`: anyone's ballots in a file, four rules, and refusals that name the line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from methods.activities.vote.rules import RULES
from reports.count import BadFile, counted, read

ROOT = Path(__file__).parents[2]
RECORDED = ROOT.parent / "shared" / "data"
# Three tables of 4, 2 and 1 voters: 1 is the large table's alone, 3 is at all of them.
TABLES = """participant,problem,table
a,1,A
b,1,A
c,1,A
d,1,A
a,2,A
b,2,A
b,3,A
e,3,B
f,2,B
g,3,C
"""


def file(folder: Path, text: str | bytes) -> Path:
    made = folder / "votes.csv"
    made.write_bytes(text if isinstance(text, bytes) else text.encode())
    return made


def count(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "run.py", "count", *words], cwd=ROOT, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip


def by(folder: Path, text: str, rule: str, seats: int) -> dict[str, Any]:
    return counted(read(file(folder, text)), rule, seats)


def test_most_ticks_go_first_and_a_tie_at_the_cut_is_told(tmp_path: Path) -> None:
    made = by(tmp_path, TABLES, "ticks", 2)
    assert made == {
        "rule": "ticks", "seats": 2, "chosen": [1, 3],
        "ties": [{"tied": [3, 2], "chosen": [3], "left_out": [2], "by": "tables"}],
        "represented": round(6 / 7, 6), "ballots": 7,
    }  # fmt: skip
    assert by(tmp_path, TABLES, "ticks", 1)["ties"] == []


def test_table_fair_counts_each_table_alike(tmp_path: Path) -> None:
    """3: (1/4 + 1/2 + 1)/3; 2: (1/2 + 1/2 + 0)/3; 1: (1 + 0 + 0)/3, equal with 2, more ticks."""
    made = by(tmp_path, TABLES, "table-fair", 2)
    assert made["chosen"] == [3, 1]
    assert made["ties"] == [{"tied": [1, 2], "chosen": [1], "left_out": [2], "by": "votes"}]


def test_equals_in_all_go_by_number_as_numbers(tmp_path: Path) -> None:
    text = "participant,problem\na,10\na,9\nb,10\nb,9\n"
    made = by(tmp_path, text, "ticks", 1)
    assert made["chosen"] == [9]
    assert made["ties"] == [{"tied": [9, 10], "chosen": [9], "left_out": [10], "by": "number"}]


@pytest.mark.parametrize("rule", ["equal-shares", "phragmen"])
def test_a_proportional_shortlist_hears_the_few(tmp_path: Path, rule: str) -> None:
    many = "".join(f"m{n},{problem}\n" for n in range(6) for problem in (1, 2, 3))
    text = "participant,problem\n" + many + "".join(f"f{n},4\n" for n in range(3))
    assert by(tmp_path, text, "ticks", 3)["represented"] == round(6 / 9, 6)
    made = by(tmp_path, text, rule, 3)
    assert sorted(made["chosen"]) == [1, 2, 4]
    assert made["represented"] == 1.0
    assert any(tie["left_out"] == [3] for tie in made["ties"])


def test_names_need_not_be_numbers_and_a_tick_counts_once(tmp_path: Path) -> None:
    text = "Participant;Problem\r\na;Buss\r\na;Buss\r\nb;Buss\r\nb;Kafé\r\n"
    made = by(tmp_path, "\ufeff" + text, "ticks", 10)
    assert (made["chosen"], made["ballots"]) == (["Buss", "Kafé"], 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("participant,table\na,1\n", "line 1: there is no column problem"),
        ("participant,problem\n", "line 2: there are no votes"),
        ("", "line 1: there is no column participant and no column problem"),
        ("participant,problem\na,1\nb\n", "line 3: there are 1 values, and line 1 names 2 columns"),
        ("participant,problem\na,1\n,2\n", "line 3: the value of participant is missing"),
        ("participant,problem\na,\n", "line 2: the value of problem is missing"),
        (TABLES + "a,3,B\n", "line 12: participant a sat at table A"),
        (b"participant,problem\na,1\nb,\xe5\n", "line 3: cannot be read as text"),
    ],
)
def test_a_file_that_cannot_be_counted_is_refused_with_the_line(
    tmp_path: Path, text: str | bytes, says: str
) -> None:
    with pytest.raises(BadFile, match=says):
        read(file(tmp_path, text))


def test_the_command_prints_json_and_refuses_with_a_sentence_and_two(tmp_path: Path) -> None:
    votes = str(file(tmp_path, TABLES.replace("table", "group")))
    for rule in RULES:
        printed = count("--votes", votes, "--rule", rule, "--seats", "2")
        assert printed.returncode == 0, printed.stderr
        assert json.loads(printed.stdout)["rule"] == rule
    bare = str(file(tmp_path, "participant,problem\na,1\n"))
    for words, says in (
        (("--votes", bare, "--rule", "table-fair"), "line 1: the rule table-fair needs a column"),
        (("--votes", str(tmp_path / "none.csv")), "none.csv: cannot be read (No such file"),
        (("--votes", bare, "--seats", "0"), "is not a number from 1 to"),
    ):
        refused = count(*words)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert says in refused.stderr and "Traceback" not in refused.stderr


@pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded consultations are not here")
@pytest.mark.parametrize("name", ["affordable-housing", "youth-policing"])
def test_a_recorded_consultation_is_counted_by_every_rule_it_has_columns_for(name: str) -> None:
    votes = read(RECORDED / name / "votes.csv")
    made = {rule: counted(votes, rule, 10) for rule in RULES if rule != "table-fair"}
    assert all(len(set(told["chosen"])) == 10 for told in made.values())
    assert all(told["represented"] >= made["ticks"]["represented"] for told in made.values())
