"""The flip-over sheets: one for each topic, with a code that leads to its group."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from methods.command import Actor
from methods.engine import activity
from methods.items import told
from methods.refusal import Refused
from methods.scope import Scope
from models import Item, Seminar, Step
from reports.prints.common import Asked, Print, begin, link, not_ended, paper
from translations import N_, _, pick

USUAL = N_("What is it about?"), N_("Who is affected?"), N_("Ideas")


def sheets(db: Session, seminar: Seminar, asked: Asked) -> Print:
    """A sheet in A3 or A1 for each topic that people will go to."""
    not_ended(seminar)
    step, topics = _topics(db, seminar)
    size = paper(asked.paper, "a3", "a1")
    return "topics", begin(seminar, _("Flip-overs: %(title)s", title=seminar.title), size) | {
        "topic": _("Topic"),
        "scan": _("Scan to join this group"),
        "fields": _fields(seminar, step),
        "topics": [
            {"number": n, "title": told(item.title if item.status == "live" else ""),
             "body": item.body if item.status == "live" else "",
             "qr": link(asked.address, seminar, topic=item.id),
             "alt": _("QR code to the group of topic %(n)s", n=n)}
            for n, item in enumerate(topics, 1)
        ],
    }  # fmt: skip


def chosen(seminar: Seminar) -> list[Step]:
    """The steps where people choose a topic to go to, the newest round first."""
    return [s for s in reversed(seminar.steps) if s.settings.get("by") == "choice"]


def _topics(db: Session, seminar: Seminar) -> tuple[Step, list[Item]]:
    steps = chosen(seminar)
    if not steps:
        raise Refused("no_topics", N_("In this method people do not choose topics to go to."))
    scope = Scope(db, seminar, Actor("stage", 0, seminar.id))
    for step in steps:
        if topics := activity(scope, step).taken():
            return step, topics
    raise Refused("topics_later", N_("The topics are not chosen yet. The sheets can be printed as "
                                     "soon as the result of the vote is published."))  # fmt: skip


def _fields(seminar: Seminar, step: Step) -> list[str]:
    """What the groups will be asked to fill in, by the step that works on these topics."""
    works: list[Any] = [s.settings["sheet"] for s in seminar.steps
                        if step.key in s.source.split() and "sheet" in s.settings]  # fmt: skip
    return [pick(field["label"]) for field in works[0]] if works else [_(text) for text in USUAL]
