"""A finished seminar as the beginning of an example card: what its outcome says, to be edited."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from methods.activities.follow.statuses import LABELS
from methods.examples import LONG, SHORT
from methods.method import Method
from methods.shelf import find
from models import Seminar
from reports.outcome import outcome
from translations import _, pick


def drafted(db: Session, seminar: Seminar) -> dict[str, str]:
    """The fields of a card, by name, as far as the outcome can fill them. Nobody is named."""
    told, method = outcome(db, seminar), find(seminar.method_id)
    floke = (told["seminar"]["journey"] or {}).get("floke") or ""
    return {
        "title": seminar.title[:SHORT], "place": seminar.venue[:SHORT],
        "theme": floke[:SHORT], "thread": floke[:SHORT],
        "component": method.slik if method else "what", "phase": _phase(told, method),
        "kind": "example", "done": _done(seminar, told)[:LONG],
        "result": _lines(f"{a['what']} ({_(LABELS[a['status']])})" for a in told["agreements"]),
        "lesson": _lines(f"{x['happened']} → {x['learnt']}" for x in told["lessons"]),
        "origin": seminar.sponsor[:SHORT],
    }  # fmt: skip


def _phase(told: dict[str, Any], method: Method | None) -> str:
    stage = (told["seminar"]["journey"] or {}).get("stage")
    return str(stage or (method.phase if method else "understanding"))


def _done(seminar: Seminar, told: dict[str, Any]) -> str:
    rows = [
        _("We asked: %(question)s", question=seminar.question),
        _("%(n)s people took part, with %(method)s.", n=told["participation"]["present"],
          method=pick(seminar.method_title)),
    ]  # fmt: skip
    topics = [t["title"] for t in told["topics"]]
    return "\n".join(rows) + (
        "\n" + _("What most people chose:") + "\n" + _lines(topics) if topics else ""
    )


def _lines(texts: Any) -> str:
    return "\n".join(f"– {text}" for text in texts)[:LONG]
