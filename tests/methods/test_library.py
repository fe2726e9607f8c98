"""The library: every method of the spec, explained in three languages, and true to the spec."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from typing import Any

import msgspec
import pytest

from methods.catalogue import LIBRARY, library
from methods.engine import known
from methods.method import Method
from tests.methods.compositions import COMPOSITIONS
from translations import LANGUAGES

ROOT = LIBRARY.parent.parent
METHODS = [pytest.param(m, id=m.id) for m in library().values()]
PROMPTS = ("benspenn", "har_virket")  # the spec's names for a set of cards


def short(value: Any) -> Any:
    """A setting as the spec writes it: `[{key: a}, {key: b, type: items}]` is `[a, {b: items}]`."""
    keyed = isinstance(value, list) and value and isinstance(value[0], dict) and "key" in value[0]
    if not keyed:
        return value
    if "to" in value[0]:
        return {row["key"]: row["to"] for row in value}
    if "weight" in value[0]:
        return {row["key"]: row["weight"] for row in value}
    return [_field(row) for row in value]


def _field(row: dict[str, Any]) -> Any:
    if options := row.get("options"):
        return {row["key"]: [option["key"] for option in options]}
    kind = row.get("type", "text")
    return row["key"] if kind == "text" else {row["key"]: kind}


def alike(found: Any, wanted: Any) -> bool:
    """Whether a setting is the spec's; a field the spec only names may be of any kind."""
    if not isinstance(wanted, list) or not isinstance(found, list):
        return bool(found == wanted)
    named = [next(iter(f)) if isinstance(f, dict) and isinstance(w, str) else f
             for f, w in zip(found, wanted, strict=False)]  # fmt: skip
    return named == wanted


def written(method_id: str) -> dict[str, dict[str, Any]]:
    """The steps as the method's file has them, in the spec's short form."""
    raw = tomllib.loads((LIBRARY / f"{method_id}.toml").read_text("utf-8"))
    return {step["id"]: {k: short(v) for k, v in step.items()} for step in raw["step"]}


def told(method: Method) -> list[dict[str, str]]:
    """All the texts of a guide."""
    guide = method.guide
    assert guide is not None
    return [guide.example, guide.avoid, guide.room, *guide.script, *guide.pitfalls]


@pytest.mark.parametrize("method", METHODS)
def test_the_steps_are_those_of_the_spec(method: Method) -> None:
    assert [(s.key, s.activity) for s in method.steps] == [
        (key, step["do"]) for key, step in COMPOSITIONS[method.id].items()
    ]


@pytest.mark.parametrize("method", METHODS)
def test_the_settings_are_those_of_the_spec(method: Method) -> None:
    rows, steps = written(method.id), {s.key: s for s in method.steps}
    for key, wanted in COMPOSITIONS[method.id].items():
        row, defaults = rows[key], _defaults(wanted["do"])
        for name, value in wanted.items():
            if name == "minutes":
                assert steps[key].minutes_for(100) == value, key
            elif name == "from":
                assert steps[key].source == value, key
            elif value in PROMPTS:
                assert len(row[name]) >= 3, key
            else:
                assert alike(row.get(name, defaults.get(name)), value), (key, name)


def _defaults(activity: Any) -> dict[str, Any]:
    kind = known()[activity].Settings
    fields = msgspec.structs.fields(kind)
    return {f.encode_name: f.default for f in fields if f.default is not msgspec.NODEFAULT}


@pytest.mark.parametrize("method", METHODS)
def test_a_guide_is_complete_and_short_in_every_language(method: Method) -> None:
    texts = told(method)
    assert len(texts) >= 3 + 4 + 2
    for language in LANGUAGES:
        words = sum(len(text[language].split()) for text in texts)
        assert 120 <= words <= 220, (language, words)


@pytest.mark.parametrize("method", METHODS)
def test_the_texts_are_written_in_each_language(method: Method) -> None:
    """No bokmål in nynorsk, and no Norwegian in English."""
    texts = [*told(method), method.purpose, *(s.lead for s in method.steps)]
    foreign = {"nn": {"ikke", "hva", "hvem", "hvordan", "jeg", "dere", "noen", "noe", "fra"},
               "en": {"og", "ikke", "ikkje", "det", "som"},
               "nb": {"ikkje", "kva", "kven", "korleis", "dykk", "nokon", "frå"}}  # fmt: skip
    for language, others in foreign.items():
        for text in texts:
            found = {word.strip(".,:;?!«»“”()").lower() for word in text[language].split()}
            assert not found & others, (language, text[language])


@pytest.mark.parametrize("method", METHODS)
def test_minutes_and_people_are_sensible(method: Method) -> None:
    low, high = method.people
    assert 2 <= low < high <= 1000
    assert 5 <= method.minutes(40) <= method.minutes(100) <= 1.3 * method.minutes(40) + 10
    for step in method.steps:
        assert {40, 100} <= set(step.minutes)
        in_their_own_time = step.in_own_time or not step.minutes_for(40)
        assert in_their_own_time or 1 <= step.minutes_for(40) <= step.minutes_for(100) <= 135


def test_the_methods_are_listed_in_the_terminal() -> None:
    words = [sys.executable, "run.py", "methods", "--language", "nn"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT)
    rows = {row.split()[0]: row for row in done.stdout.splitlines()}
    assert set(rows) == set(library())
    assert all(m.title["nn"] in rows[m.id] for m in library().values())
    assert rows["premortem"].split()[1:] == ["Premortem", "55", "min", "4–80"]
