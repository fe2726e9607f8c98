"""rate: everyone answers on a scale from 1 to 5, in secret; the spread is shown afterwards."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import distinct, func, select

from methods import secrecy
from methods.activities.rate.counting import spread
from methods.activity import Activity, Block
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Ballot, Group, Participant, Score, Words
from translations import N_, _, decimal, ngettext, pick

WORDS_MAX = 280
SMALL = 5


class Criterion(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    label: Words


class Rate(Activity):
    id = "rate"
    name = N_("Rating")

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        criteria: list[Criterion]
        min: int = 1
        max: int = 5

    @command("participant", secret=True)
    def answer(self, criterion: str, value: int) -> None:
        """One's answer to one question; it can be changed while the step is open."""
        if criterion not in {c.key for c in self.settings.criteria}:
            raise Refused("no_criterion", N_("That is not one of the questions."))
        if not self.settings.min <= value <= self.settings.max:
            raise Refused("bad_value", N_("Answer with a number from %(low)s to %(high)s."),
                          low=self.settings.min, high=self.settings.max)  # fmt: skip
        ballot = self._ballot()
        self.db.merge(Score(ballot_id=ballot.id, criterion=criterion, value=value))
        self.scope.touch("console", "screen")

    @command("participant", secret=True)
    def say(self, words: str) -> None:
        """One sentence on the day."""
        self._ballot().words = clean(words, WORDS_MAX, required=False)
        self.scope.touch("console")

    def _ballot(self) -> Ballot:
        person = self.scope.participant()
        return secrecy.take_ballot(self.scope, self.step, person.id, None)

    def publish(self) -> dict[str, Any]:
        return self._result()

    def _result(self) -> dict[str, Any]:
        answers = self.progress()[0]
        rows: dict[str, list[int]] = {c.key: [] for c in self.settings.criteria}
        for key, value in self.db.execute(
            select(Score.criterion, Score.value)
            .join(Ballot, Ballot.id == Score.ballot_id)
            .where(Ballot.step_id == self.step.id)
        ):
            rows[key].append(value)
        made: dict[str, Any] = {}
        for key, values in rows.items():
            found = spread(values, self.settings.min, self.settings.max)
            if found and len(values) >= SMALL:
                made[key] = {"n": found.n, "mean": round(found.mean, 2), "counts": found.counts}
            else:
                made[key] = {"n": len(values), "mean": None, "counts": None}
        words = self.db.scalars(select(Ballot.words).where(
            Ballot.step_id == self.step.id, Ballot.words != ""))  # fmt: skip
        return {"answers": answers, "criteria": made, "words": sorted(words)}

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        """The questions; who-many counts; and the spread only when published."""
        made: dict[str, Any] = {
            "criteria": [
                {"key": c.key, "label": pick(c.label), "steps": self._steps()}
                for c in self.settings.criteria
            ],
            "spread": [],
            "words": [],
        }
        if surface != "phone":
            made["answered"], made["present"] = self.progress()
        if self.step.state == "published":
            made |= {"spread": self._spread(), "words": (self.step.result or {}).get("words", [])}
        return made

    def _steps(self) -> list[int]:
        return list(range(self.settings.min, self.settings.max + 1))

    def _spread(self) -> list[dict[str, Any]]:
        rows = (self.step.result or {}).get("criteria", {})
        made = []
        for c in self.settings.criteria:
            row = rows.get(c.key, {})
            counts = row.get("counts") or []
            most = max(counts, default=0) or 1
            bars = [{"value": v, "count": n, "share": n / most}
                    for v, n in zip(self._steps(), counts, strict=False)]  # fmt: skip
            made.append({"key": c.key, "label": pick(c.label), "mean": row.get("mean"),
                         "n": row.get("n", 0), "bars": bars})  # fmt: skip
        return made

    def own(self, person: Participant) -> dict[str, Any]:
        ballot = secrecy.ballot(self.scope, self.step, person.id)
        if ballot is None:
            return {}
        scores = self.db.execute(
            select(Score.criterion, Score.value).where(Score.ballot_id == ballot.id)
        )
        return {f"answer_{k}": v for k, v in scores} | {"words": ballot.words}

    def progress(self) -> tuple[int, int]:
        answered = self.db.scalar(
            select(func.count(distinct(Score.ballot_id)))
            .join(Ballot, Ballot.id == Score.ballot_id)
            .where(Ballot.step_id == self.step.id)
        )
        return answered or 0, self.scope.present()

    def outcome(self) -> dict[str, Any]:
        return {"labels": {c.key: c.label for c in self.settings.criteria},
                "min": self.settings.min, **(self.step.result or {})}  # fmt: skip

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        n = outcome["answers"]
        blocks: list[Block] = [
            {
                "kind": "text",
                "text": ngettext("%(n)s person answered.", "%(n)s people answered.", n),
            }
        ]
        for key, row in outcome["criteria"].items():
            if not row["counts"]:
                continue
            most = max(row["counts"]) or 1
            caption = _("%(question)s Mean %(mean)s of 5.", question=pick(outcome["labels"][key]),
                        mean=decimal(row["mean"], 2))  # fmt: skip
            blocks.append({"kind": "bars", "caption": caption, "rows": [
                {"label": str(v), "value": c, "share": c / most, "mark": True}
                for v, c in enumerate(row["counts"], outcome["min"])
            ]})  # fmt: skip
        if outcome["words"]:
            blocks += [{"kind": "heading", "text": _("In one sentence")},
                       {"kind": "list", "items": outcome["words"]}]  # fmt: skip
        return blocks
