"""Files for the pages: made in another process, so that the room never waits for one.

Two at once at most, prints included (reports/prints/press.py). What was just made is kept: a whole
room that wants the same report has it made once.
"""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from pathlib import Path

import msgspec

from methods.refusal import Refused
from reports.prints import press
from reports.readings import Reading
from translations import N_

WORKER = Path(__file__).parent / "worker.py"
PATIENCE = 60.0  # seconds; the whole report of 300 people takes three
REFUSED = 3  # the worker's exit code when it says why in a sentence
KEPT = 12  # files, about one megabyte each
_kept: OrderedDict[bytes, bytes] = OrderedDict()


def made(format: str, reading: Reading, outcome: object, patience: float = PATIENCE) -> bytes:
    """The file (`WRITERS`). Refuses in words what takes too long or cannot be made.

    Hold no transaction meanwhile.
    """
    job = msgspec.json.encode({"format": format, "language": reading.language,
                               "reading": reading, "outcome": outcome})  # fmt: skip
    name = hashlib.sha256(job).digest()
    if name not in _kept:  # what is kept needs no place
        with press.place(patience) as free:
            if not free:
                raise slow()
            if name not in _kept:  # nor what somebody had made while we waited
                _keep(name, _ordered(job, format, patience))
    _kept.move_to_end(name)
    return _kept[name]


def _ordered(job: bytes, format: str, patience: float) -> bytes:
    done = press.run(WORKER, job, patience)
    if done is None:
        raise slow()
    if done.returncode == REFUSED:
        raise Refused("no_file", done.stdout.decode())
    if done.returncode:
        logging.getLogger("floke.reports").error("A report as %s could not be made", format)
        raise Refused("no_file", N_("The file could not be made. Nothing else is changed. Try "
                                    "again, and tell us if it does not help."))  # fmt: skip
    return done.stdout


def _keep(name: bytes, file: bytes) -> None:
    _kept[name] = file
    while len(_kept) > KEPT:
        _kept.popitem(last=False)


def slow() -> Refused:
    return Refused("slow_file", N_("The file took too long to make and was stopped. Try again in "
                                   "a minute."))  # fmt: skip
