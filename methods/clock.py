"""The one clock. Tests move it; nothing else asks for the time."""

import time


def now() -> float:
    """Epoch seconds."""
    return time.time()
