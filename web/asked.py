"""Form fields made from a settings struct, and the settings read back from a posted form.

A field's name is its path: `sheet.0.label.nb`. Every kind of field has its part in
`web/templates/asked.html`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import NODEFAULT, inspect

from methods.asking import expected, is_words, said
from translations import LANGUAGES, _

SPARE = 1  # empty rows that stand ready at the end of a list
SIMPLE: dict[type, str] = {
    inspect.BoolType: "check", inspect.LiteralType: "choice", inspect.IntType: "number",
    inspect.StructType: "group", inspect.DictType: "minutes", inspect.TupleType: "pair",
}  # fmt: skip


@dataclass
class Asked:
    """One field. `kind` is text, number, check, choice, checks, words, word_lines, lines,

    minutes, pair, rows or group; `value` is what stands in it.
    """

    name: str
    kind: str
    title: str
    help: str = ""
    value: Any = ""
    required: bool = False
    low: int | None = None
    high: int | None = None
    longest: int | None = None
    choices: list[tuple[str, str]] = field(default_factory=list)
    rows: list[list[Asked]] = field(default_factory=list)


def struct(kind: Any) -> Any:
    return inspect.type_info(kind)


def fields(info: Any, raw: Mapping[str, Any], prefix: str = "",
           without: frozenset[str] = frozenset()) -> list[Asked]:  # fmt: skip
    """The fields of a struct type, filled with `raw` (its data, maybe with faults)."""
    return [_asked(f, raw, prefix) for f in info.fields if f.encode_name not in without]


def _asked(f: Any, raw: Mapping[str, Any], prefix: str) -> Asked:
    told, name = said(f.type), f"{prefix}{f.encode_name}"
    default = None if f.default is NODEFAULT else f.default
    value = raw.get(f.encode_name, default)
    kind, plain = shape(f.type)
    asked = Asked(name, kind, _(told.title) if told.title else f.encode_name,
                  _(told.help) if told.help else "", value, f.required)  # fmt: skip
    if kind in ("choice", "checks"):
        chosen = list(value) if kind == "checks" and isinstance(value, list | tuple) else []
        declared = list(told.words or plain.values)  # the words come in the order people expect
        ordered = [*(v for v in chosen if v in declared),
                   *(v for v in declared if v not in chosen)]  # fmt: skip
        asked.choices = [(str(v), _((told.words or {}).get(str(v), str(v)))) for v in ordered]
    if kind == "text" and not told.help and isinstance(plain, inspect.UnionType):
        asked.help = expected(f.type)
    asked.low, asked.high = getattr(plain, "ge", None), getattr(plain, "le", None)
    asked.longest = getattr(plain, "max_length", None)
    if kind == "rows":
        there = [r if isinstance(r, dict) else {} for r in value or []]
        asked.rows = [fields(plain, row, f"{name}.{n}.")
                      for n, row in enumerate([*there, *[{}] * SPARE])]  # fmt: skip
    if kind == "group":
        asked.rows = [fields(plain, value if isinstance(value, dict) else {}, f"{name}.")]
    return asked


def shape(info: Any) -> tuple[str, Any]:
    """How a type is asked for, and the plain type that decides it."""
    plain = said(info).type
    if isinstance(plain, inspect.UnionType):
        return _union(plain)
    if is_words(plain):
        return "words", plain
    if isinstance(plain, inspect.ListType | inspect.VarTupleType):
        return _list(plain)
    return SIMPLE.get(type(plain), "text"), plain


def _union(plain: Any) -> tuple[str, Any]:
    parts = [said(t).type for t in plain.types]
    literals = [p for p in parts if isinstance(p, inspect.LiteralType)]
    if literals and len(literals) == len(parts):
        return "choice", inspect.LiteralType(tuple(v for p in literals for v in p.values))
    for part in parts:
        if is_words(part) or isinstance(part, inspect.ListType | inspect.StructType):
            return shape(part)
    return "text", plain


def _list(plain: Any) -> tuple[str, Any]:
    kind, item = shape(plain.item_type)
    if kind == "group":
        return "rows", item
    return {"choice": ("checks", item), "words": ("word_lines", plain)}.get(kind, ("lines", plain))


# --- back again ----------------------------------------------------------------------------------


def read(info: Any, form: Mapping[str, Any], prefix: str = "",
         without: frozenset[str] = frozenset()) -> dict[str, Any]:  # fmt: skip
    """The struct's data as posted; what is empty or as by default is left out."""
    made = {}
    for f in info.fields:
        if f.encode_name in without:
            continue
        value = _read(f.type, form, f"{prefix}{f.encode_name}")
        default = f.default_factory() if f.default_factory is not NODEFAULT else f.default
        default = list(default) if isinstance(default, tuple) else default
        if value is not None and value != default:
            made[f.encode_name] = value
    return made


def _read(info: Any, form: Any, name: str) -> Any:
    kind, plain = shape(info)
    if kind == "check":
        return form.get(name) == "true"
    if kind == "checks":
        return form.getlist(name)
    if kind == "words":
        return _words(form, name)
    if kind == "word_lines":
        return _word_lines(form, name)
    if kind == "lines":
        lines = _lines(form.get(name, ""))
        alone = isinstance(said(info).type, inspect.UnionType) and len(lines) < 2
        return "".join(lines) if alone else lines  # a type that may be one text or several
    if kind == "group":
        return read(plain, form, f"{name}.") or None
    if kind == "rows":
        return _rows(plain, form, name)
    if kind == "minutes":
        return {k: _number(form.get(f"{name}.{k}", "")) for k in form.getlist(f"{name}.size")
                if form.get(f"{name}.{k}", "") != ""}  # fmt: skip
    if kind == "pair":
        return [_number(form.get(f"{name}.{n}", "")) for n in (0, 1)]
    text = form.get(name, "").strip()
    return None if text == "" else text if isinstance(plain, inspect.StrType) else _number(text)


def _number(text: str) -> Any:
    """A number if it is one; else the text, and the check says what was expected."""
    tidy = text.strip().replace(",", ".")
    try:
        return int(tidy) if "." not in tidy else float(tidy)
    except ValueError:
        return text.strip()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(form: Any, name: str) -> dict[str, str] | None:
    made = {code: form.get(f"{name}.{code}", "").strip() for code in LANGUAGES}
    return made if any(made.values()) else None


def _word_lines(form: Any, name: str) -> list[dict[str, str]]:
    """One text a line in each language; a language with fewer lines lacks the last ones."""
    by = {code: _lines(form.get(f"{name}.{code}", "")) for code in LANGUAGES}
    return [{code: lines[n] if n < len(lines) else "" for code, lines in by.items()}
            for n in range(max(map(len, by.values())))]  # fmt: skip


def by_field(info: Any, faults: Mapping[str, str]) -> dict[str, str]:
    """The mistakes by the field they stand beside; a line has none of its own."""
    lines = {f.encode_name for f in info.fields if shape(f.type)[0] == "word_lines"}
    made: dict[str, str] = {}
    for key, sentence in faults.items():
        name, _dot, rest = key.partition(".")
        number = rest.partition(".")[0]
        if name in lines and number.isdecimal():
            sentence = _("line %(n)s: %(mistake)s", n=int(number) + 1, mistake=sentence)
            made[name] = f"{made[name]}; {sentence}" if name in made else sentence
        else:
            made[key] = sentence
    return made


def wrong_in(faults: Mapping[str, str], name: str) -> bool:
    """Whether something is wrong with the field or with what is inside it."""
    return any(key == name or key.startswith(f"{name}.") for key in faults)


def _rows(plain: Any, form: Any, name: str) -> list[dict[str, Any]]:
    numbers = sorted({int(k[len(name) + 1 :].split(".")[0]) for k in form
                      if k.startswith(f"{name}.") and k[len(name) + 1 :].split(".")[0].isdecimal()
                      and len(k) < len(name) + 200})[:60]  # fmt: skip
    made = [read(plain, form, f"{name}.{n}.") for n in numbers]
    return [row for row in made if row]
