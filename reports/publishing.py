"""The report's way out: a draft to proof-read, versions that are published, and which is shown.

A published version is the outcome frozen, without anybody's name or contact: these stand in it
only as long as the person says yes, and are laid in from today's. So the fingerprint holds, and
what somebody takes back is gone at once, from old versions too. When something is hidden
afterwards the frozen outcome is dropped (methods/redacting.py): the version is then told from what
is left, and says so, until a corrected one is published.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import clock
from methods.clock import moment
from methods.refusal import Refused
from methods.text import clean
from models import Report, ReportDraft, Seminar
from reports import deals, differences
from reports.outcome import outcome
from reports.readings import READINGS, Reading
from reports.readings.form import short
from reports.seal import canonical, fingerprint, sealed
from translations import N_, _, day

Told = dict[str, Any]
FOREWORD_MAX, SAID_MAX = 4000, 500
SHORT = {"politikere": 400}  # two pages hold no more
HIDDEN = N_("Something in this version was hidden after it was published. It reads as what is left "
            "of it today.")  # fmt: skip
TODAYS = (
    "collector",
    "contact",
    "meanwhile",
    "has_collector",
    "has_deputy",
    "members",
    "status",
    "news",
)  # of an agreement: as it stands when the report is read


@dataclass(frozen=True)
class Shown:
    """The outcome to be read, and the version it is; None is a draft. `data` is its file."""

    outcome: Told
    choices: Told
    report: Report | None
    data: str = ""


def versions(db: Session, seminar: Seminar) -> list[Report]:
    """The published versions, the newest first."""
    mine = select(Report).where(Report.seminar_id == seminar.id)
    return list(db.scalars(mine.order_by(Report.version.desc())))


def shown(db: Session, seminar: Seminar) -> Shown:
    """The newest published version with today's contacts and news; before there is one a draft."""
    published = versions(db, seminar)
    if not published:  # what is half written is not for everybody
        return Shown(outcome(db, seminar), {}, None)
    newest, live = published[0], deals.agreements(db, seminar, seminar.steps)
    data = newest.data or frozen(db, seminar)
    return Shown(of_today(json.loads(data), live), newest.choices, newest, data)


def frozen(db: Session, seminar: Seminar) -> str:
    """The outcome as it stands now, as a published file: sealed, and without anybody's name."""
    return canonical(sealed(nameless(outcome(db, seminar))))


def drafted(db: Session, seminar: Seminar) -> Shown:
    """What would be published now."""
    return Shown(outcome(db, seminar), draft(db, seminar).choices, None)


def draft(db: Session, seminar: Seminar) -> ReportDraft:
    """The draft as it was saved; an empty one if nothing was."""
    kept = db.get(ReportDraft, seminar.id)
    return kept or ReportDraft(seminar_id=seminar.id, revision=0, choices={}, said="")


def save(db: Session, seminar: Seminar, revision: int, kind: str, *, left_out: list[str],
         foreword: str, said: str) -> None:  # fmt: skip
    """Keep how one reading shall be. `revision` is that of the draft it was written on.

    Refuses `conflict` if somebody has saved meanwhile: the reply has the other text.
    """
    kept = draft(db, seminar)
    if revision != kept.revision:
        raise Refused(
            "conflict",
            N_(
                "The report was changed in another window while you wrote. "
                "Nothing is lost: your text and the saved one stand below. "
                "Save again when yours is as it should be."
            ),
            reply={"revision": kept.revision, "said": kept.said, **_foreword(kept, kind)},
        )
    wanted = {"left_out": left_out,
              "foreword": clean(foreword, room(kind), required=False, lines=True)}  # fmt: skip
    kept.said = clean(said, SAID_MAX, required=False)
    kept.choices = {**kept.choices, kind: wanted}
    kept.revision += 1
    db.add(kept)
    db.flush()


def room(kind: str) -> int:
    """The signs there is room for in the foreword of a reading."""
    return SHORT.get(kind, FOREWORD_MAX)


def _foreword(kept: ReportDraft, kind: str) -> dict[str, str]:
    return {"foreword": kept.choices.get(kind, {}).get("foreword", "")}


def publish(db: Session, seminar: Seminar) -> Report:
    """Publish the draft as the next version.

    Refuses while the seminar goes on; a version in which nothing is new; and a correction without
    a sentence of what was corrected (spec/reports.md).
    """
    if seminar.state != "ended":
        raise Refused("not_ended", N_("The seminar is still going on. The draft is saved, and can "
                                      "be published when the seminar has ended."))  # fmt: skip
    kept, earlier = draft(db, seminar), versions(db, seminar)
    data, before = frozen(db, seminar), earlier[0] if earlier else None
    if before:
        _worth_it(before, kept, fingerprint(data))
    made = Report(
        seminar_id=seminar.id, version=before.version + 1 if before else 1, at=clock.now(),
        choices=kept.choices, data=data, fingerprint=fingerprint(data),
        changes=differences.between(json.loads(before.data), json.loads(data))
        if before and before.data else [],
        said=kept.said if before else "",
    )  # fmt: skip
    kept.said = ""
    db.add(made)
    db.flush()
    return made


def _worth_it(before: Report, kept: ReportDraft, now: str) -> None:
    if (before.fingerprint, before.choices) == (now, kept.choices):
        raise Refused("unchanged", N_("Nothing has changed since the version that is published. "
                                      "It stands as it is."))  # fmt: skip
    if not kept.said:
        raise Refused("no_sentence", N_("Say in a sentence what is corrected: it stands in the "
                                        "report. Nothing was published, and what you wrote is "
                                        "saved."))  # fmt: skip


def nameless(told: Told) -> Told:
    """The outcome without names and contacts of collectors, wherever they stand."""
    steps = [_nameless_step(s) if s["activity"] == "agree" else s for s in told["steps"]]
    return {**told, "steps": steps, "agreements": [_nameless(a) for a in told["agreements"]]}


def _nameless_step(step: Told) -> Told:
    told = [_nameless(a) for a in step["outcome"]["agreements"]]
    return {**step, "outcome": {**step["outcome"], "agreements": told}}


def _nameless(deal: Told) -> Told:
    return {**deal, "collector": None, "contact": None}


def of_today(frozen: Told, live: list[Told]) -> Told:
    """The frozen outcome with each agreement's contacts, status and news as they are now."""
    now = {_place(a): {key: a[key] for key in TODAYS} for a in live}
    return {**frozen, "agreements": [{**a, **now.get(_place(a), {})} for a in frozen["agreements"]]}


def _place(deal: Told) -> tuple[Any, ...]:
    return deal["step"], deal["round"], deal["number"]


def read(kind: str, seen: Shown) -> Reading:
    """A reading as the facilitator wants it: sections, foreword, and which version it is."""
    made, choice = READINGS[kind](seen.outcome), seen.choices.get(kind, {})
    kept, inside = [], True
    for section in made.sections:
        inside = section.id not in choice.get("left_out", []) if section.level == 2 else inside
        kept += [section] if inside else []
    return replace(made, sections=kept, foreword=choice.get("foreword", ""),
                   notes=[*made.notes, *notes(seen, brief=kind in SHORT)])  # fmt: skip


def notes(seen: Shown, brief: bool = False) -> list[str]:
    """Version, date and fingerprint, and what was corrected; of a draft that it is one.

    A `brief` one has the facilitator's sentence alone: what changed in the data takes room.
    """
    report = seen.report
    if report is None:
        return [_("This is a draft. It is not published, and may be changed.")]
    made = [_("Version %(n)s, published %(day)s.", n=report.version,
              day=day(moment(report.at) or "")),
            _("Fingerprint (SHA-256): %(print)s", print=fingerprint(seen.data))]  # fmt: skip
    if not report.data:
        made.insert(1, _(HIDDEN))
    if report.version > 1:
        found = [] if brief else [f"{line}." for line in differences.told(report.changes)]
        said = " ".join([short(report.said, 200) if brief else report.said, *found])
        made.append(_("Corrected since version %(n)s: %(what)s", n=report.version - 1, what=said))
    return [*made, _("Contacts, status and news of the agreements are as of today.")]
