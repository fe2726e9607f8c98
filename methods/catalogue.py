"""Method files: read, checked and explained. A mistake is refused with file, step, key and why."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from methods.checking import check
from methods.faults import BadMethod
from methods.method import Method
from translations import _, use

LIBRARY = Path(__file__).parent / "library"
LARGEST = 200_000  # signs in a method file


def parse(text: str, file: str) -> Method:
    """A checked method from TOML. Raises `BadMethod`, in the language of now."""
    if len(text) > LARGEST:
        raise BadMethod(file, _("the file has more than %(most)s signs", most=LARGEST))
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadMethod(file, _("this is not TOML: %(why)s", why=str(error)[:200])) from error
    method, faults = check(raw)
    if method is None:
        raise BadMethod(file, *faults)
    return method


@cache
def library() -> dict[str, Method]:
    """Every built-in method by id."""
    with use("en"):  # a fault here is for who writes the file, and stops the start
        methods = [parse(f.read_text("utf-8"), f.name) for f in sorted(LIBRARY.glob("*.toml"))]
    return {m.id: m for m in methods}
