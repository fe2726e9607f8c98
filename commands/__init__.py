"""The commands of `run.py`, one a file: to add a command is to add a file.

Its docstring is what `--help` says of it; `words(parser)` adds what it is asked with, and
`run(given)` does it and gives the exit code. What a command needs is imported when it runs, so
that the others start at once.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from types import ModuleType
from typing import Any

from config import port_number


def every() -> dict[str, ModuleType]:
    """The commands by name, in the order of the alphabet."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: importlib.import_module(f"commands.{name}") for name in names}


def parser() -> argparse.ArgumentParser:
    """What understands the words after `run.py`; no command is `serve`."""
    made = argparse.ArgumentParser(prog="run.py", description="Floke, the seminar server.")
    chosen = made.add_subparsers(dest="command", metavar="COMMAND")
    for name, module in every().items():
        told = (module.__doc__ or "").strip()
        module.words(chosen.add_parser(name, help=told.partition("\n")[0], description=told))
    return made


def run(words: list[str] | None = None) -> int:
    """Run the command in `words` (sys.argv without them); its exit code."""
    given = parser().parse_args(words)
    code: int = every()[given.command or "serve"].run(given)
    return code


def refused(sentence: object, code: int = 1) -> int:
    """Say on standard error why a command cannot; the exit code."""
    print(sentence, file=sys.stderr)
    return code


def number(low: int, high: int) -> Any:
    """An argument's type: a whole number from `low` to `high`."""

    def read(text: str) -> int:
        if not (text.isdecimal() and len(text) <= 9 and low <= int(text) <= high):
            told = f"{text[:20]!r} is not a number from {low} to {high}"
            raise argparse.ArgumentTypeError(told)
        return int(text)

    return read


def port(text: str) -> int:
    """An argument's type: a port."""
    try:
        return port_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
