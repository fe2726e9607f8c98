"""Method files: read, checked and explained. A mistake is refused with file, step, key and why."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from methods.faults import BadMethod, fault, half_translated
from models import Words

LIBRARY = Path(__file__).parent / "library"


Minutes = Annotated[dict[int, int], msgspec.Meta(min_length=1)]


class MethodStep(
    msgspec.Struct, rename={"key": "id", "activity": "do", "source": "from"},
    forbid_unknown_fields=True,
):  # fmt: skip
    """A step of a method. `minutes` is by number of people: `{40: 10, 100: 15, 300: 20}`."""

    key: str
    activity: str
    title: Words
    lead: Words
    minutes: Minutes
    source: str = ""
    take: Literal["all", "shortlist"] = "all"
    settings: dict[str, Any] = {}

    def minutes_for(self, people: int) -> int:
        """The minutes of the size nearest to `people`."""
        return self.minutes[min(self.minutes, key=lambda size: (abs(size - people), size))]


class Method(msgspec.Struct, rename={"steps": "step"}, forbid_unknown_fields=True):
    """A method as data: what it is called, and its steps in order."""

    id: str
    title: Words
    purpose: Words
    slik: str
    steps: list[MethodStep]

    def minutes(self, people: int) -> int:
        """Minutes in all for so many people, follow-up apart."""
        return sum(s.minutes_for(people) for s in self.steps)


def parse(text: str, file: str) -> Method:
    """A checked method from TOML. Raises `BadMethod`."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMethod(f"{file}: this is not TOML: {error}") from error
    rows = raw.pop("step", [])
    if not isinstance(rows, list):
        raise BadMethod(f"{file}, key 'step': expected one or more [[step]]")
    steps = [_step(row, file) for row in rows]
    try:
        method = msgspec.convert({**raw, "step": []}, Method)
    except msgspec.ValidationError as error:
        raise fault(file, error, Method) from error
    method.steps = steps
    _check(method, file)
    return method


def _step(row: dict[str, Any], file: str) -> MethodStep:
    from methods.engine import known  # the engine knows the activities

    where = f"{file}, step {row.get('id', '?')!r}"
    envelope = {f.encode_name for f in msgspec.structs.fields(MethodStep)} - {"settings"}
    shaped = {k: v for k, v in row.items() if k in envelope}
    settings = {k: v for k, v in row.items() if k not in envelope}
    try:
        step = msgspec.convert(shaped, MethodStep, strict=False)
    except msgspec.ValidationError as error:
        raise fault(where, error, MethodStep) from error
    if step.activity not in known():
        expected = ", ".join(sorted(known()))
        raise BadMethod(f"{where}, key 'do': {step.activity!r} is none of {expected}")
    kind = known()[step.activity].Settings
    try:
        step.settings = msgspec.to_builtins(msgspec.convert(settings, kind))
    except msgspec.ValidationError as error:
        raise fault(where, error, kind) from error
    return step


def _check(method: Method, file: str) -> None:
    """Texts in every language, steps named once, references to earlier steps only."""
    from methods.engine import known  # the engine knows the activities

    seen: list[str] = []
    if not method.steps:
        raise BadMethod(f"{file}, key 'step': a method has at least one [[step]]")
    for key, missing in half_translated({"title": method.title, "purpose": method.purpose}):
        raise BadMethod(f"{file}, key {key!r}: no text in {missing}")
    for step in method.steps:
        where = f"{file}, step {step.key!r}"
        if step.key in seen:
            raise BadMethod(f"{where}, key 'id': there is a step of that name already")
        if step.source and step.source not in seen:
            raise BadMethod(f"{where}, key 'from': no earlier step is called {step.source!r}; "
                            f"expected one of {', '.join(seen)}")  # fmt: skip
        if known()[step.activity].takes and not step.source:
            raise BadMethod(f"{where}, key 'from': it is missing; {step.activity} works on what an "
                            f"earlier step made, one of {', '.join(seen) or 'none'}")  # fmt: skip
        texts = {"title": step.title, "lead": step.lead, **step.settings}
        for key, missing in half_translated(texts):
            raise BadMethod(f"{where}, key {key!r}: no text in {missing}")
        seen.append(step.key)


@cache
def library() -> dict[str, Method]:
    """Every built-in method by id."""
    methods = (parse(f.read_text("utf-8"), f.name) for f in sorted(LIBRARY.glob("*.toml")))
    return {m.id: m for m in methods}
