"""Granvik's morning: 79 problems, 906 ticks and a tie at ten, by spec/scenarios.md (a) 1–3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from methods.activities.vote import account, cut, poll
from storage import Storage
from tests.methods.granvik import PROBLEMS, VOTES, Granvik

pytestmark = pytest.mark.alike  # test_scenario_a_outcome.py plays the same day on PostgreSQL too


@pytest.fixture
def granvik(storage: Storage) -> Iterator[Granvik]:
    made = Granvik(storage)
    yield made
    made.cast.close()


@pytest.fixture
def ticked(granvik: Granvik) -> Granvik:
    """Everything up to the closed vote: a tie stands at the tenth place."""
    granvik.vote()
    return granvik


# --- the problems --------------------------------------------------------------------------------


def test_twelve_tables_write_79_problems(granvik: Granvik) -> None:
    granvik.write()
    assert granvik.cast.activity().view("screen")["count"] == 79
    assert granvik.cast.activity().progress() == (12, 12)
    by_table = Counter(item["table"] for item in granvik.cast.activity().outcome()["items"])
    assert [by_table[number] for number in range(1, 13)] == PROBLEMS


def test_of_six_merges_one_is_undone_by_its_home_table(granvik: Granvik) -> None:
    def shown() -> tuple[int, int]:
        view = granvik.cast.activity().view("console")
        return len(view["problems"]), view["merged"]

    granvik.write()
    granvik.cast.lead_to("samle")
    assert shown() == (79, 0)
    item = granvik.merge()
    assert shown() == (73, 6)
    home = granvik.cast.activity().item(item).group_id
    stranger = next(p for p in granvik.people if p.person.table_id != home)
    assert stranger.refused("object", item=item) == "not_yours"
    next(p for p in granvik.people if p.person.table_id == home).does("object", item=item)
    assert shown() == (74, 5)


# --- the vote ------------------------------------------------------------------------------------


def test_74_on_the_ballot_are_ten_ticks_in_ten_minutes(granvik: Granvik) -> None:
    granvik.write()
    granvik.gather()
    granvik.cast.lead_to("huk", opened=False)
    ballot = granvik.cast.activity().view("console")
    assert (ballot["count"], ballot["each"], ballot["minutes"], ballot["thin"]) == (
        74, 10, 10, False)  # fmt: skip
    assert granvik.cast.step().minutes == 10


def test_three_who_come_before_it_closes_get_full_ballots(granvik: Granvik) -> None:
    granvik.write()
    granvik.gather()
    granvik.cast.lead_to("huk")
    assert granvik.cast.activity().progress() == (0, 93)
    late = granvik.cast.people(3)
    assert [p.own()["left"] for p in late] == [10, 10, 10]
    assert granvik.cast.activity().progress() == (0, 96)
    sizes = granvik.cast.activity().scope.sizes(granvik.cast.activity().scope.tables())
    assert list(sizes.values()) == [8] * 12
    late[0].does("ballot", items=granvik.cast.step().data["items"][:10])
    assert (late[0].own()["used"], late[0].own()["left"]) == (10, 0)

    granvik.kari.does("close")
    too_late = granvik.cast.join()
    item = granvik.cast.step().data["items"][0]
    assert too_late.refused("tick", item=item) == "closed"


def test_94_ballots_with_906_ticks_dealt_over_twelve_tables(ticked: Granvik) -> None:
    counted = poll.of(ticked.cast.activity())  # type: ignore[arg-type]
    assert [line.votes for line in counted.lines] == VOTES
    assert (len(counted.ballots), counted.cast) == (90, 94)
    assert Counter(len(b.ticks) for b in counted.ballots) == {10: 56, 9: 34}
    [batch] = counted.paper
    assert (batch.ballots, batch.given) == (4, 40)
    assert sorted(Counter(b.group for b in counted.ballots).values()) == [2] + [8] * 11
    assert ticked.cast.activity().progress() == (94, 96)

    first = counted.lines[0].item
    tables = Counter(b.group for b in counted.ballots if first in b.ticks)
    tables[batch.group] += batch.ticks[first]
    assert [tables[t] for t in sorted(tables, key=lambda t: t or 0)] == [
        4, 3, 4, 3, 3, 4, 4, 2, 4, 4, 3, 3]  # fmt: skip


def test_866_ticks_from_90_phones_and_40_on_paper_from_four(ticked: Granvik) -> None:
    used = [p.own()["used"] for p in ticked.room()]
    assert (len(used), sum(used[:90]), used[90:]) == (92, 866, [0, 0])
    assert ticked.batch.total() == 40
    kept = account.kept(ticked.cast.activity(), poll.ballots(ticked.cast.activity()))  # type: ignore[arg-type]
    assert [(line["kind"], line["ballots"], line["ticks"]) for line in kept["lines"]] == [
        ("phones", 90, 866), ("batch", 4, 40)]  # fmt: skip


def test_nobody_knows_a_count_before_it_is_published(ticked: Granvik) -> None:
    for surface in ("phone", "screen", "console"):
        view = ticked.cast.activity().view(surface)
        assert not {"ranking", "kept", "near", "ballots"} & set(view)


# --- the tie at ten ------------------------------------------------------------------------------


def test_the_tie_at_ten_is_never_cut_in_silence(ticked: Granvik) -> None:
    assert ticked.kari.refused("publish") == "tie"
    assert ticked.kari.refused("next") == "tie"
    panel = ticked.cast.activity().view("console")
    tie = panel["tie"]
    assert (tie["above"], len(tie["tied"]), tie["places"], tie["with_all"]) == (9, 3, 1, 12)
    assert (tie["suggestion"], tie["choices"][0]) == ("include", "include")
    assert panel["natural"] == 12


def test_the_natural_break_is_a_gap_of_6_where_5_is_enough() -> None:
    assert VOTES[11] - VOTES[12] == 6
    assert cut.natural_break(VOTES, 10) == 12
    assert cut.natural_break([*VOTES[:12], *(16 for _ in VOTES[12:])], 10) == 12  # 5
    assert cut.natural_break([*VOTES[:12], *(17 for _ in VOTES[12:])], 10) is None  # 4


def shortlist(granvik: Granvik) -> list[int]:
    """The places that went on, when it is published."""
    granvik.kari.does("publish")
    result = granvik.cast.step("huk").result or {}
    places = {row["item"]: place for place, row in enumerate(result["ranking"], 1)}
    return [places[item] for item in result["shortlist"]]


def near_misses(granvik: Granvik) -> list[int]:
    return [place for place in range(1, 75) if granvik.row(place)["near_miss"]]


def test_the_suggestion_takes_all_twelve(ticked: Granvik) -> None:
    ticked.kari.does("tie", choice="include")
    assert shortlist(ticked) == list(range(1, 13))
    assert near_misses(ticked) == []
    assert [ticked.row(n)["rank"] for n in (9, 10, 11, 12, 13)] == [9, 10, 10, 10, 13]


def test_tables_and_bridging_stand_beside_the_total(ticked: Granvik) -> None:
    ticked.kari.does("tie", choice="include")
    ticked.kari.does("publish")
    assert (ticked.row(1)["table_fair"], ticked.row(1)["bridging"]) == ("0.4375", "0.4448")
    assert [ticked.row(n)["bridging"] for n in (9, 10, 11)] == ["0.2618", "0.2735", "0.2708"]


def test_the_natural_break_takes_twelve_without_a_tie(ticked: Granvik) -> None:
    ticked.kari.does("cut", size=12)
    assert ticked.cast.activity().view("console")["tie"] is None
    assert shortlist(ticked) == list(range(1, 13))


def test_excluding_the_tied_takes_nine_and_names_the_three(ticked: Granvik) -> None:
    ticked.kari.does("tie", choice="exclude")
    assert shortlist(ticked) == list(range(1, 10))
    assert near_misses(ticked) == [10, 11, 12]


def test_a_run_off_of_88_gives_the_tenth_place(ticked: Granvik) -> None:
    ticked.run_off(35, 31, 22)
    assert ticked.cast.activity().progress() == (88, 96)
    assert shortlist(ticked) == list(range(1, 11))
    story = (ticked.cast.step("huk").result or {})["tie"]
    assert [r["votes"] for r in story["runoff"]] == [35, 31, 22]
    assert story["runoff_ballots"] == 88
    assert near_misses(ticked) == [11, 12]


def test_without_a_run_off_tables_and_then_table_fair_decide(ticked: Granvik) -> None:
    ticked.kari.does("tie", choice="lot")
    assert shortlist(ticked) == list(range(1, 11))
    assert [ticked.row(n)["tables"] for n in (10, 11, 12)] == [12, 12, 10]
    assert [ticked.row(n)["table_fair"] for n in (10, 11)] == ["0.2257", "0.2222"]
    assert (ticked.cast.step("huk").result or {})["tie"]["by"] == ["table_fair"]
    assert near_misses(ticked) == [11, 12]


def test_a_run_off_that_ends_even_is_decided_by_tables(ticked: Granvik) -> None:
    ticked.run_off(22, 33, 33)
    assert shortlist(ticked) == [*range(1, 10), 11]
    story = (ticked.cast.step("huk").result or {})["tie"]
    assert (story["by"], story["runoff_ballots"]) == (["tables"], 88)
