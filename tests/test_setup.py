"""The set-up: exact versions, no addresses of registries, and a reason for every dependency."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NPM: dict[str, Any] = json.loads((ROOT / "package.json").read_text("utf-8"))
NPM_LOCK: dict[str, Any] = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
SERVED: dict[str, str] = tomllib.loads((ROOT / "frontend.toml").read_text("utf-8"))["files"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
OPTIONAL: dict[str, list[str]] = PROJECT["optional-dependencies"]
EXTRAS = [Requirement(line) for extra in OPTIONAL.values() for line in extra]
OPERATED = [*RUNTIME, *map(Requirement, OPTIONAL["postgres"])]
KEPT = ["package-lock.json", "requirements.lock", "pyproject.toml", ".npmrc"]
NPM_PACKAGES = NPM["dependencies"] | NPM["devDependencies"]


def locked() -> dict[str, tuple[str, list[str]]]:
    """Each package of requirements.lock: its version and hashes."""
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text("utf-8"))
    found = {}
    for entry in entries:
        name, _equals, rest = entry.partition("==")
        found[name] = (re.split(r"[\s;]", rest)[0], re.findall(r"sha256:[0-9a-f]{64}", entry))
    return found


def reasons() -> set[str]:
    """The packages that docs/dependencies.md has a line on."""
    lines = (ROOT / "docs" / "dependencies.md").read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith("| `")]
    assert all(len(row) == 5 and row[2].strip() and row[3].strip() for row in rows)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row[1])}


@pytest.mark.parametrize("package", [*RUNTIME, *EXTRAS], ids=str)
def test_a_python_package_has_a_lower_bound_and_a_reason(package: Requirement) -> None:
    assert [bound.operator for bound in package.specifier] == [">="]
    assert package.name in reasons()


@pytest.mark.parametrize("package", OPERATED, ids=str)
def test_what_a_server_needs_is_locked_with_hashes(package: Requirement) -> None:
    version, hashes = locked()[package.name]
    assert version in package.specifier
    assert hashes


def test_everything_locked_has_hashes() -> None:
    assert not [name for name, (version, hashes) in locked().items() if not (version and hashes)]


@pytest.mark.parametrize("name", NPM_PACKAGES)
def test_an_npm_package_is_pinned_locked_and_has_a_reason(name: str) -> None:
    version = NPM_PACKAGES[name]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert NPM_LOCK[f"node_modules/{name}"]["version"] == version
    assert name in reasons()


def test_everything_npm_fetches_is_locked_with_hashes() -> None:
    packages = {name: entry for name, entry in NPM_LOCK.items() if name}
    assert not [name for name, entry in packages.items() if not entry.get("integrity")]
    assert not [name for name, entry in packages.items() if "resolved" in entry]


@pytest.mark.parametrize("name", KEPT)
def test_no_address_of_a_registry_is_kept(name: str) -> None:
    text = re.sub(r'"funding": {[^}]*}', "", (ROOT / name).read_text("utf-8"))
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|^registry", text, re.MULTILINE)


def test_only_what_is_pinned_is_served_each_with_its_licence() -> None:
    packages = {re.match(r"(@[^/]+/)?[^/]+", source)[0] for source in SERVED}  # type: ignore[index]
    assert packages == set(NPM["dependencies"])
    licences = {source.rpartition("/LICENSE")[0] for source in SERVED if "/LICENSE" in source}
    assert licences == packages  # a font has its own, LICENSE_FONT, beside that of its package


@pytest.mark.parametrize("name", SERVED.values())
def test_the_set_up_has_fetched_what_the_pages_ask_for(name: str) -> None:
    file = ROOT / "web" / "static" / "vendor" / name
    assert file.is_file(), "run: .venv/bin/pip install -e ."
    assert file.stat().st_size > 0
