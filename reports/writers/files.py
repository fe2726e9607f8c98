"""Reports as files: what `run.py report` does, and what a browser is told of one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from methods.refusal import Refused
from reports import opened
from reports.readings import READINGS
from reports.writers import NAMES, WRITERS
from translations import _, use


def report(file: Path, reading: str, format: str, language: str | None) -> bytes:
    """The outcome in `file` as a reading in a format; the language is the seminar's if none is
    given. Raises `opened.Unreadable`, in a sentence, for a file that is no whole outcome."""
    outcome = opened.outcome(file)
    if reading not in READINGS:
        raise opened.Unreadable(f"This Floke has no reading {reading}.")
    with use(language or str(outcome["seminar"].get("language"))):
        try:
            made = READINGS[reading](outcome)
            print(f"Writing {format}: {len(made.sections)} sections …", file=sys.stderr)
            return WRITERS[format].write(made, outcome)
        except Refused as refusal:
            raise opened.Unreadable(refusal.sentence()) from None
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            told = f"{type(error).__name__}: {error}"[:200]
            raise opened.Unreadable(
                f"{file} is an outcome, but something in it is missing or broken ({told}). "
                "Fetch the file again."
            ) from None


def named(kind: str, format: str) -> dict[str, str]:
    """The header that gives a downloaded file its name."""
    name = f"floke-{kind}.{WRITERS[format].ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def links(where: str, kind: str, formats: Iterable[str]) -> list[tuple[str, str, str]]:
    """For downloads.html: the address of each file under `where`, what it is, and its format."""
    return [(f"{where}/{kind}.{format}", _(NAMES[format]), format) for format in formats]


def saved(made: bytes, out: Path) -> None:
    """Put the file in its place, whole or not at all: one that stood there stays until then."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        part.write_bytes(made)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
