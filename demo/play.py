"""`run.py demo`: a whole seminar, played by simulated people over the real interface."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from config import Config
from demo import recorded
from demo.browser import Failed
from demo.scenarios import SCENARIOS
from demo.server import stop_when_told
from demo.venue import Venue


def play(config: Config, given: argparse.Namespace) -> int:
    """Play the seminar that `given` asks for; 0 when it was played to the end."""
    try:
        recording = _recording(given)
        if given.out:
            Path(given.out).mkdir(parents=True, exist_ok=True)
    except (recorded.BadFile, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    os.environ.pop("DATABASE_URL", None)  # a demo never touches a real database
    stop_when_told()
    with tempfile.TemporaryDirectory(prefix="floke-demo-") as data:
        venue = Venue(Path(data), given.port, given.language, given.fast,
                      Path(given.out) if given.out else None)  # fmt: skip
        try:
            if given.scenario:
                SCENARIOS[given.scenario](venue)
            else:
                _play(venue, given, recording)
        except Failed as failure:
            print(f"\nThe demo stopped: {failure}", file=sys.stderr)
            return 1
    return 0


def _recording(given: argparse.Namespace) -> recorded.Recording | None:
    if bool(given.problems) != bool(given.votes):
        raise recorded.BadFile("--problems and --votes belong together: give both or none")
    if not given.problems:
        return None
    return recorded.read(Path(given.problems), Path(given.votes))


def _play(venue: Venue, given: argparse.Namespace,
          recording: recorded.Recording | None) -> None:  # fmt: skip
    people = recording.people() if recording else [str(n) for n in range(given.people)]
    with venue.open():
        lead = venue.seminar(people, recording=recording, method=given.method or "")
        lead.through()
        venue.done(lead)
