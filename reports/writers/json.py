"""The archive: the outcome itself, canonical and sealed, so that anybody can count it again."""

from __future__ import annotations

from typing import Any

from reports.readings import Reading
from reports.seal import KEY, canonical, sealed


def write(reading: Reading, outcome: dict[str, Any]) -> bytes:
    """Keys in order, no spaces, UTF-8, with its fingerprints (docs/outcome.md)."""
    return canonical(outcome if KEY in outcome else sealed(outcome)).encode()
