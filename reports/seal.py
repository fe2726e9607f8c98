"""The fingerprints of an outcome: one of each vote, and one of the whole (docs/outcome.md)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

Told = dict[str, Any]
KEY = "fingerprint"
SEALED = ("key", "activity", "round", "settings", "outcome")  # ballots, rules and result


def canonical(told: Any) -> str:
    """One text for one content: keys in order, no spaces."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(data: str) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(told: Told) -> Told:
    """The outcome with its fingerprints, as it is written to a file."""
    steps = [{**s, KEY: of_step(s)} if counts(s) else s for s in told.get("steps", [])]
    made = {**told, "steps": steps} if steps else told
    return {**made, KEY: of_file(made)}


def counts(step: Told) -> bool:
    """Whether the step has ballots to count again."""
    return step.get("activity") == "vote"


def of_step(step: Told) -> str:
    return fingerprint(canonical({key: step.get(key) for key in SEALED}))


def of_file(told: Told) -> str:
    return fingerprint(canonical({k: v for k, v in told.items() if k != KEY}))
