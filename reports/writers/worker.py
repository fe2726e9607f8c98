"""One file in a process of its own: a job comes in as JSON, the file goes out.

Run as a script by reports/writers/press.py. A refusal goes out as its sentence, with the code
REFUSED.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

import msgspec  # noqa: E402


def main() -> int:
    from methods.refusal import Refused
    from reports.readings import Reading
    from reports.writers import WRITERS
    from reports.writers.press import REFUSED
    from translations import use

    job = msgspec.json.decode(sys.stdin.buffer.read())
    with use(job["language"]):
        try:
            reading = msgspec.convert(job["reading"], Reading)
            made = WRITERS[job["format"]].write(reading, job["outcome"])
        except Refused as refusal:
            sys.stdout.buffer.write(refusal.sentence().encode())
            return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
