"""The check of a method: every mistake at once, each with its step, key and what is right.

The same check for a built-in file, an imported one, and the form in the browser.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from methods import taking
from methods.asking import Misfit
from methods.faults import Fault, converted, half_translated, lacking, shown, wrong
from methods.method import MOST_STEPS, Method, MethodStep
from translations import _

LONGEST = 4000  # signs in one text
DEEPEST = 8


def check(raw: dict[str, Any]) -> tuple[Method | None, list[Fault]]:
    """The method that `raw` (a method file's data) is, and all that is wrong with it.

    The method is None if anything is.
    """
    if too_much := _too_much(raw):
        return None, [too_much]
    head, faults = fields(Method, {k: v for k, v in raw.items() if k != "step"}, strict=True,
                           without={"step"})  # fmt: skip
    for key, missing in half_translated({k: raw[k] for k in ("title", "purpose", "guide")
                                         if k in head and k in raw}):  # fmt: skip
        faults.append(Fault(key, _("no text in %(languages)s", languages=missing)))
    rows = raw.get("step")
    if not isinstance(rows, list) or not rows or not all(isinstance(r, dict) for r in rows):
        return None, [*faults, Fault("step", _("a method has at least one [[step]]"))]
    if len(rows) > MOST_STEPS:
        return None, [*faults, Fault("step", _("%(n)s steps are too many; at most %(most)s",
                                               n=len(rows), most=MOST_STEPS))]  # fmt: skip
    steps: list[MethodStep] = []
    for place, row in enumerate(rows):
        step, found = _step(row)
        if step is not None:
            found += _in_order(step, steps, [str(r.get("id")) for r in rows[:place]])
            steps.append(step)
        faults += [_placed(f, place, row) for f in found]
    if not faults:
        faults += [_placed(f, place, rows[place]) for place, f in _together(steps)]
    if faults:
        return None, faults
    return Method(**head, steps=steps), []


def _placed(fault: Fault, place: int, row: dict[str, Any]) -> Fault:
    return Fault(fault.key, fault.sentence, place, str(row.get("id", "?"))[:40])


def fields(kind: type[msgspec.Struct], raw: dict[str, Any], *, strict: bool,
            without: set[str] = frozenset()) -> tuple[dict[str, Any], list[Fault]]:  # type: ignore[assignment]  # fmt: skip
    """Each field of `kind` converted by itself: `{attribute: value}`, and what is wrong."""
    known = {name: each for name, each in _declared(kind).items() if name not in without}
    faults = [Fault(key, _("not known; expected one of %(keys)s", keys=", ".join(known)))
              for key in raw if key not in known]  # fmt: skip
    made = {}
    for key, (field, wanted) in known.items():
        if key not in raw:
            faults += [lacking(key, field.type)] if field.required else []
            continue
        value, fault = converted(wanted, raw[key], key, strict=strict)
        if fault is not None:
            faults.append(fault)
        else:
            made[field.name] = value
    return made, faults


@cache
def _declared(kind: type[msgspec.Struct]) -> dict[str, tuple[inspect.Field, Any]]:
    """Each field as it is declared, and its type: read once, not for each step of the library."""
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    types = {f.encode_name: f.type for f in msgspec.structs.fields(kind)}
    return {f.encode_name: (f, types[f.encode_name]) for f in info.fields}


def _step(row: dict[str, Any]) -> tuple[MethodStep | None, list[Fault]]:
    """One step by itself: its envelope, and its activity's settings."""
    from methods.engine import known  # the engine knows the activities

    envelope = _declared(MethodStep).keys() - {"settings"}
    shaped = {k: v for k, v in row.items() if k in envelope}
    head, faults = fields(MethodStep, shaped, strict=False, without={"settings"})
    if "activity" not in head:
        return None, faults
    if head["activity"] not in known():
        there = ", ".join(sorted(known()))
        return None, [*faults, wrong("do", head["activity"], there)]
    if "async" not in row:
        head["in_own_time"] = known()[head["activity"]].in_own_time
    rest = {k: v for k, v in row.items() if k not in envelope}
    made, found = settings(known()[head["activity"]].Settings, rest)
    faults += found
    texts = {"title": head.get("title"), "lead": head.get("lead"), **rest}
    faults += [Fault(key, _("no text in %(languages)s", languages=missing))
               for key, missing in half_translated(texts)]  # fmt: skip
    if faults:
        return None, faults
    return MethodStep(**head, settings=made), []


def settings(kind: type[msgspec.Struct], raw: dict[str, Any], *,
             strict: bool = True) -> tuple[dict[str, Any], list[Fault]]:  # fmt: skip
    """An activity's settings whole, with its defaults; and what is wrong with them."""
    made, faults = fields(kind, raw, strict=strict)
    if faults:
        return {}, faults
    try:
        return msgspec.to_builtins(kind(**made)), []
    except Misfit as misfit:  # each by itself is right, but not together
        return {}, [Fault(misfit.key, misfit.sentence())]


def _in_order(step: MethodStep, before: list[MethodStep], seen: list[str]) -> list[Fault]:
    """The step among those `before` it: its name is its own, and it takes from an earlier one.

    `seen` are the names of all the earlier ones, those with faults too: one fault is told once.
    """
    from methods.engine import known

    kind = known()[step.activity]
    faults = []
    if step.key in seen:
        faults.append(Fault("id", _("there is a step of that name already")))
    if not step.source:
        wanted = kind.looks_for(step.settings)
        step.source = next((s.key for s in reversed(before)
                            if wanted & _hands_on(s)), "")  # fmt: skip
    if not taking.RULE.fullmatch(step.take):
        faults.append(wrong("take", step.take, taking.EXPECTED))
    earlier = ", ".join(seen) or "–"
    if unknown := [s for s in step.sources if s not in seen]:
        faults.append(Fault("from", nobody(unknown[0], earlier)))
    for key in sorted(kind.refers):
        named = step.settings[key]
        if named != "none" and named not in seen:
            faults.append(Fault(key, nobody(named, earlier)))
    if not step.source and not kind.begins(step.settings) and len(before) == len(seen):
        sentence = _("it is missing; this works on what an earlier step made, one of %(steps)s",
                     steps=earlier)  # fmt: skip
        faults.append(Fault("from", sentence))
    return faults


def _together(steps: list[MethodStep]) -> list[tuple[int, Fault]]:
    """What each activity itself finds wrong, seen among all the steps."""
    from methods.engine import known

    keys = [s.key for s in steps]
    return [(place, Fault(key, why)) for place, s in enumerate(steps)
            for key, why in known()[s.activity].faults(s.settings, s.key, keys)]  # fmt: skip


def _hands_on(step: MethodStep) -> frozenset[str]:
    from methods.engine import known

    return known()[step.activity].hands_on(takes=bool(step.sources))


def nobody(named: str, earlier: str) -> str:
    return _("no earlier step is called %(name)s; expected one of %(steps)s",
             name=shown(named), steps=earlier)  # fmt: skip


def _too_much(raw: Any) -> Fault | None:
    """Whether there is a text too long or a table too deep: before anything else looks at it."""
    stack: list[tuple[str, Any, int]] = [("", raw, 0)]
    while stack:
        key, value, depth = stack.pop()
        if depth > DEEPEST:
            return Fault(key, _("that is nested too deep"))
        if isinstance(value, str) and len(value) > LONGEST:
            return Fault(key, _("that is %(n)s signs; there is room for %(most)s",
                                n=len(value), most=LONGEST))  # fmt: skip
        inner = value.items() if isinstance(value, dict) else \
            enumerate(value) if isinstance(value, list) else ()  # fmt: skip
        stack += [(f"{key}.{k}".lstrip("."), v, depth + 1) for k, v in inner]
    return None
