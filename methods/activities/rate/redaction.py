"""Taking a sentence out that harms or names somebody: everywhere, and for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from methods.refusal import Refused
from models import Ballot, Score
from translations import N_

if TYPE_CHECKING:
    from methods.activities.rate.activity import Rate


def redact(rate: Rate, words: str) -> None:
    """`words` is in no result and on no ballot afterwards; answers and counts stay as they were."""
    result = rate.step.result or {}
    said = [
        *result.get("words", []),
        *(w for row in result.get("scores", []) for w in row["words"]),
    ]
    if words not in said:
        raise Refused("no_words", N_("That sentence is no longer here."))
    rate.step.result = _without(result, words)
    ballots = select(Ballot.id).where(Ballot.step_id == rate.step.id)
    db = rate.db
    db.execute(update(Ballot).where(Ballot.step_id == rate.step.id, Ballot.words == words)
               .values(words=""))  # fmt: skip
    db.execute(update(Score).where(Score.ballot_id.in_(ballots), Score.words == words)
               .values(words=""))  # fmt: skip


def _without(value: Any, words: str) -> Any:
    if isinstance(value, dict):
        return {k: [w for w in v if w != words] if k == "words" else _without(v, words)
                for k, v in value.items()}  # fmt: skip
    return [_without(v, words) for v in value] if isinstance(value, list) else value
