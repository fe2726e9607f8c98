"""docs/activities.md, made from the code: `python -m methods.describe > docs/activities.md`.

What each activity's settings are called, allow and are unless told; and its commands: who sends
them, in which states, with what. In English, as the code is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from methods.activity import Activity
from methods.asking import expected, said
from methods.command import Declaration, declared
from methods.engine import GENERAL, known
from translations import use

STATES = ("waiting", "open", "paused", "closed", "published")
HEAD = """# The activities

Made from the code by `make describe`; `tests/test_meta.py` holds it to that. How to write a method
of them: [own-method.md](own-method.md). How to make another: [add-activity.md](add-activity.md).
"""
EVERYWHERE = """## In any step

These belong to no activity. The facilitator's lead the seminar; the others are people's own.
"""


def document() -> str:
    """The whole page, as Markdown."""
    with use("en"):
        kinds = [_activity(known()[name]) for name in sorted(known())]
        general = {k: v for owner in GENERAL for k, v in _commands(owner).items()}
        table = _table(("Command", "Who", "Takes", "What it does"),
                       ([f"`{name}`", _who(d), _takes(d), told] for name, (d, told)
                        in sorted(general.items())))  # fmt: skip
        return "\n".join([HEAD, *kinds, EVERYWHERE, table])


def _activity(kind: type[Activity]) -> str:
    told = (sys.modules[kind.__module__].__doc__ or "").strip().splitlines()[0]
    settings = _table(("Setting", "Unless told", "Allows", "What it does"),
                      ([f"`{name}`", _code(default), allows, what] for name, default, allows, what
                       in settings_of(kind.Settings)))  # fmt: skip
    commands = _table(("Command", "Who", "While the step is", "Takes", "What it does"),
                      ([f"`{name}`", _who(d), _when(d), _takes(d), what] for name, (d, what)
                       in _commands(kind).items()))  # fmt: skip
    return f"## `{kind.id}`: {kind.name}\n\n{told}\n\n{settings}\n{commands}"


def settings_of(kind: type[msgspec.Struct]) -> Iterator[tuple[str, Any, str, str]]:
    """Each setting's key, default, what it allows, and what it does."""
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)
    for field in info.fields:
        named = said(field.type)
        what = ". ".join(text for text in (named.title, named.help) if text)
        yield field.encode_name, _default(field), _allows(field.type), what


def _default(field: Any) -> Any:
    """What holds where nothing is told; `msgspec.UNSET` where something must be."""
    if field.required:
        return msgspec.UNSET
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return field.default_factory()


def _allows(info: Any) -> str:
    """What a value looks like; of a list also what each in it does."""
    plain = said(info).type
    if isinstance(plain, msgspec.inspect.UnionType):
        return " or ".join(dict.fromkeys(_allows(t) for t in plain.types))
    if isinstance(plain, msgspec.inspect.ListType | msgspec.inspect.VarTupleType):
        return f"a list, each {_allows(plain.item_type)}"
    return expected(plain)


def _commands(owner: type) -> dict[str, tuple[Declaration, str]]:
    """Each command's declaration, and the first sentence or line that is said of it."""
    return {
        name: (declaration, ((getattr(owner, name).__doc__ or "").strip().splitlines() or [""])[0])
        for name, declaration in declared(owner).items()
    }


def _who(declaration: Declaration) -> str:
    return ", ".join(sorted(declaration.roles))


def _when(declaration: Declaration) -> str:
    return ", ".join(state for state in STATES if state in declaration.states)


def _takes(declaration: Declaration) -> str:
    info = msgspec.inspect.type_info(declaration.args)
    assert isinstance(info, msgspec.inspect.StructType)
    each = (f"`{f.name}`: {_allows(f.type)}" + ("" if f.required else f" ({_code(_default(f))})")
            for f in info.fields)  # fmt: skip
    return "; ".join(each)


def _code(value: Any) -> str:
    """A value as JSON, which is nearly how a method file writes it."""
    if value is msgspec.UNSET:
        return "must be told"
    return f"`{msgspec.json.encode(value).decode()}`" if value is not None else "nothing"


def _table(head: tuple[str, ...], rows: Iterator[list[str]] | Any) -> str:
    lines = [head, ["---"] * len(head), *rows]
    if len(lines) == 2:
        return ""
    cells = ([str(cell).replace("|", "\\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


if __name__ == "__main__":
    print(document(), end="")
