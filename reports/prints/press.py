"""The press: data and a sheet in, a PDF out. The live room never waits for it."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from methods.refusal import Refused
from translations import N_

WORKER = Path(__file__).parent / "worker.py"
PATIENCE = 60.0  # seconds; 300 ballots of 94 items take four
# Whoever votes meanwhile goes before, from the worker's first moment on; not so that it starves.
STEPS_BACK = ["nice", "-n", "5"] if shutil.which("nice") else []
AT_ONCE = BoundedSemaphore(2)  # the room needs the rest of the machine


def pdf(sheet: str, data: dict[str, Any], patience: float = PATIENCE) -> bytes:
    """The sheet filled with `data`, made in another process (reports/prints/worker.py).

    gevent lets the room go on while we wait. One that hangs is ended, and refused in words. Hold no
    transaction meanwhile.
    """
    job = json.dumps({"sheet": sheet, "data": data}).encode()
    with place(patience) as free:
        done = run(WORKER, job, patience) if free else None
    if done is None:
        raise _slow()
    if done.returncode:
        logging.getLogger("floke.prints").error("The sheet %s could not be made", sheet)
        raise Refused("no_print", N_("The print could not be made. Nothing else is changed. "
                                     "Try again, and tell us if it does not help."))  # fmt: skip
    return done.stdout


@contextmanager
def place(patience: float) -> Iterator[bool]:
    """One of the few places there are; false if none came free in so many seconds."""
    free = AT_ONCE.acquire(timeout=patience)
    try:
        yield free
    finally:
        if free:
            AT_ONCE.release()


def run(worker: Path, job: bytes, patience: float) -> subprocess.CompletedProcess[bytes] | None:
    """What the worker answers to the job; None, and it is ended, after so many seconds."""
    try:
        return subprocess.run([*STEPS_BACK, sys.executable, "-P", str(worker)], input=job,
                              capture_output=True, timeout=patience, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        return None


def _slow() -> Refused:
    return Refused("slow_print", N_("The print took too long and was stopped. Ask for fewer at a "
                                    "time, or try again in a minute."))  # fmt: skip
