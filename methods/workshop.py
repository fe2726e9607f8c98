"""The method workshop: a facilitator's own methods, changed step by step and checked all the time.

A method that is not yet without fault is kept as it is; only one without fault can be run. What is
kept is the data of a method file, so that saving, exporting and importing are the same thing.
"""

from __future__ import annotations

import tomllib
from typing import Any

import msgspec
import tomli_w
from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import clock
from methods.catalogue import parse
from methods.checking import check
from methods.faults import Fault
from methods.method import MOST_STEPS, Method, MethodStep
from methods.refusal import Refused
from models import OwnMethod
from translations import LANGUAGES, N_

PREFIX = "own-"
MOST = 200  # methods of one's own


def as_file(method: Method) -> dict[str, Any]:
    """The method as the data of a method file; what is as by default is left out."""
    data = {k: v for k, v in msgspec.to_builtins(method).items()
            if k not in ("step", "given") and v is not None}  # fmt: skip
    return {**data, "step": [_row(step) for step in method.steps]}


def _row(step: MethodStep) -> dict[str, Any]:
    from methods.engine import known  # the engine knows the activities

    envelope = msgspec.to_builtins(step)
    settings = envelope.pop("settings")
    minutes = {str(k): v for k, v in step.minutes.items()}
    kept = _not_default(MethodStep, envelope) | {"minutes": minutes}
    return kept | _not_default(known()[step.activity].Settings, settings)


def _not_default(kind: type[msgspec.Struct], values: dict[str, Any]) -> dict[str, Any]:
    defaults = {}
    for field in msgspec.structs.fields(kind):
        if not field.required:
            made = field.default_factory() if field.default is msgspec.NODEFAULT else field.default  # type: ignore[operator]
            defaults[field.encode_name] = msgspec.to_builtins(made)
    return {k: v for k, v in values.items() if k not in defaults or defaults[k] != v}


def export(own: OwnMethod) -> str:
    """The method as a method file. Read back, it is the same."""
    return tomli_w.dumps(_without_none(own.data))


def shown(row: dict[str, Any]) -> str:
    """A step as it stands in a method file: to compare with."""
    return tomli_w.dumps(_without_none(row))


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_none(v) for k, v in value.items() if v is not None}
    return [_without_none(v) for v in value] if isinstance(value, list) else value


def checked(own: OwnMethod) -> tuple[Method | None, list[Fault]]:
    """The method, if it is without fault; and what is wrong."""
    return check(own.data)


# --- making one ----------------------------------------------------------------------------------


def copy(db: Session, facilitator: int, method: Method) -> OwnMethod:
    """A copy to change. Its name says that it is one."""
    data = as_file(method)
    data["title"] = {language: f"{text} ({COPY[language]})"
                     for language, text in data["title"].items()}  # fmt: skip
    return _keep(db, facilitator, data)


COPY = {"nb": "kopi", "nn": "kopi", "en": "copy"}


def import_file(db: Session, facilitator: int, text: str, file: str) -> OwnMethod:
    """A method file from elsewhere, checked as strictly as a built-in one.

    Raises `BadMethod`, and nothing is kept.
    """
    parse(text, file)
    return _keep(db, facilitator, tomllib.loads(text))


def copy_own(db: Session, facilitator: int, own: OwnMethod) -> OwnMethod:
    """A copy of a method that somebody shares, as it stands, maybe with faults. Nobody else's."""
    title = own.data.get("title")
    named = {k: f"{text} ({COPY[k]})" for k, text in title.items() if k in COPY and text} \
        if isinstance(title, dict) else title  # fmt: skip
    return _keep(db, facilitator, {**own.data, "title": named})


def _keep(db: Session, facilitator: int, data: dict[str, Any]) -> OwnMethod:
    taken = set(db.scalars(select(OwnMethod.key).where(OwnMethod.facilitator_id == facilitator)))
    if len(taken) >= MOST:
        raise Refused("too_many", N_("You have %(n)s methods of your own. Throw one away first."),
                      n=len(taken))  # fmt: skip
    base, number = str(data["id"])[:36], 1
    while f"{base}_{number}" in taken:
        number += 1
    data = {**data, "id": f"{base}_{number}"}
    made = OwnMethod(facilitator_id=facilitator, key=data["id"], data=data, revision=1,
                     changed_at=clock.now())  # fmt: skip
    db.add(made)
    db.flush()
    return made


# --- changing one --------------------------------------------------------------------------------


def save_head(own: OwnMethod, head: dict[str, Any], revision: int) -> None:
    """What the method is called and for whom it is. Refused if it was changed meanwhile."""
    _same(own, revision, own.data)
    _change(own, {**{k: own.data[k] for k in ("id", "guide", "version") if k in own.data},
                  **head, "step": own.data["step"]})  # fmt: skip


def save_guide(own: OwnMethod, guide: dict[str, Any], revision: int) -> None:
    """How to lead it; an empty guide is none. Refused with the other text if it was changed."""
    _same(own, revision, own.data.get("guide") or {})
    rest = {k: v for k, v in own.data.items() if k != "guide"}
    _change(own, {**rest, "guide": guide} if guide else rest)


def save_step(own: OwnMethod, place: int, row: dict[str, Any], revision: int) -> None:
    """One step. Refused with the other text if it was changed meanwhile."""
    _same(own, revision, _at(own, place))
    _steps(own, [*own.data["step"][:place], row, *own.data["step"][place + 1 :]])


def add(own: OwnMethod, activity: str, revision: int) -> int:
    """A new step of `activity` at the end; its place."""
    from methods.engine import known

    _same(own, revision, own.data)
    rows = own.data["step"]
    if activity not in known():
        raise Refused("no_activity", N_("There is no such activity."))
    if len(rows) >= MOST_STEPS:
        raise Refused("full", N_("A method has at most %(n)s steps."), n=MOST_STEPS)
    keys = {str(r.get("id")) for r in rows}
    key = next(k for k in (f"{activity}_{n}" for n in range(1, 99)) if k not in keys)
    row = {"id": key, "do": activity, "minutes": {"40": 10}, "lead": dict.fromkeys(LANGUAGES, ""),
           "title": dict.fromkeys(LANGUAGES, "")}  # fmt: skip
    _steps(own, [*rows, row])
    return len(rows)


def cut(own: OwnMethod, place: int, revision: int) -> None:
    """Take a step out."""
    _same(own, revision, own.data)
    _at(own, place)
    _steps(own, [r for n, r in enumerate(own.data["step"]) if n != place])


def move(own: OwnMethod, place: int, by: int, revision: int) -> None:
    """Move a step one up (-1) or down (1)."""
    _same(own, revision, own.data)
    rows, to = list(own.data["step"]), place + by
    row = _at(own, place)
    if abs(by) == 1 and 0 <= to < len(rows):
        rows[place], rows[to] = rows[to], row
        _steps(own, rows)


def throw_away(db: Session, own: OwnMethod, revision: int) -> None:
    """Delete the method. Seminars planned with it have their own steps, and stay."""
    _same(own, revision, own.data)
    db.delete(own)


def _at(own: OwnMethod, place: int) -> dict[str, Any]:
    rows: list[dict[str, Any]] = own.data["step"]
    if not 0 <= place < len(rows):
        raise Refused("no_step", N_("That step is no longer there. The page shows which there "
                                    "are."))  # fmt: skip
    return rows[place]


def _same(own: OwnMethod, revision: int, theirs: dict[str, Any]) -> None:
    if own.revision != revision:
        raise Refused("conflict", N_("The method was changed while you worked, in another "
                                     "window or by a colleague. Your text stands here: compare, "
                                     "and save again."),
                      reply={"theirs": shown(theirs), "revision": own.revision})  # fmt: skip


def _steps(own: OwnMethod, rows: list[dict[str, Any]]) -> None:
    _change(own, {**own.data, "step": rows})


def _change(own: OwnMethod, data: dict[str, Any]) -> None:
    own.data, own.revision, own.changed_at = data, own.revision + 1, clock.now()
