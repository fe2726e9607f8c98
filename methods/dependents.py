"""What stands against undoing an act: what has changed since, and what depends on it.

An act can be undone while every value it left still stands, nothing new points at a row it made,
and nobody has done anything in a step (or a seminar) that it opened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from methods.inverse import of_kind
from methods.recording import OURS, TABLES, Change, digest, mark, plain, rows
from methods.told import done
from models import Act, Ballot, Participant, Step
from translations import N_, _, ngettext

LASTS = {
    "secret": N_("Nobody can tell any more who voted what, and that cannot be brought back. "
                 "Open a new round instead."),
    "forgotten": N_("The server has forgotten who it was, and that cannot be brought back."),
    "for_good": N_("What harms or names somebody is taken out for good."),
    "ended": N_("The seminar has ended, and what it takes to undo this has been deleted."),
    "hidden": N_("A text that was a part of this has been hidden, and is not kept here."),
    "rights": N_("Who leads is changed in the list of those who lead."),
    "picture": N_("A picture that was taken away is not kept. Put it up once more."),
    "paper": N_("Votes on paper are taken back where they were entered."),
    "rehearsal": N_("A rehearsal is made and wiped from the console."),
    "corrected": N_("A correction is taken back where the result stands."),
    "nothing": N_("There is nothing to set back."),
}  # fmt: skip
Cell = tuple[str, tuple[Any, ...], str, str]  # table, key, column, part
KINDS = {
    "votes": {"ballot", "paper_vote"},
    "people": {"participant", "membership", "member"},
    "texts": {"line", "item", "note", "agreement", "question", "news"},
}
Standing = list[tuple[Act, set[Cell]]]
Since = defaultdict[str, set[Any]]
COURSE = {("step", "state"), ("seminar", "current_id"), ("seminar", "state")}


def against(db: Session, act: Act, known: Standing | None = None) -> str:
    """Why `act` cannot be undone now, in the language of now; empty if it can.

    Who asks for many acts has the `standing` ones at hand, and gives them.
    """
    if act.undone_id is not None:
        return _("It is undone already.")
    if act.lasts:
        return _(LASTS[act.lasts])
    if (later := _later(act, known or standing(db, act.seminar_id))) is not None:
        return _("Undo this first: %(what)s.", what=done(db, later))
    if not all(_stand(db, act)):
        return _("What it changed has been changed again since.")
    if _published_since(db, act):
        return _("A result that it is a part of has been published since.")
    since = _since(db, act)
    return " ".join(_people(kind, len(found)) for kind, found in sorted(since.items()) if found)


# --- later acts, and values that no longer stand ------------------------------------------------


def cells(act: Act) -> set[Cell]:
    """Every value that the act has changed."""
    return {(change["table"], tuple(change["key"]), cell["column"], cell.get("part", ""))
            for change in act.changes for cell in change["cells"]}  # fmt: skip


def standing(db: Session, seminar_id: int) -> Standing:
    """The acts that have not been undone, the newest first, each with what it changed."""
    found = select(Act).where(Act.seminar_id == seminar_id, Act.undone_id.is_(None))
    return [(act, cells(act)) for act in db.scalars(found.order_by(Act.id.desc()))]


def _later(act: Act, known: Standing) -> Act | None:
    """The newest act that stands and came on top of this one.

    What has only taken back something that came later still leaves nothing on top.
    """
    mine = cells(act)
    return next((later for later, theirs in known if later.id > act.id
                 and (later.undoes_id or 0) <= act.id and _on_top(mine, theirs)), None)  # fmt: skip


def _on_top(mine: set[Cell], later: set[Cell]) -> bool:
    """Whether both changed the same; or both led the seminar on, or one of them the same step."""
    bare = {(table, key, column) for table, key, column, _part in mine}
    both = {(table, key, column) for table, key, column, _part in later}
    same = mine & later or any(
        cell[:3] in both if not cell[3] else (*cell[:3], "") in later for cell in mine
    )
    led = [any((table, column) in COURSE for table, _key, column in some) for some in (bare, both)]
    steps = [{key for table, key, _column in some if table == "step"} for some in (bare, both)]
    return bool(same) or all(led) or (any(led) and bool(steps[0] & steps[1]))


def _stand(db: Session, act: Act) -> Iterator[bool]:
    """Of each value that the act left, whether it is still the same."""
    for name in {change["table"] for change in act.changes} - OURS:
        mine = [change for change in act.changes if change["table"] == name]
        there = rows(db, TABLES[name], [tuple(change["key"]) for change in mine])
        for change in mine:
            now = there.get(tuple(change["key"]))
            if now is None or change["kind"] == "removed":
                yield now is None and change["kind"] == "removed"
                continue
            yield all(_same(change, cell, now, act.salt) for cell in change["cells"])


def _same(change: Change, cell: dict[str, Any], now: dict[str, Any], salt: str) -> bool:
    value = plain(change["table"], cell["column"], now[cell["column"]])
    after: str = cell["after"]
    if "part" in cell:
        return isinstance(value, dict) and mark(value, cell["part"], salt) == after
    return digest(value, salt) == after


def _published_since(db: Session, act: Act) -> bool:
    """Whether a result has come that was made of what the act changed."""
    wanted = Step.seminar_id == act.seminar_id, Step.published_at > act.at
    own = {key[0] for table, key, column, _part in cells(act)
           if table == "step" and column == "published_at"}  # fmt: skip
    published = [s for s in db.scalars(select(Step).where(*wanted)) if s.id not in own]
    if any(column == "merged_into_id" for _table, _key, column, _part in cells(act)):
        return any("ranking" in (s.result or {}) for s in published)
    return bool({s.id for s in published} & _steps_of(db, act))


def _steps_of(db: Session, act: Act) -> set[int]:
    """The steps that the act changed, or put something in, or whose groups it changed."""
    found = set()
    for change in act.changes:
        table, key = change["table"], tuple(change["key"])
        if table == "step":
            found.add(key[0])
        elif change["kind"] == "made" or table in ("group_", "membership"):
            row = rows(db, TABLES[table], [key]).get(key, {})
            found.add(row.get("step_id") or 0)
    return found


# --- what people have done since ---------------------------------------------------------------


def _since(db: Session, act: Act) -> Since:
    """The rows that have come and build on what the act did, by what they are to people."""
    own, found = cells(act), Since(set)
    made: dict[str, list[Any]] = {}
    for change in of_kind(act, "made"):
        made.setdefault(change["table"], []).append(change["key"][0])
    for name, ids in made.items():
        _pointing_at(db, name, ids, own, found)
    for change in of_kind(act, "changed"):
        _opened(db, change, own, found)
    return found


def _opened(db: Session, change: Change, own: set[Cell], found: Since) -> None:
    """What has been done in a step or a run-off that would no longer be open, or behind doors."""
    back = {cell["column"]: cell.get("before") for cell in change["cells"]}
    number = change["key"][0]
    if change["table"] == "step" and back.get("state") in ("waiting", "skipped"):
        _pointing_at(db, "step", [number], own, found)
    elif change["table"] == "step" and "phase" in back:
        cast = Ballot.step_id == number, Ballot.phase > back["phase"]
        found["votes"] |= set(db.scalars(select(Ballot.id).where(*cast)))
    elif change["table"] == "seminar" and back.get("state") == "draft":
        here = select(Participant.id).where(Participant.seminar_id == number)
        found["people"] |= set(db.scalars(here))


def _pointing_at(db: Session, name: str, ids: list[Any], own: set[Cell], found: Since) -> None:
    """Rows that point at these rows of `name`, and were not made to by the act itself."""
    for table in TABLES.values():
        columns = [c for c in table.c for key in c.foreign_keys if key.column.table.name == name]
        kind, who = _kind(table)
        for column in columns if table.name not in OURS else ():
            wanted = select(who, *table.primary_key.columns).where(column.in_(ids))
            for one, *key in db.connection().execute(wanted):
                if (table.name, tuple(key), column.name, "") not in own:
                    found[kind].add(one)


def _kind(table: Table) -> tuple[str, Any]:
    """What rows of a table are to people, and what they are counted by: people by who it is."""
    kind = next((kind for kind, tables in KINDS.items() if table.name in tables), "")
    first = next(iter(table.primary_key.columns))
    return kind, table.c.get("participant_id", first) if kind == "people" else first


def _people(kind: str, count: int) -> str:
    """What has come since, as a sentence."""
    if kind == "votes":
        return ngettext("%(n)s person has voted since.", "%(n)s people have voted since.", count)
    if kind == "people":
        return ngettext("%(n)s person has come or taken a place since.",
                        "%(n)s people have come or taken a place since.", count)  # fmt: skip
    if kind == "texts":
        return ngettext("%(n)s text has been written since.",
                        "%(n)s texts have been written since.", count)  # fmt: skip
    return _("Other things build on it now.")
