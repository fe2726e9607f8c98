"""The lists of each vote: its whole ranking, and its ballots without identities."""

from __future__ import annotations

from typing import Any

from methods import items
from reports.rows import Cell, List, yes
from translations import _, pick

Data = dict[str, Any]
SCORES = ("table_fair", "bridging", "home_share")


def votes(outcome: Data) -> list[List]:
    """A list for each vote, in the order they were held."""
    return [_ranking(s) for s in _held(outcome)] + [_support(s) for s in outcome["steps"]
            if s["outcome"].get("agree")]  # fmt: skip


def ballots(outcome: Data) -> list[List]:
    """A row for each thing on each ballot. Their order is not that in which they were cast."""
    return [_ballots(s) for s in _held(outcome) if s["outcome"].get("cast")]


def _held(outcome: Data) -> list[Data]:
    return [s for s in outcome["steps"] if s["outcome"].get("ranking")]


def _named(step: Data, kind: str) -> str:
    return f"{kind}-{step['key'].replace('_', '-')}-{step['round']}"


def _title(step: Data) -> str:
    title, turn = pick(step["title"]), step["round"]
    return title if turn == 1 else _("%(title)s, round %(n)s", title=title, n=turn)


def _ranking(step: Data) -> List:
    head = [_("Rank"), _("No."), _("Title"), _("Votes"), _("Voters"), _("On paper"), _("Went on"),
            _("Nearly in"), _("Tables"), _("Table-fair"), _("Bridging"),
            _("From the home table")]  # fmt: skip
    rows: list[list[Cell]] = [
        [r["rank"], r["number"], items.told(r["title"]), r["votes"], r.get("voters"),
         r.get("paper"), yes(r["shortlisted"]), yes(r["near_miss"]), r.get("tables"),
         *(_figure(r.get(score)) for score in SCORES)]
        for r in step["outcome"]["ranking"]
    ]  # fmt: skip
    return List(_named(step, "votes"), _title(step), head, rows, bars=(2, 3))


def _support(step: Data) -> List:
    head = [_("No."), _("Title"), _("Answers"), _("Supporters"), _("Share"), _("Broad support")]
    rows: list[list[Cell]] = [
        [r["number"], items.told(r["title"]), r["answers"], r.get("supporters"),
         _figure(r.get("share")), yes(r["broad"])]
        for r in step["outcome"]["agree"]
    ]  # fmt: skip
    return List(_named(step, "support"), _title(step), head, rows)


def _ballots(step: Data) -> List:
    head = [_("Ballot"), _("No."), _("Weight")]
    rows: list[list[Cell]] = []
    for ballot, cast in enumerate(step["outcome"]["cast"], 1):
        weights = cast if isinstance(cast, dict) else dict.fromkeys(cast, 1)
        rows += [[ballot, int(number), weight] for number, weight in weights.items()]
    told = _("Ballots: %(title)s", title=_title(step))
    return List(_named(step, "ballots"), told, head, rows)


def _figure(value: Any) -> float | None:
    """A score as a number; the outcome keeps exact ones as text."""
    return None if value is None else round(float(value), 4)
