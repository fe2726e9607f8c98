"""Paper found after the result was published makes version 2, with its reason (spec §9)."""

from __future__ import annotations

import json
from typing import Any

from reports.outcome import step_outcome
from reports.reading import section
from tests.cast import Cast
from tests.methods.vote.room import end, number
from translations import use

WHY = "En konvolutt lå igjen på bord 1"


def late(cast: Cast, rows: str = "1 2\n3 2", ballots: int = 2, **more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "table": 1,
        "ballots": ballots,
        "rows": rows,
        "reason": WHY,
        "tie": "lot",
    }
    made: dict[str, Any] = cast.facilitator.does("add_paper", "huk", **given | more)
    return made


def refused(cast: Cast, **more: Any) -> str:
    given: dict[str, Any] = {"table": 1, "ballots": 2, "rows": "1 2", "reason": WHY, "tie": "lot"}
    return cast.facilitator.refused("add_paper", "huk", **given | more)


def test_paper_after_the_result_is_version_2_with_reason_and_differences(room: Cast) -> None:
    items = room.step().data["items"]
    before = end(room)
    assert late(room, f"{number(room, items[0])} 2\n{number(room, items[2])} 2")["version"] == 2
    now = room.step("huk").result or {}
    assert (before["ballots"], now["ballots"]) == (6, 8)
    told = room.activity("huk").outcome()
    (made,) = told["corrections"]
    assert made["reason"] == WHY and made["ballots"] == [6, 8]
    assert made["changes"][0]["kind"] == "paper" and made["changes"][0]["ballots"] == 2
    votes = {row["number"]: row["votes"] for row in made["differences"]}
    assert votes[room.activity("huk").item(items[0]).number] == [6, 8]
    assert votes[room.activity("huk").item(items[2]).number] == [0, 2]
    assert told["paper"]["ballots"] == 2 and told["account"]["lines"][-1]["kind"] == "batch"
    assert made["before"]["ballots"] == 6 and not made["before"]["paper"]
    with use("nb"):
        text = json.dumps(section(step_outcome(room.db, room.seminar, room.step("huk"))),
                          ensure_ascii=False)  # fmt: skip
    assert WHY in text and "2 stemmesedler på papir ble tatt med" in text
    assert room.facilitator.does("recount", "huk") == {"same": True}


def test_the_paper_is_as_it_never_came_when_its_version_is_taken_back(room: Cast) -> None:
    before = end(room)
    late(room, numbers="101 102")
    assert refused(room, numbers="101 103") == "number_used"
    room.facilitator.does("take_back", "huk")
    assert room.step("huk").result == before
    assert room.facilitator.does("recount", "huk") == {"same": True}
    assert late(room, numbers="101 102")["version"] == 2, "they may be counted in anew"


def test_late_paper_over_its_limits_is_refused_and_nothing_is_counted(room: Cast) -> None:
    before = end(room)
    assert refused(room, rows="1 3") == "over_ballots"
    assert refused(room, ballots=1, rows="1 1") == "one_alone"
    assert refused(room, ballots=5, rows="1 5") == "too_many_ballots"
    assert refused(room, reason=" ") == "empty"
    room.facilitator.does("issue", None, count=2, table=1)
    assert refused(room, numbers="106 107") == "came_late"
    assert room.step("huk").result == before and room.step("huk").version == 1


def test_no_paper_is_counted_in_when_the_seminar_has_ended(room: Cast) -> None:
    end(room)
    assert room.activity("huk").view("console")["late"]["left"] == [
        {"table": 1, "issued": 4, "left": 4}, {"table": None, "issued": 1, "left": 1},
    ]  # fmt: skip
    room.facilitator.does("end", None)
    assert refused(room) == "ended"
    assert room.activity("huk").view("console")["late"] is None


def test_paper_comes_into_the_first_vote_also_after_a_run_off(room: Cast) -> None:
    items = room.step().data["items"]
    room.facilitator.does("close")
    room.facilitator.does("cut", size=1)
    room.facilitator.does("tie", choice="runoff")
    room.facilitator.does("close")
    end(room)
    assert room.step("huk").phase == 2
    assert late(room, f"{number(room, items[1])} 2")["version"] == 2
    now = room.step("huk").result or {}
    assert now["shortlist"] == [items[1]] and now["ranking"][0]["votes"] == 8
