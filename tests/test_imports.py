"""Who may know whom (design §2). Nothing points back up."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BASE = {"models", "translations"}
MAY = {
    "models": {"translations"},
    "translations": set(),
    "storage": BASE,
    "config": set(),
    "methods": BASE,
    "web": BASE | {"methods", "config"},
    "reports": BASE | {"methods"},
    "live": BASE | {"methods", "web", "storage", "config"},
    "participant": BASE | {"archives", "methods", "web", "live", "reports", "storage"},
    "facilitator": BASE | {"archives", "methods", "web", "live", "reports", "storage", "demo"},
    "demo": {"config", "translations"},
    "app": BASE | {"methods", "web", "live", "participant", "facilitator", "storage", "config"},
    "copies": {"storage"},
    "archives": BASE | {"methods", "reports", "storage"},
    "commands": BASE
    | {
        "archives",
        "copies",
        "config",
        "demo",
        "facilitator",
        "live",
        "methods",
        "reports",
        "serve",
        "storage",
    },  # fmt: skip
    "bench": {"demo", "methods", "reports", "translations"},
    "serve": {"app", "config", "storage", "live", "facilitator"},
    "run": {"commands"},
}
OURS = set(MAY) | {"app", "run", "serve", "migrations"}


def imported(file: Path) -> set[str]:
    """The modules a file imports, whole names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def files(part: str) -> list[Path]:
    folder = ROOT / part
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [ROOT / f"{part}.py"]


@pytest.mark.parametrize("part", sorted(MAY))
def test_a_part_knows_only_those_below_it(part: str) -> None:
    for file in files(part):
        known = {name.split(".")[0] for name in imported(file)} & OURS - {part}
        assert known <= MAY[part], f"{file.relative_to(ROOT)} knows {known - MAY[part]}"


def test_an_activity_never_imports_another() -> None:
    for file in files("methods/activities"):
        folder = file.relative_to(ROOT / "methods" / "activities").parts[0]
        others = {
            name
            for name in imported(file)
            if name.startswith("methods.activities.") and name.split(".")[2] != folder
        }
        assert not others, f"{file.relative_to(ROOT)} imports {others}"


def test_the_engine_names_no_activity() -> None:
    names = {f.parent.name for f in files("methods/activities") if f.name == "activity.py"}
    assert names
    for file in (ROOT / "methods").glob("*.py"):
        told = {
            node.value
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not told & names, f"{file.name} names {told & names}"


def test_methods_knows_no_flask_and_no_sockets() -> None:
    for file in files("methods"):
        known = {name.split(".")[0] for name in imported(file)}
        assert not known & {"flask", "flask_socketio", "socketio", "gevent", "werkzeug"}


def test_no_file_has_grown_past_its_subject() -> None:
    for part in [*MAY, "tests"]:
        for file in files(part):
            if file.name != "models.py" and "versions" not in file.parts:
                assert len(file.read_text("utf-8").splitlines()) <= 250, file
