"""The log as people read it: when, who, in which step, what, and whether it can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import crew, dependents, told
from models import Act, Entry, Seminar, Step
from translations import _, pick


@dataclass(frozen=True)
class Line:
    """One entry of the log. `why_not`: why it cannot be undone; `act` none of what nobody led."""

    at: float
    who: str
    step: str
    what: str
    reason: str
    act: int | None = None
    undone: bool = False
    again: int | None = None  # the act to undo, so that this one is done again
    why_not: str = ""


@dataclass(frozen=True)
class Last:
    """What was done last: to undo it, or the undoing of it."""

    act: int
    what: str
    who: str
    at: float
    lasts: str = ""


def lines(db: Session, seminar: Seminar, by: str = "") -> list[Line]:
    """The whole log, the newest first; with `by` only what that actor did, and what it undid."""
    mine = [Entry.actor == by] if by else []
    entries = db.scalars(select(Entry).where(Entry.seminar_id == seminar.id, *mine)
                         .order_by(Entry.id.desc()))  # fmt: skip
    steps = {step.id: step for step in seminar.steps}
    known = dependents.standing(db, seminar.id)
    made, shown = [], set[int]()
    for entry in entries:
        act = db.get(Act, entry.act_id or 0)
        first = act is not None and act.id not in shown  # of several entries one is for them all
        shown |= {act.id} if act is not None else set()
        line = _line(db, entry, act if first else None, steps.get(entry.step_id or 0), known)
        made.append(_of(db, line, by) if by else line)
    return made


def _of(db: Session, line: Line, by: str) -> Line:
    """The line for the one who did it: what a colleague has undone, a colleague does again."""
    now = db.get(Act, line.again or line.act or 0)
    now = now and told.latest(db, now)
    if now is None or now.actor == by:
        return line
    return replace(line, why_not=_("%(who)s has undone it, or done it again.",
                                   who=who(db, now.actor)))  # fmt: skip


def _line(db: Session, entry: Entry, act: Act | None, step: Step | None,
          known: dependents.Standing) -> Line:  # fmt: skip
    what = told.told(entry.verb, entry.data)
    said = who(db, entry.actor), step and pick(step.title) or "", str(entry.data.get("reason", ""))
    if act is not None and act.command == "undo":
        first, deep = told.root(db, act)
        what = (_("undone: %(what)s") if deep % 2 else _("done again: %(what)s")) % {
            "what": told.done(db, first)
        }
        return Line(entry.at, said[0], said[1], what, said[2])
    if act is None:
        return Line(entry.at, said[0], said[1], what, said[2])
    undone = act.undone_id is not None
    now = db.get(Act, act.undone_id) if undone else told.latest(db, act)
    assert now is not None
    return Line(entry.at, said[0], said[1], what, said[2], act.id, undone,
                now.id if undone else None, dependents.against(db, now, known))  # fmt: skip


def last(db: Session, seminar: Seminar) -> Last | None:
    """The newest act that stands, for the console's «undo»."""
    wanted = select(Act).where(Act.seminar_id == seminar.id, Act.command != "undo",
                               Act.undone_id.is_(None)).order_by(Act.id.desc())  # fmt: skip
    found = db.scalars(wanted.limit(1)).first()
    if found is None:
        return None
    return Last(found.id, told.done(db, found), who(db, found.actor), found.at, found.lasts)


def again(db: Session, seminar: Seminar) -> Last | None:
    """What was just undone, so that it can be done again."""
    found = db.scalars(select(Act).where(Act.seminar_id == seminar.id)
                       .order_by(Act.id.desc()).limit(1)).first()  # fmt: skip
    if found is None or not told.root(db, found)[1] % 2:
        return None
    first, _deep = told.root(db, found)
    return Last(found.id, told.done(db, first), who(db, found.actor), found.at)


def who(db: Session, actor: str) -> str:
    """Who did it: one who leads by name, of the others nobody by theirs."""
    return crew.name(db, actor) or _("a participant")
