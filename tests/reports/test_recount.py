"""`run.py recount`: a whole outcome holds, and one changed byte of it is found (spec V2, V7)."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from commands import run
from methods.activities.vote import audit, cut, lots, recount
from reports import seal
from reports.outcome import outcome
from tests.cast import Cast
from tests.methods.vote.room import open_vote, vote

ENOUGH = 1000


def played(cast: Cast, choice: str = "lot", people: int = 9) -> dict[str, Any]:
    """The sealed outcome of a vote in which three share the last two of three places."""
    voters = cast.people(people)
    items = open_vote(cast, voters, problems=5, budget="free", target="3")
    for place, person in enumerate(voters):
        person.does("ballot", items=[items[0], items[1 + place % 3]])
    vote(cast, choice)
    cast.facilitator.does("end", None)
    made: dict[str, Any] = json.loads(seal.canonical(seal.sealed(outcome(cast.db, cast.seminar))))
    return made


def told(made: dict[str, Any]) -> dict[str, Any]:
    """The vote in it."""
    found: dict[str, Any] = next(s for s in made["steps"] if s["key"] == "huk")
    return found


def written(folder: Path, made: dict[str, Any] | bytes) -> str:
    file = folder / "outcome.json"
    file.write_bytes(made if isinstance(made, bytes) else seal.canonical(made).encode())
    return str(file)


def test_the_room_can_count_the_file_again(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, played(cast))
    assert run(["recount", file, "--language", "nb"]) == 0
    said = capsys.readouterr().out
    assert "9 stemmesedler er telt på nytt" in said and "lodd" in said.lower()
    assert run(["recount", file, "--language", "nn"]) == 0
    assert "9 røystesetlar er talde på nytt" in capsys.readouterr().out


def test_one_changed_byte_anywhere_in_the_file_is_found(cast: Cast, tmp_path: Path) -> None:
    from reports.opened import Unreadable, checked
    from reports.recount import recount as again

    whole, chance = seal.canonical(played(cast)).encode(), random.Random(9)
    assert again(json.loads(whole))[0]
    for _ in range(ENOUGH):
        at, byte = chance.randrange(len(whole)), chance.randrange(256)
        if whole[at] == byte:
            continue
        try:
            found = checked(json.loads(whole[:at] + bytes([byte]) + whole[at + 1 :]), "it")
        except (Unreadable, ValueError):
            continue  # it is no outcome any more
        assert not again(found, "en")[0], (at, byte)


def test_a_result_that_was_changed_together_with_its_fingerprints_is_counted(cast: Cast) -> None:
    """Who makes the fingerprints anew still has to make the ballots fit."""
    whole = played(cast)
    changes: list[tuple[str, Any]] = [
        ("votes", lambda v: v["ranking"][0].update(votes=8)),
        ("votes", lambda v: v["cast"][0].append(5)),
        ("ballot", lambda v: v["cast"].pop()),
        ("tie", lambda v: v.update(target=2)),
        ("lot", lambda v: v["shortlist"].__setitem__(1, v["tie"]["losers"][0])),
        ("lot", lambda v: v["tie"].update(seed="0" if _drawn(v, "0") else "1")),
        ("totals", lambda v: v.update(ticks=v["ticks"] + 1)),
        ("near", lambda v: v["ranking"][-1].update(near_miss=True)),
        ("versions", lambda v: v.update(version=2)),
    ]
    for expected, change in changes:
        changed = json.loads(json.dumps(told(whole)["outcome"]))
        change(changed)
        assert expected in audit.faults(changed), expected
    assert audit.faults(told(whole)["outcome"]) == []


def _drawn(told: dict[str, Any], seed: str) -> bool:
    """Whether another lot would put somebody else in."""
    other = {**told, "tie": {**told["tie"], "seed": seed}}
    listed = [audit.line(row) for row in told["ranking"]]
    return bool(lots.settled(other, listed, cut.tie(listed, 3)) != told["shortlist"])


@pytest.mark.parametrize("choice", ["include", "exclude", "lot"])
def test_of_fewer_than_five_only_the_totals_are_told(cast: Cast, choice: str) -> None:
    from reports.recount import recount as again

    whole = played(cast, choice, people=4)
    assert told(whole)["outcome"]["cast"] == []
    holds, lines = again(whole, "en")
    assert holds and any("only the totals" in line for line in lines)


def test_a_published_vote_holds_whatever_mode_it_had() -> None:
    """The dots of spec §2, with two going on and a tie that all were let through."""
    cast = [{"1": 3, "2": 1, "3": 1}, {"1": 3, "4": 2}, {"2": 2, "3": 2, "4": 1},
            {"2": 1, "3": 2, "4": 2}, {"1": 3, "2": 2}]  # fmt: skip
    made: dict[str, Any] = {"mode": "dots", "per_item": 3, "budget": 5, "cast": cast, "merged": {}}
    lines = recount.lines(made | {"ranking": [{"number": n} for n in range(1, 5)]})
    shown = [{"number": x.item, "votes": x.votes, "rank": x.rank, "voters": x.voters,
              "tables": None, "table_fair": None, "shortlisted": x.rank == 1,
              "near_miss": x.rank == 2} for x in lines]  # fmt: skip
    made |= {"ranking": shown, "shortlist": [1], "target": 1, "natural_break": 1, "tie": None,
             "ballots": 5, "ticks": 25, "represent": None}  # fmt: skip
    assert [row["votes"] for row in shown] == [9, 6, 5, 5]
    made["ranking"][1]["near_miss"] = False
    assert audit.faults(made) == []
    made["cast"][0]["1"] = 4
    assert "ballot" in audit.faults(made)
