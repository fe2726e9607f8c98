"""The one clock. Tests move it; nothing else asks for the time."""

import time
from datetime import UTC, date, datetime
from datetime import time as time_of_day

MORNING = time_of_day(9)
_moved = 0.0  # seconds that it is ahead of the machine's clock


def now() -> float:
    """Epoch seconds."""
    return time.time() + _moved


def begin(day: date) -> None:
    """Let it be the morning of `day` now, and go on from there (FLOKE_DAY)."""
    global _moved
    _moved = datetime.combine(day, MORNING).timestamp() - time.time()


def moment(seconds: float | None) -> str | None:
    """Epoch seconds as ISO 8601 in UTC, to the second."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")
