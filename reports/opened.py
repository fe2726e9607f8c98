"""An outcome from a file: read, and refused in words when it is no outcome of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from reports.outcome import FORMAT

MOST = 100_000_000  # bytes; 300 people are a quarter of a million
KEYS = {"seminar": dict, "participation": dict, "problems": list, "ideas": list, "topics": list,
        "agreements": list, "common_ground": dict, "hypotheses": list, "lessons": list,
        "time": dict, "steps": list, "corner": dict, "changes": list, "plans": list}  # fmt: skip


class Unreadable(Exception):
    """Why a file cannot be read as an outcome, in a sentence."""


def outcome(file: Path) -> dict[str, Any]:
    """The outcome in `file` (docs/outcome.md). Refuses one that is missing, too big, broken,
    something else, or made by a newer Floke: an older one would leave out what it does not know."""
    try:
        if file.stat().st_size > MOST:
            raise Unreadable(f"{file} is larger than {MOST:,} bytes, so it is no outcome of ours.")
        found: Any = msgspec.json.decode(file.read_bytes())
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"{file} is not JSON, or is not whole: {error}.") from None
    except RecursionError:
        raise Unreadable(f"{file} is nested too deep to be an outcome.") from None
    return checked(found, str(file))


def checked(found: Any, name: str) -> dict[str, Any]:
    """What was read from `name`, if it is an outcome that this Floke knows."""
    made = found.get("format") if isinstance(found, dict) else None
    if type(made) is not int or "steps" not in found:
        raise Unreadable(f"{name} is JSON, but not the outcome of a seminar: give the outcome.json "
                         "that the report page or run.py demo --out made.")  # fmt: skip
    if made > FORMAT:
        raise Unreadable(f"{name} has format {made}, and this Floke knows {FORMAT}: use a newer "
                         "Floke to make its report.")  # fmt: skip
    if made < FORMAT:
        raise Unreadable(f"{name} has format {made}, from an older Floke; this one knows "
                         f"{FORMAT}. Fetch the file again from the server.")  # fmt: skip
    for key, kind in KEYS.items():
        if not isinstance(found.get(key), kind):
            raise Unreadable(f"{name} is an outcome, but its “{key}” is missing or broken. Fetch "
                             "the file again.")  # fmt: skip
    kept: dict[str, Any] = found
    return kept
