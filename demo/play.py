"""`run.py demo`: a whole seminar, played by simulated people over the real interface."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from config import Config
from demo import recorded
from demo.browser import Console, Failed
from demo.cast import Room
from demo.keep import standing_alone
from demo.lead import Lead
from demo.progress import Progress
from demo.server import running


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
    with tempfile.TemporaryDirectory(prefix="floke-demo-") as data:
        with running(Path(data), given.port) as server:
            try:
                _play(server.base, server.link, given, recording)
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


def _play(base: str, link: str, given: argparse.Namespace,
          recording: recorded.Recording | None) -> None:  # fmt: skip
    people = recording.people() if recording else [str(n) for n in range(given.people)]
    console = Console(base).start(
        link, title="Bygda i 2040", size=max(2, len(people)), language=given.language,
        question="Hva skal til for at flere blir boende på bygda?", sponsor="Granvik kommune",
        promise="Kommunestyret får svarene i mars, og dere får se hva de gjør med dem.",
    )  # fmt: skip
    print(f"Console: {base}/facilitator/{console.number}\n"
          f"         sign in with {console.email} and {console.password}\n"
          f"Screen:  {base}{console.screen}\n"
          f"Phone:   {base}/s/{console.token}")  # fmt: skip
    if not given.fast and sys.stdin.isatty():
        input("Open them in a browser, then press Enter to begin. ")
    room = Room(base, console.token, people, recording, given.language, fast=given.fast)
    try:
        Lead(console, room, Progress(), fast=given.fast).through()
        if given.out:
            _write(console, Path(given.out))
    finally:
        room.close()
        console.close()


def _write(console: Console, folder: Path) -> None:
    """The outcome as everyone can fetch it: outcome.json, and report.html as one file."""
    page = f"/outcome/{console.token}"

    def fetch(path: str) -> bytes:
        answer = console.http.get(console.base + path, timeout=120)
        if answer.status_code != 200:
            raise Failed(f"{path}: {answer.status_code}")
        return answer.content

    (folder / "outcome.json").write_bytes(fetch(f"{page}.json"))
    (folder / "report.html").write_text(standing_alone(fetch(page).decode(), fetch), "utf-8")
    print(f"Written: {folder / 'outcome.json'}, {folder / 'report.html'}")
