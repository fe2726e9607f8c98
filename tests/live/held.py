"""That what people sent in a step is in its outcome: what each activity must hold, in numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Outcome = dict[str, Any]
Found = tuple[str, object, object]  # what, how much of it the outcome has, and what it should have
PEOPLE = 9  # who play each method
VOTING = ("ballot", "tick", "dots", "rank", "agree")
OWN_TEXT = ("text", "date", "choice", "person")  # the fields of a sheet that are written whole


class Sent:
    """What was taken in, in one step: each as the command, the form, and who sent it."""

    def __init__(self, rows: list[list[str]]) -> None:
        self.rows = rows

    def times(self, *commands: str) -> int:
        return sum(command in commands for command, _form, _who in self.rows)

    def people(self, *commands: str) -> int:
        return len({who for command, _form, who in self.rows if command in commands})

    def each(self, command: str) -> int:
        """How often different people sent different forms: twice by the same is once."""
        return len({(form, who) for name, form, who in self.rows if name == command})

    def forms(self, command: str) -> int:
        """How many different forms of `command`: of what several may write, the last stands."""
        return len({form for name, form, _who in self.rows if name == command})


def gather(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    seeds = len(settings.get("seed_items", []))
    yield "cards", len(outcome["items"]), sent.times("add", "take", "accept") + seeds
    yield "empty cards", [card for card in outcome["items"] if not card["title"]], []
    for told in outcome["tallies"]:
        about = [card for card in outcome["items"] if card["about"] == told["about"]]
        yield "findings", told["for"] + told["against"] + told["mixed"], len(about)


def sort(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    numbers = {card["number"] for card in outcome["items"]}
    into = {card["merged_into"] for card in outcome["items"]} - {None}
    yield "numbers", len(numbers), len(outcome["items"])
    yield "merged into what is there", into <= numbers, True


def vote(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    yield "ballots", outcome["ballots"], sent.people(*VOTING)
    for row in outcome.get("agree", []):
        yield "answers", sum(row["counts"]), row["answers"]


def rate(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    yield "answers", outcome["answers"], sent.people("score", "skip")


def work(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    sheets, types = outcome["sheets"], outcome["types"]
    yield "ideas", sum(len(sheet["ideas"]) for sheet in sheets), sent.times("add")
    written = [(types[key], value) for sheet in sheets for key, value in sheet["lines"].items()]
    yield "fields", sum(kind in OWN_TEXT for kind, _value in written), sent.forms("write")
    lists = sum(len(value) for kind, value in written if kind == "list")
    grids = [value for kind, value in written if kind == "matrix"]
    rows = sum(len(grid["columns"]) for grid in grids)
    yield "lines and roles", lists + rows, sent.times("list_add")
    marks = sum(mark != "" for grid in grids for row in grid["rows"] for mark in row["marks"])
    yield "marks", marks, sent.forms("mark")


def share(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    yield "likes", sum(card["likes"] for card in outcome["cards"]), sent.each("like")


def decide(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    yield "chosen", sum(option["chosen"] for option in outcome["options"]), 1
    yield "opinions", outcome["cast"] or 0, sent.people("opinion")


def group(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    chosen = sent.people("choose")
    if outcome["by"] == "choice":
        yield "people who chose", outcome["people"] >= chosen > 0, True
    else:
        yield "everybody has a place", outcome["people"], PEOPLE


def agree(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    deals = outcome["agreements"]
    yield "agreements", len(deals), sent.times("propose")
    yield "collectors", sum(deal["has_collector"] for deal in deals), sent.times("collect")
    joined = sum(deal["members"] for deal in deals)
    yield "people who joined", joined >= sent.times("join") > 0, True


def follow(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    news = sum(len(deal["news"]) for deal in outcome["deals"])
    yield "news", news, sent.times("set_status", "update")


def frame(outcome: Outcome, sent: Sent, settings: dict[str, Any]) -> Iterator[Found]:
    yield "the question is told", bool(outcome["question"]), True


def corner(outcome: Outcome, sent: Sent) -> Iterator[Found]:
    """What stands beside every step."""
    asked = outcome["questions"]
    yield "questions", len(asked), sent.times("ask")
    yield "who wonder too", sum(each["wonders"] for each in asked), sent.each("wonder")
    yield "failures", len(outcome["failures"]), sent.times("share_failure")


HELD: dict[str, Callable[[Outcome, Sent, dict[str, Any]], Iterator[Found]]] = {
    "gather": gather, "sort": sort, "vote": vote, "rate": rate, "work": work, "share": share,
    "decide": decide, "group": group, "agree": agree, "follow": follow, "frame": frame,
}  # fmt: skip
