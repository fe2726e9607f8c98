"""The two guides, followed literally: their files are written as they stand, and played."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from live import frames
from methods import activities, clock, shelf
from methods.catalogue import parse
from methods.engine import known
from storage import Storage
from tests.cast import Cast
from tests.staged import HOLE, staged

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FILE = re.compile(r"^`([\w./]+)`:\n\n```\w+\n(.*?)^```$", re.M | re.S)
SAID = re.compile(r"^```text\n(.*?)^```$", re.M | re.S)


def files(guide: str) -> dict[str, str]:
    """The files a guide says to write."""
    return dict(FILE.findall((DOCS / guide).read_text("utf-8")))


def checked(file: Path) -> subprocess.CompletedProcess[str]:
    """The command of the guide, as a process: `run.py` is made for gevent from its first line."""
    words = [sys.executable, str(ROOT / "run.py"), "methods", "--check", str(file)]
    return subprocess.run([*words, "--language", "en"], capture_output=True, text=True, timeout=60)


def test_the_method_of_the_guide_is_checked_and_refused_as_the_guide_says(
    tmp_path: Path,
) -> None:
    file, text = tmp_path / "lunch.toml", files("own-method.md")["lunch.toml"]
    file.write_text(text, "utf-8")
    done = checked(file)
    assert done.returncode == 0
    assert re.findall(r"^(\w+) .* (\d+) min$", done.stdout, re.M) == [
        ("skriv", "6"), ("velg", "5"), ("avtal", "10")]  # fmt: skip
    file.write_text(text.replace("target = 3", 'target = "ten"'), "utf-8")
    done = checked(file)
    assert done.returncode == 1
    [said] = SAID.findall((DOCS / "own-method.md").read_text("utf-8"))
    assert done.stderr == said


def test_the_method_of_the_guide_is_played_to_its_agreement(storage: Storage) -> None:
    method = parse(files("own-method.md")["lunch.toml"], "lunch.toml")
    cast = Cast(storage, size=10, method=method)
    people = cast.people(4)
    ideas = [p.does("add", title=f"Idé {n}")["item"] for n, p in enumerate(people)]
    cast.lead_to("velg")
    for person in people:
        person.does("ballot", items=ideas[:3])
    cast.lead_to("avtal")
    assert [item.id for item in cast.activity().taken()] == ideas[:3]
    made = people[0].does("propose", what="Vi kjøper en kaffekoker", item=ideas[0])["agreement"]
    people[1].does("collect", agreement=made, name="Bo")
    cast.facilitator.does("end")
    assert cast.step().result == {"agreements": [made]}
    cast.close()


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The guide's activity in a folder where activities are looked for, as on the next start."""
    written = files("add-activity.md")
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(activities, "__path__", [*activities.__path__, str(tmp_path)])
    kept: tuple[Any, ...] = (known, shelf.alone, frames.activity_templates)
    for once in kept:
        once.cache_clear()
    yield {name: str(tmp_path / name) for name in written}
    monkeypatch.undo()
    for once in kept:
        once.cache_clear()
    for name in [n for n in sys.modules if n.startswith("methods.activities.word")]:
        del sys.modules[name]


def test_an_activity_is_there_when_its_folder_is(added: dict[str, str]) -> None:
    assert known()["word"].name == "One word"
    assert shelf.alone()["alone_word"].steps[0].settings == {"longest": 20}
    assert "activities/word/phone.html" in frames.activity_templates()


def test_the_activity_of_the_guide_is_played_on_every_page(
    added: dict[str, str], migrated: Path | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = {"now": 1_800_000_000.0}
    monkeypatch.setattr(clock, "now", lambda: at["now"])
    play: Any = SimpleNamespace(**runpy.run_path(added["tests/plays/one_word.py"]))
    moments = staged(play, migrated, tmp_path, at)
    assert not {f"{board}: {m}" for m in moments for board, *_ in m.stale}
    assert not [html for m in moments for html in m.shown.values() if HOLE.search(html)]
    assert {m.command for m in moments if m.owner == "word"} == {"say"}
    pages = [(m.state, board.split()[0]) for m in moments if m.activity == "word"
             for (board, _language), html in m.shown.items() if "Skole" in html]  # fmt: skip
    assert {("published", "phone"), ("published", "screen")} <= set(pages)
    assert {board for state, board in pages if state == "open"} <= {"phone"}, "only one's own"
