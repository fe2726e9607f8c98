"""Scenario (c) of spec/scenarios.md, played by the command: the numbers are there."""

from __future__ import annotations

import pytest

from demo.scenarios.storoya import Storoya
from tests.live.scenarios import Played, play, roots, votes
from tests.reports.equal import counts, read_by_all, written

pytestmark = [pytest.mark.server, pytest.mark.demo]


@pytest.fixture(scope="module")
def storoya(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return Played(play("c", tmp_path_factory.mktemp("storoya")))


def test_262_phones_and_38_on_paper_write_112_cards_that_become_48(storoya: Played) -> None:
    took, step = storoya.outcome["participation"], storoya.steps
    assert (took["present"], took["without_phone"], took["tables"]) == (300, 38, 38)
    assert {language for language, n in took["languages"].items() if n >= 60} == {"nb", "nn", "en"}
    assert took["roles"]["elected"] == 6
    assert step["ankomst"]["spread"] == [{"people": 4, "tables": 1}, {"people": 8, "tables": 37}]
    assert (len(step["finn"]["items"]), roots(step["samle"]["items"])) == (112, 48)


def test_255_by_phone_and_36_on_paper_give_2632_ticks_and_break_after_eleven(
    storoya: Played,
) -> None:
    huk = storoya.steps["huk"]
    assert (huk["ballots"], huk["present"], sum(votes(huk))) == (291, 300, 2632)
    assert votes(huk) == Storoya.votes
    assert round(huk["ballots"] / huk["present"], 3) == 0.97
    assert (huk["natural_break"], storoya.seen["natural"], len(huk["shortlist"])) == (11, 11, 11)
    assert huk["tie"] is None
    assert storoya.outcome["problems"][0].keys() >= {"source", "ticks", "rank", "shortlisted"}


def test_288_go_to_41_groups_and_one_topic_is_parked(storoya: Played) -> None:
    topics = storoya.steps["saker"]["topics"]
    assert [topic["people"] for topic in topics] == Storoya.topics
    found = [sorted((g["people"] for g in topic["groups"]), reverse=True) for topic in topics]
    assert [len(groups) for groups in found] == [8, 6, 5, 5, 4, 4, 3, 3, 2, 1, 0]
    assert (found[0], found[1], found[8]) == (
        [8, 8, 8, 8, 7, 7, 7, 7], [7, 7, 7, 7, 7, 6], [7, 6])  # fmt: skip
    assert [topic["taken"] for topic in topics] == [True] * 10 + [False]


def test_41_ideas_are_read_on_phones_and_14_go_on(storoya: Played) -> None:
    sil = storoya.steps["sil"]
    assert len(sil["ranking"]) == 41
    assert (storoya.seen["pitches"], sil["budget"], len(sil["shortlist"])) == (0, 10, 14)


def test_twelve_agreements_and_an_elected_collector_becomes_the_deputy(storoya: Played) -> None:
    deals = storoya.steps["avtaler"]["agreements"]
    assert [deal["has_collector"] for deal in deals].count(True) == 9
    assert len(deals) == 12
    assert storoya.seen["warned"]
    assert [deal["has_deputy"] for deal in deals].count(True) >= 1


def test_the_draft_report_is_told_to_each_of_its_readers(storoya: Played) -> None:
    counts(storoya.outcome)
    read_by_all(storoya.outcome)
    assert "291 av 300" in written(storoya.outcome, "md").decode()
