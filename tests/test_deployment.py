"""What stands in `deploy/` fits this Floke. nginx.conf is played with in tests/many/."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from config import Config

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
GIVEN = {"FLOKE_URL": "https://floke.test", "FLOKE_SECRET": "s" * 64, "POSTGRES_PASSWORD": "p"}


def composed() -> dict[str, Any]:
    """compose.yaml with what its user has said."""
    told = (DEPLOY / "compose.yaml").read_text()
    made: dict[str, Any] = yaml.safe_load(re.sub(r"\$\{(\w+):\?\}", lambda m: GIVEN[m[1]], told))
    return made


def ports() -> list[int]:
    """Where nginx looks for processes."""
    told = (DEPLOY / "nginx.conf").read_text()
    return [int(port) for port in re.findall(r"server 127\.0\.0\.1:(\d+)", told)]


def test_every_setting_is_one_of_ours() -> None:
    """Also that none is missing for several processes: Config itself would refuse."""
    known = set(re.findall(r"\b(?:FLOKE_[A-Z_]*[A-Z]|DATABASE_URL)\b",
                           (ROOT / "config.py").read_text())) | {"FLOKE_NPM"}  # fmt: skip
    for file in DEPLOY.iterdir():
        used = set(re.findall(r"\b(?:FLOKE_[A-Z_]*[A-Z]|DATABASE_URL)\b", file.read_text()))
        assert used <= known, file.name


def test_the_processes_are_where_nginx_looks_for_them() -> None:
    for service, port in zip(("floke-1", "floke-2"), ports(), strict=True):
        config = Config.from_environment(composed()["services"][service]["environment"])
        assert config.port == port and config.redis and config.host == "127.0.0.1"
    units = (DEPLOY / "floke.target").read_text()
    assert [int(port) for port in re.findall(r"floke@(\d+)\.service", units)] == ports()


def test_the_settings_for_systemd_are_enough_for_several_processes() -> None:
    lines = (DEPLOY / "floke.env").read_text().splitlines()
    told = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert told.pop("FLOKE_SECRET") == "", "nobody may share a secret with this file"
    assert Config.from_environment({**told, "FLOKE_SECRET": "s" * 64}).secure


def test_what_compose_starts_and_mounts_is_there() -> None:
    services = composed()["services"]
    assert (DEPLOY / services["floke-1"]["build"]["context"]).resolve() == ROOT
    assert (ROOT / services["floke-1"]["build"]["dockerfile"]).is_file()
    assert (DEPLOY / services["nginx"]["volumes"][0].partition(":")[0]).is_file()
    for name, service in services.items():
        others = {*service.get("depends_on", ()), service.get("network_mode", "service:nginx")[8:]}
        assert others <= set(services), name


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("there is no systemd on this machine")
    for name in ("floke@.service", "floke.target"):
        told = (DEPLOY / name).read_text()
        told = told.replace("/srv/floke/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(told)
    shutil.copy(tmp_path / "floke@.service", tmp_path / "floke@5001.service")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=one",
         str(tmp_path / "floke@5001.service"), str(tmp_path / "floke.target")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) not in done.stderr and "Unknown" not in done.stderr, done.stderr
