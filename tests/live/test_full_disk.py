"""A full disk: nothing is acknowledged that is not kept, people are told, and it goes on by itself.

The server's data lies on a small disk of its own (spec/quality.md R15).
"""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from demo.browser import Console, Phone
from demo.server import Running, running
from tests.live.conftest import wait_for

pytestmark = [pytest.mark.server, pytest.mark.demo]
SECRET = "m" * 22


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MB."""
    place = tmp_path / "small"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=16m", "floke-test", str(place)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets us mount no disk (it takes root)")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> Path:
    """Something else takes all the space there is."""
    file = place / "fill"
    with file.open("wb", buffering=0) as opened:
        try:
            while True:
                opened.write(os.urandom(4096))
        except OSError:
            return file


def ready(server: Running) -> tuple[int, str]:
    answer = requests.get(f"{server.base}/ready", timeout=10)
    return answer.status_code, answer.text.strip()


def figures(server: Running) -> str:
    header = {"Authorization": f"Bearer {SECRET}"}
    return requests.get(f"{server.base}/metrics", headers=header, timeout=10).text


def once(phone: Phone, name: str) -> dict[str, Any]:
    """The first answer; a phone would send it again until it is kept."""
    told = {"op_id": secrets.token_hex(12), "step": None, "command": "profile",
            "args": {"name": name}}  # fmt: skip
    answer: dict[str, Any] = phone.wire.call("do", told, timeout=60)
    return answer


def test_a_full_disk_loses_nothing_is_told_and_goes_on_by_itself(
        small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("FLOKE_METRICS", SECRET)
    with running(small_disk) as server:
        kari = Console(server.base).start(
            server.link, title="Bygda i 2040", size=16, language="nb", sponsor="Granvik kommune",
            question="Hva skal til for at flere blir boende på bygda?",
        )  # fmt: skip
        kari.must("open_doors")
        anna = Phone(server.base, kari.token, "Anna").join()
        assert ready(server) == (200, "ready")
        filled = fill(small_disk)
        said = [once(anna, f"Anna {n} " + "Å" * 60) for n in range(200)]
        kept = sum(answer["ok"] for answer in said)
        assert kept < 200 and {answer["code"] for answer in said[kept:]} == {"busy"}
        assert ready(server) == (503, "cannot save")
        assert "floke_cannot_save 1.0" in figures(server)
        wait_for(lambda: 'id="troubled"' in kari.boards["console"])
        assert anna.read_page(f"/s/{kari.token}"), "whoever reads goes on reading"
        filled.unlink()
        wait_for(lambda: ready(server) == (200, "ready"))
        wait_for(lambda: 'id="troubled"' not in kari.boards["console"])
        assert anna.do("profile", name="Anna igjen")["ok"]
        wait_for(lambda: anna.own["name"] == "Anna igjen")
        assert "floke_cannot_save 0.0" in figures(server)
        assert requests.get(f"{server.base}/metrics", timeout=10).status_code == 404
        assert requests.get(f"{server.base}/health", timeout=10).text == "ok\n"
        anna.close()
        kari.close()
