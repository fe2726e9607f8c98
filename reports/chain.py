"""The chain: from an agreement back to the first words of it, and from every text to its fate.

Pure over the outcome (docs/outcome.md). Nothing here knows who wrote or who ticked
(spec/reports.md: what was not taken further, and why).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

Told = dict[str, Any]
KINDS = {"problem": "problems", "idea": "ideas"}  # what has a page of its own, and its list


@dataclass(frozen=True)
class Chain:
    """An outcome with its links: every list below is in the order of the outcome."""

    outcome: Told

    # --- finding one -------------------------------------------------------------------------

    def item(self, kind: str, number: int | None) -> Told | None:
        """The problem or idea of a number; None if there is none."""
        if number is None or kind not in KINDS:
            return None
        return next((i for i in self.outcome[KINDS[kind]] if i["number"] == number), None)

    @cached_property
    def agreements(self) -> list[Told]:
        """Those of the newest follow-up: a step that was opened again makes its own."""
        numbers = {a["number"]: a for a in self.outcome["agreements"]}
        return [numbers[n] for n in sorted(numbers)]

    def agreement(self, number: int) -> Told | None:
        return next((a for a in self.agreements if a["number"] == number), None)

    # --- backwards ---------------------------------------------------------------------------

    def voices(self, problem: Told) -> list[Told]:
        """The problem in its writer's own words, and all that were merged into it."""
        root = self.root("problem", problem)
        merged = (p for p in self.outcome["problems"] if p["merged_into"] == root["number"])
        return [root, *(m for m in merged if root["number"] is not None)]

    def root(self, kind: str, item: Told) -> Told:
        """What it was merged into, else itself."""
        return self.item(kind, item["merged_into"]) or item

    def came_from(self, agreement: Told) -> Told | None:
        """The problem at the beginning of an agreement; None of one that was written as it is."""
        item = agreement["item"] or {}
        idea = self.idea_of(agreement)
        number = idea["topic"] if idea else item.get("number")
        found = self.item("problem", number) if idea or item.get("kind") == "problem" else None
        return self.root("problem", found) if found else None

    def idea_of(self, agreement: Told) -> Told | None:
        item = agreement["item"] or {}
        found = self.item("idea", item.get("number")) if item.get("kind") == "idea" else None
        return self.root("idea", found) if found else None

    # --- forwards ----------------------------------------------------------------------------

    def ideas(self, problem: Told) -> list[Told]:
        numbers = self._numbers(problem)
        return [i for i in self.outcome["ideas"] if i["topic"] in numbers]

    def sheets(self, kind: str, item: Told) -> list[tuple[Told, Told]]:
        """The flip-overs about it, each with the outcome of its step, which says how it reads."""
        number = self.root(kind, item)["number"]
        return [(step["outcome"], sheet)
                for step in self.outcome["steps"] for sheet in step["outcome"].get("sheets", ())
                if number is not None and (sheet.get("about"), sheet.get("topic")) == (kind, number)
                and (sheet["lines"] or sheet["ideas"])]  # fmt: skip

    def place(self, problem: Told) -> Told | None:
        """What became of it as a topic that people walked to; None if it was none."""
        number = self.root("problem", problem)["number"]
        rows = [
            t
            for s in self.outcome["steps"]
            for t in s["outcome"].get("topics", ())
            if number is not None and (t.get("about"), t["problem"]) == ("problem", number)
        ]
        return rows[-1] if rows else None  # fmt: skip

    def led_to(self, kind: str, item: Told) -> list[Told]:
        """The agreements it led to."""
        root = self.root(kind, item)
        back = self.came_from if kind == "problem" else self.idea_of
        return [a for a in self.agreements if back(a) is root]

    def _numbers(self, problem: Told) -> set[int]:
        return {v["number"] for v in self.voices(problem) if v["number"] is not None}

    # --- the vote ----------------------------------------------------------------------------

    def vote(self, item: Told) -> Told | None:
        """The outcome of the vote in which it got its ticks, in its newest round."""
        key = item.get("vote")
        rounds = [s["outcome"] for s in self.outcome["steps"] if s["key"] == key]
        return rounds[-1] if key and rounds else None

    def cut(self, item: Told) -> int | None:
        """The votes of the last that went on where it was voted on."""
        ranking = (self.vote(item) or {}).get("ranking", ())
        return min((r["votes"] for r in ranking if r["shortlisted"]), default=None)


def fate(item: Told) -> str:
    """What became of a problem or an idea: merged, on, near, aside, or waiting for its vote."""
    if item["merged_into"] is not None:
        return "merged"
    if item["ticks"] is None:
        excluded = (item.get("reason") or {}).get("why") == "excluded"
        return "aside" if excluded else "waiting"
    if item["shortlisted"]:
        return "on"
    return "near" if item["near_miss"] else "aside"
