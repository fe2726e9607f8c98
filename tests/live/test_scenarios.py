"""Scenarios (a) and (b) of spec/scenarios.md, played by the command: the numbers are there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from demo.scenarios.asking import INTERVIEWS, VIEWS
from demo.scenarios.finding import DAY_AFTER, HYPOTHESES, LAST_DAY, Finding
from demo.scenarios.granvik import WALKERS, Granvik
from demo.scenarios.nordlia import FIRST_DAY, FLOKE, SECOND_DAY, WEEKS_LATER
from demo.scenarios.roles import ANSWERS, TASKS
from methods import prompts
from tests.live.scenarios import Played, play, roots, votes

pytestmark = [pytest.mark.server, pytest.mark.demo]


PARTS = [[8, 7, 7], [8, 7], [12], [11], [9], [8], [7], [6], [4], []]  # of the ten topics in (a)


# --- (a) -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def granvik(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return Played(play("a", tmp_path_factory.mktemp("granvik")))


def test_79_problems_become_74_and_three_who_come_late_get_full_ballots(granvik: Played) -> None:
    step, present = granvik.steps, granvik.outcome["participation"]
    assert (present["present"], present["tables"]) == (96, 12)
    assert (len(step["finn"]["items"]), roots(step["samle"]["items"])) == (79, 74)
    assert granvik.seen["late"] == [10, 10, 10]


def test_94_ballots_have_906_ticks_and_a_run_off_gives_the_tenth_place(granvik: Played) -> None:
    huk = granvik.steps["huk"]
    assert (huk["ballots"], sum(votes(huk)), votes(huk)) == (94, 906, Granvik.votes)
    assert (huk["paper"]["ballots"], huk["paper"]["ticks"]) == (4, 40)
    assert [(x["ballots"], x["ticks"]) for x in huk["account"]["lines"]] == [(90, 866), (4, 40)]
    assert "herav" in granvik.report
    first = huk["ranking"][0]
    assert (first["table_fair"], first["bridging"]) == ("0.4375", "0.4448")
    tie = huk["tie"]
    assert (tie["above"], len(tie["tied"]), tie["suggestion"]) == (9, 3, "include")
    assert tie["choice"] == "runoff"
    assert [row["votes"] for row in tie["runoff"]] == Granvik.run_off
    assert [row["near_miss"] for row in huk["ranking"]].count(True) == 2


def test_94_walk_to_twelve_groups_on_nine_topics_and_one_is_parked(granvik: Played) -> None:
    saker = granvik.steps["saker"]
    assert [topic["people"] for topic in saker["topics"]] == Granvik.topics
    found = [sorted((g["people"] for g in topic["groups"]), reverse=True)
             for topic in saker["topics"]]  # fmt: skip
    assert found == PARTS
    assert [topic["taken"] for topic in saker["topics"]] == [True] * 9 + [False]
    assert [topic["stopped_by"] for topic in saker["topics"]] == [0, 0, 0, WALKERS, *[0] * 6]
    assert "men ingen tok den" in granvik.report


def test_19_ideas_are_sieved_to_seven_that_become_agreements(granvik: Played) -> None:
    step = granvik.steps
    sil, deals = step["sil"], step["avtaler"]["agreements"]
    assert (sil["ballots"], sum(votes(sil)), votes(sil)) == (91, 441, Granvik.ideas)
    assert [row["shortlisted"] for row in sil["ranking"]].count(True) == 7
    assert [deal["has_collector"] for deal in deals].count(True) == 6
    assert sum(bool(deal["lacks"]) for deal in deals) == 1, "one is red"
    assert sum(deal["members"] for deal in deals) == 61


def test_one_handover_is_accepted_and_one_declined(granvik: Played) -> None:
    deals = granvik.steps["avtaler"]["agreements"]
    told = [(d["owner_now"], d["owner_later"], d["handover"]) for d in deals if d["handover"]]
    assert sorted(told) == [("municipality", "volunteers", "accepted"),
                            ("volunteers", "municipality", "declined")]  # fmt: skip


def test_88_say_what_they_think_of_the_day(granvik: Played) -> None:
    useful = granvik.steps["slutt"]["criteria"]["nytte"]
    assert (useful["n"], useful["counts"], useful["mean"]) == (88, Granvik.evaluation, 4.08)


# --- (b) -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nordlia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return play("b", tmp_path_factory.mktemp("nordlia"))


@pytest.fixture
def finding(nordlia: Path) -> Played:
    return Played(nordlia)


def test_six_statements_are_rated_and_the_sponsor_confirms_before_anything_else(
    finding: Played,
) -> None:
    step = finding.steps
    assert finding.outcome["seminar"]["opened_at"].startswith(FIRST_DAY.isoformat())
    assert step["bord"]["spread"] == [{"people": 6, "tables": 3}, {"people": 7, "tables": 1}], (
        "four tables of six, and the deputy sits down at one"
    )
    assert len(step["bilde"]["items"]) == 6
    first = next(row for row in step["enig"]["scores"] if row["number"] == 1)
    score = first["criteria"]["score"]
    assert score["counts"] == Finding.first_statement
    n = sum(score["counts"])
    mean = sum(value * count for value, count in enumerate(score["counts"], 1)) / n
    assert (n, round(mean, 3), score["mean"]) == (24, 3.958, 3.96)
    low, _middle, high = score["quartiles"]
    assert (score["quartiles"], high - low) == ([3.75, 4, 5], 1.25)
    assert sum(score["counts"][3:]) / n == 0.75
    assert (score["consensus"], first["flags"]) == (False, [])
    assert finding.seen["unconfirmed"] == "undecided"
    assert step["felles"]["by"] == "sponsor"
    assert [o["key"] for o in step["felles"]["options"] if o["chosen"]] == ["ja"]


def test_31_tangles_become_19_and_the_tables_decide_the_fourth_place(finding: Played) -> None:
    step = finding.steps
    assert (len(step["floker"]["items"]), roots(step["rydd"]["items"])) == (31, 19)
    pri = step["pri"]
    assert (pri["ballots"], sum(votes(pri)), votes(pri)) == (24, 117, Finding.votes)
    tie = pri["tie"]
    assert (tie["above"], len(tie["tied"]), tie["choice"], tie["by"]) == (3, 2, "lot", ["tables"])
    fourth, fifth = pri["ranking"][3:5]
    assert (fourth["votes"], fourth["tables"], fourth["shortlisted"]) == (11, 4, True)
    assert (fifth["votes"], fifth["tables"], fifth["shortlisted"]) == (11, 3, False)


def test_stakeholders_of_each_tangle_and_the_young_are_with_from_the_start(
    finding: Played,
) -> None:
    step = finding.steps
    kept = {row["title"] for row in step["pri"]["ranking"] if row["shortlisted"]}
    assert {card["about"] for card in step["hvem"]["items"]} == kept
    rows = {row["title"]: row for row in step["kart"]["scores"]}
    assert {what: row["flags"].count("from_start") for what, row in rows.items()} == {
        what: int(affected >= 3) for what, (_power, _interest, affected)
        in Finding.stakeholders.items()
    }  # fmt: skip
    young = rows["Ungdom"]
    values = {key: cell["value"] for key, cell in young["criteria"].items()}
    assert values == {"makt": 1, "interesse": 4, "berort": 4}
    assert young["quadrant"] == "x", "much interest, little power"
    assert [round(row["total"], 3) for row in step["matrise"]["scores"]] == [
        3.875, 3.75, 3.375, 2.75]  # fmt: skip
    assert {row["title"] for row in step["matrise"]["scores"]} == kept


def test_after_the_night_all_24_are_themselves_and_a_deputy_inherits_nothing(
    finding: Played,
) -> None:
    assert finding.outcome["seminar"]["ended_at"].startswith(SECOND_DAY.isoformat())
    assert finding.seen["morning"] == {
        "known": 24, "on_another_device": 6, "deputy_is_new": True}  # fmt: skip
    assert finding.outcome["participation"]["present"] == 25
    assert (finding.steps["pri"]["ballots"], finding.steps["matrise"]["answers"]) == (24, 24)
    assert finding.steps["saker"]["people"] == 24, "the deputy walks, and who stayed home does not"


def test_the_second_day_has_constraints_critical_friends_8_hypotheses_and_4_sheets(
    finding: Played,
) -> None:
    step = finding.steps
    cards = prompts.cards("benspenn")
    assert finding.seen["constraints"] == sorted(card["nb"] for card in cards)
    assert finding.seen["friends"] == [[1], [2], [3], [0]], "each reads its neighbour, never itself"
    assert {card["about"] for card in step["venn"]["items"]} <= {
        card["title"] for card in step["ide"]["items"]}  # fmt: skip
    assert all(card["fields"]["foreslaar"] for card in step["venn"]["items"])
    found = [idea["title"] for sheet in step["tror"]["sheets"] for idea in sheet["ideas"]]
    assert sorted(found) == sorted(f"Vi tror at {what}" for what, _sign in HYPOTHESES)
    for key, fields in (("sti", 4), ("forum", 4)):
        assert [len(sheet["lines"]) for sheet in step[key]["sheets"]] == [fields] * 4


def test_what_is_agreed_is_evaluated_within_six_months(finding: Played) -> None:
    assert (LAST_DAY, DAY_AFTER) == ("2026-02-28", "2026-03-01")
    assert {deal["evaluate_by"] for deal in finding.steps["avtal"]["agreements"]} == {LAST_DAY}
    assert finding.seen["late"] == {"sti": "late_date", "avtal": "late_date"}


def test_a_task_has_one_a_and_the_leaders_stand_by_the_matrix(nordlia: Path) -> None:
    roles = Played(nordlia / "ansvarsmatrise")
    assert roles.seen["second_a"] == "two_a"
    rows = [
        row for sheet in roles.steps["kart"]["sheets"] for row in sheet["lines"]["raci"]["rows"]
    ]
    assert {row["text"] for row in rows} == set(TASKS)
    assert [row["text"] for row in rows if row["marks"].count("A") != 1 or row["faults"]] == []
    [agreed] = roles.steps["ja"]["agree"]
    assert (agreed["counts"], agreed["share"], agreed["broad"]) == (ANSWERS, "0.8750", True)


def test_three_weeks_later_the_hypothesis_falls_and_another_group_is_asked(nordlia: Path) -> None:
    asking = Played(nordlia / "hypotesetest")
    seminar = asking.outcome["seminar"]
    assert seminar["opened_at"].startswith(WEEKS_LATER.isoformat())
    assert seminar["journey"]["floke"] == FLOKE
    assert seminar["journey"]["from"]["method"] == "flokefinning"
    brought = [card["title"] for card in asking.steps["utgangspunkt"]["items"]]
    assert brought == [asking.seen["hypothesis"]]
    assert brought[0] in [f"Vi tror at {what}" for what, _sign in HYPOTHESES]
    first, second = asking.rounds("spor")
    said = Counter(card["fields"]["syn"] for card in first["items"])
    assert [said[view] for view in VIEWS] == INTERVIEWS[1] == [2, 11, 2]
    assert [t["verdict"] for t in first["tallies"]] == ["refuted"]
    assert len(second["items"]) == sum(INTERVIEWS[2])
    [told] = second["tallies"]
    assert [told["for"], told["against"], told["mixed"]] == INTERVIEWS[2] == [6, 1, 0]
    whole = told["sum"]
    assert (whole["for"], whole["against"], whole["verdict"]) == (8, 12, "undecided")
    ways = [
        [o["key"] for o in choice["options"] if o["chosen"]] for choice in asking.rounds("valg")
    ]
    assert ways == [["annen_gruppe"], ["stopp"]]
    assert asking.seen["round_1"] == {"interviews": 15, "refuted": True}
    for part in ("spor-1", "spor-2", "valg-1", "valg-2", "journey"):
        assert f'id="{part}"' in asking.report
