"""Every method of the library, played through the real server from the doors to the report."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from demo.server import RUN, running
from methods.catalogue import library
from tests.conftest import fresh
from tests.live.held import HELD, PEOPLE, Sent, corner

pytestmark = pytest.mark.server

PLAYED: list[str] = []  # a line each: method, steps, people, result
Play = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def play(migrated: Path | str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """`play("n3")` gives the outcome and the report, or why it stopped; all on one server."""
    data = tmp_path_factory.mktemp("methods")
    with fresh(migrated, data), running(data) as server:
        words = [sys.executable, "-m", "tests.live.player", server.base, server.link]
        with Popen(words, stdin=PIPE, stdout=PIPE, text=True, cwd=RUN.parent) as player:
            assert player.stdin is not None and player.stdout is not None
            asked, answers = player.stdin, player.stdout

            def one(method: str) -> dict[str, Any]:
                print(method, PEOPLE, file=asked, flush=True)
                told: dict[str, Any] = json.loads(answers.readline())
                return told

            yield one
            asked.close()


@pytest.fixture(scope="module", autouse=True)
def table(request: pytest.FixtureRequest) -> Iterator[None]:
    """What was played, told when all is done: method × steps × people × result."""
    yield
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.ensure_newline()
        for line in PLAYED:
            reporter.write_line(line)


def methods() -> Iterator[Any]:
    """All; those that have no activity in another way than a longer one has are alike."""
    seen: set[tuple[str, Any]] = set()
    for method in sorted(library().values(), key=lambda one: (-len(one.steps), one.id)):
        ways = {(step.activity, step.settings.get("mode")) for step in method.steps}
        yield pytest.param(method.id, marks=[pytest.mark.alike] if ways <= seen else [])
        seen |= ways


@pytest.mark.parametrize("method", methods())
def test_a_method_is_played_to_its_report(method: str, play: Play) -> None:
    steps = library()[method].steps
    told = play(method)
    PLAYED.append(f"{method:20} {len(steps):3} steps {PEOPLE:4} people  {result(told)}")
    assert "stopped" not in told, told["stopped"]
    outcome = told["outcome"]
    held = {step["key"]: step for step in outcome["steps"]}
    assert outcome["seminar"]["state"] == "ended"
    assert [s.key for s in steps if s.key not in {*held, *left_out(outcome)}] == []
    assert list(missing(told)) == []
    titles = [step["title"]["nb"] for step in held.values()]
    assert [t for t in titles if str(escape(t)) not in told["report"]] == []


def result(told: dict[str, Any]) -> str:
    if "stopped" in told:
        return f"stopped at {told['stopped']}"
    outcome = told["outcome"]
    rounds = len(outcome["steps"])
    out = len(left_out(outcome))
    return f"published: {rounds}" + (f", left out: {out}" if out else "")


def left_out(outcome: dict[str, Any]) -> set[str]:
    """The steps that a decision led past."""
    return {c["step"] for c in outcome["changes"] if c["what"] == "skip"}


def missing(told: dict[str, Any]) -> Iterator[str]:
    """What people sent and the outcome does not have, step by step."""
    for step in told["outcome"]["steps"]:
        where = f"{step['key']} {step['round']}"
        sent = Sent(told["sent"].get(where, []))
        for what, found, wanted in HELD[step["activity"]](step["outcome"], sent, step["settings"]):
            if found != wanted:
                yield f"{where}: {what}: {found}, and not {wanted}"
    for what, found, wanted in corner(told["outcome"]["corner"], Sent(told["sent"]["corner"])):
        if found != wanted:
            yield f"corner: {what}: {found}, and not {wanted}"
